//! What the texts of a petition give away that belongs into the vault (G-03). Told, never refused.

use shiyu_kit::party::Identity;
use shiyu_kit::unit::{Code, Level};
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
pub fn missing(submission: &Submission, parties: &[Party], county: &Code) -> Vec<common::TextWarning> {
    const PARTIES: &str = "petition.parties";
    let has = |roles: &[PartyRole]| parties.iter().any(|party| roles.contains(&party.role));
    let group = submission.channel == Channel::Visit && submission.people > 1;
    let unled = group && !has(&[PartyRole::Representative]);
    let unnamed = submission.filing == Filing::ByAgent && !has(&[PartyRole::Agent, PartyRole::Attorney]);
    let skipping = submission.channel == Channel::Visit && skips_a_level(&submission.place, county);
    let warnings = [
        (unled, PARTIES, "REPRESENTATIVES_MISSING"),
        (unnamed, PARTIES, "AGENT_MISSING"),
        (skipping, "petition.place", "LEVEL_SKIPPED"),
    ];
    let told = warnings.into_iter().filter(|(missing, ..)| *missing);
    told.map(|(_, field, reason)| common::TextWarning {
        field: field.to_owned(),
        reason: reason.to_owned(),
    })
    .collect()
}

/// Petitioners whom no second factor lets in at the public door: neither a document nor a telephone of theirs is known, and the code they
/// are given opens nothing.
#[must_use]
pub fn unreachable(parties: &[(Party, Identity)]) -> Vec<common::TextWarning> {
    let nameless = |identity: &Identity| identity.document.is_none() && identity.phone.is_none();
    let shut_out = parties
        .iter()
        .enumerate()
        .filter(|(_, (party, identity))| party.role.asks() && nameless(identity));
    let told = shut_out.map(|(at, _)| common::TextWarning {
        field: format!("petition.parties[{at}].identity"),
        reason: "SECOND_FACTOR_MISSING".to_owned(),
    });
    told.collect()
}

/// Who comes in person goes to the unit that is competent, or to the one above it (art. 20). Inside a county that cannot be missed: its
/// divisions are the county and its towns (a village is no organ), so that whoever comes to the county comes to the level of the matter or
/// the next one, and whoever comes to a town that is not competent is told where to go (art. 23). At the desk of a city it can: what is of
/// a town belongs to the county first. Which unit is competent is not known at the counter, and a matter that was brought is registered
/// all the same (art. 22): so the clerk is told, and tells the petitioner.
fn skips_a_level(place: &Code, county: &Code) -> bool {
    county.level() == Level::City && matches!(place.level(), Level::Town | Level::Village)
}
