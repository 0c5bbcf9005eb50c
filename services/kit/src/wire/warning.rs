//! What texts give away that belongs into the vault (G-03). Told, never refused.

use shiyu_proto::common::v1 as common;

use crate::party::{FindingKind, Identity, mentions, personal_in};

/// The personal data in texts, each under its path in the request: each kind once for each text, never the value.
#[must_use]
pub fn warnings(texts: &[(&str, &str)], identities: &[&Identity]) -> Vec<common::TextWarning> {
    let found = texts.iter().flat_map(|(field, text)| {
        let reasons = reasons(text, identities);
        reasons.into_iter().map(|reason| common::TextWarning {
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
