//! What the texts of a petition give away that belongs into the vault (G-03). Told, never refused.

use shiyu_proto::common::v1 as common;

use crate::domain::{Channel, Filing, Party, PartyRole, Submission};

/// The texts of a registration, under their paths in the request.
#[must_use]
pub fn texts(submission: &Submission) -> [(&'static str, &str); 3] {
    [
        ("petition.title", &submission.title),
        ("petition.request", &submission.request),
        ("petition.facts_and_reasons", &submission.facts_and_reasons),
    ]
}

/// What seems to be missing at a registration: told, never refused, for a matter is registered all the same (art. 22). A group that
/// comes in person elects representatives (art. 20); who files for another is a party too.
#[must_use]
pub fn missing(submission: &Submission, parties: &[Party]) -> Vec<common::TextWarning> {
    const PARTIES: &str = "petition.parties";
    let has = |roles: &[PartyRole]| parties.iter().any(|party| roles.contains(&party.role));
    let group = submission.channel == Channel::Visit && submission.people > 1;
    let unled = group && !has(&[PartyRole::Representative]);
    let unnamed = submission.filing == Filing::ByAgent && !has(&[PartyRole::Agent, PartyRole::Attorney]);
    let warnings = [(unled, "REPRESENTATIVES_MISSING"), (unnamed, "AGENT_MISSING")];
    let told = warnings.into_iter().filter(|(missing, _)| *missing);
    told.map(|(_, reason)| common::TextWarning {
        field: PARTIES.to_owned(),
        reason: reason.to_owned(),
    })
    .collect()
}
