//! What the texts of a petition give away that belongs into the vault (G-03). Told, never refused.

use shiyu_kit::party::{FindingKind, Identity, mentions, personal_in};
use shiyu_proto::petition::v1 as pb;

use crate::domain::{Party, Submission};

/// The texts of a registration, under their paths in the request.
#[must_use]
pub fn texts(submission: &Submission) -> [(&'static str, &str); 3] {
    [
        ("petition.title", &submission.title),
        ("petition.request", &submission.request),
        ("petition.facts_and_reasons", &submission.facts_and_reasons),
    ]
}

/// The personal data in texts: each kind once for each text, never the value.
#[must_use]
pub fn warnings(texts: &[(&str, &str)], identities: &[(Party, Identity)]) -> Vec<pb::TextWarning> {
    let reasons = |text: &str| {
        let mut reasons: Vec<&str> = personal_in(text).iter().map(|finding| reason(finding.kind)).collect();
        if identities.iter().any(|(_, identity)| mentions(text, identity)) {
            reasons.push("PARTY_IN_TEXT");
        }
        reasons.sort_unstable();
        reasons.dedup();
        reasons
    };
    let warning = |field: &str, reason: &str| pb::TextWarning {
        field: field.to_owned(),
        reason: reason.to_owned(),
    };
    let found = texts
        .iter()
        .flat_map(|(field, text)| reasons(text).into_iter().map(|reason| warning(field, reason)));
    found.collect()
}

fn reason(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::IdentityNumber => "IDENTITY_NUMBER_IN_TEXT",
        FindingKind::MobileNumber => "PHONE_IN_TEXT",
        FindingKind::CreditCode => "CREDIT_CODE_IN_TEXT",
    }
}
