//! What the texts of a report give away that belongs into the vault (G-03). Told, never refused.

use shiyu_kit::party::{FindingKind, Identity, mentions, personal_in};
use shiyu_proto::grid::v1 as pb;

use crate::domain::incident::Report;

/// The texts of a report, under their paths in the request.
#[must_use]
pub fn texts(report: &Report) -> [(&'static str, &str); 3] {
    [
        ("report.title", &report.title),
        ("report.description", &report.description),
        ("report.whereabouts", &report.whereabouts),
    ]
}

/// The personal data in texts: each kind once for each text, never the value.
#[must_use]
pub fn warnings(texts: &[(&str, &str)], identities: &[&Identity]) -> Vec<pb::TextWarning> {
    let found = texts.iter().flat_map(|(field, text)| {
        let reasons = reasons(text, identities);
        reasons.into_iter().map(|reason| pb::TextWarning {
            field: (*field).to_owned(),
            reason: reason.to_owned(),
        })
    });
    found.collect()
}

fn reasons(text: &str, identities: &[&Identity]) -> Vec<&'static str> {
    let mut reasons: Vec<&str> = personal_in(text).iter().map(|finding| reason(finding.kind)).collect();
    if identities.iter().any(|identity| mentions(text, identity)) {
        reasons.push("PARTY_IN_TEXT");
    }
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

fn reason(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::IdentityNumber => "IDENTITY_NUMBER_IN_TEXT",
        FindingKind::MobileNumber => "PHONE_IN_TEXT",
        FindingKind::CreditCode => "CREDIT_CODE_IN_TEXT",
    }
}
