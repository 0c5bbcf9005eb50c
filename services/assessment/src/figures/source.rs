//! The sources a formula may name. What is not among them cannot be counted: no number of petitions per area and no amount of a fine
//! can be scored, and of persons there is nothing to name (domain.md G-17).

/// What a source may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// An indicator with points may use it.
    Scored,
    /// Only an indicator that describes may: how many petitions there are says nothing of those who answer them.
    Described,
}

/// What a name in a formula's sources stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A source.
    Source(Use),
    /// What is never counted.
    Denied,
    /// Nothing.
    Unknown,
}

/// What happens.
const OCCURRENCES: [(&str, Use); 67] = [
    ("grid.reported", Use::Scored),
    ("grid.accepted", Use::Scored),
    ("grid.rejected", Use::Scored),
    ("grid.filed", Use::Scored),
    ("grid.dispatched", Use::Scored),
    ("grid.returned", Use::Scored),
    ("grid.handled", Use::Scored),
    ("grid.reworked", Use::Scored),
    ("grid.verified", Use::Scored),
    ("grid.extended", Use::Scored),
    ("grid.closed", Use::Scored),
    ("grid.solved_in_grid", Use::Described),
    ("grid.solved_by_department", Use::Described),
    ("grid.solved_by_enforcement", Use::Described),
    ("grid.repeated", Use::Scored),
    ("grid.contacted", Use::Scored),
    ("grid.missed", Use::Scored),
    ("grid.hazards_accepted", Use::Scored),
    ("grid.hazards_closed", Use::Scored),
    ("grid.rated", Use::Scored),
    ("grid.rated_very", Use::Scored),
    ("grid.rated_satisfied", Use::Scored),
    ("grid.rated_basically", Use::Scored),
    ("grid.rated_average", Use::Scored),
    ("grid.rated_dissatisfied", Use::Scored),
    ("petition.registered", Use::Described),
    ("petition.accepted", Use::Described),
    ("petition.merged", Use::Described),
    ("petition.closed", Use::Scored),
    ("petition.ended", Use::Described),
    ("petition.opinions", Use::Scored),
    ("petition.supervised", Use::Scored),
    ("petition.remedies_decided", Use::Scored),
    ("petition.remedies_reversed", Use::Scored),
    ("petition.rated", Use::Scored),
    ("petition.rated_satisfied", Use::Scored),
    ("petition.rated_basically", Use::Scored),
    ("petition.rated_dissatisfied", Use::Scored),
    ("mediation.opened", Use::Described),
    ("mediation.ended", Use::Described),
    ("mediation.accepted", Use::Scored),
    ("mediation.concluded", Use::Scored),
    ("mediation.agreed", Use::Scored),
    ("mediation.agreements", Use::Scored),
    ("mediation.performed", Use::Scored),
    ("mediation.confirmations_applied", Use::Scored),
    ("mediation.confirmations_given", Use::Scored),
    ("mediation.withdrawn", Use::Described),
    ("mediation.escalations", Use::Described),
    ("mediation.escalations_reported", Use::Described),
    ("mediation.rated", Use::Scored),
    ("mediation.rated_very", Use::Scored),
    ("mediation.rated_satisfied", Use::Scored),
    ("mediation.rated_basically", Use::Scored),
    ("mediation.rated_average", Use::Scored),
    ("mediation.rated_dissatisfied", Use::Scored),
    ("enforcement.reviewed", Use::Scored),
    ("enforcement.reviews_returned", Use::Scored),
    ("enforcement.remedies_ruled", Use::Scored),
    ("enforcement.remedies_reversed", Use::Scored),
    ("survey.asked", Use::Scored),
    ("survey.rated", Use::Scored),
    ("survey.rated_very", Use::Scored),
    ("survey.rated_satisfied", Use::Scored),
    ("survey.rated_basically", Use::Scored),
    ("survey.rated_average", Use::Scored),
    ("survey.rated_dissatisfied", Use::Scored),
];

/// Of whether a case was decided without a penalty, the share may be told and never scored: it is no aim.
const DESCRIBED: [&str; 3] = ["enforcement.filed", "enforcement.decided", "enforcement.not_penalised"];

/// The limits, each with what was due, what was met and what in time. `whole` is the handling of an event until its close,
/// `contact` the day in which somebody speaks with the citizen who told it.
const LIMITS: [(&str, &[&str]); 4] = [
    (
        "grid",
        &[
            "accept", "verify", "file", "dispatch", "return", "handle", "inspect", "close", "whole", "contact",
        ],
    ),
    (
        "petition",
        &[
            "forward",
            "accept",
            "classify",
            "handle",
            "serve",
            "review",
            "recheck",
            "execute",
            "supervision",
        ],
    ),
    (
        "mediation",
        &["screen", "respond", "select", "mediate", "perform", "police", "routes", "visit"],
    ),
    ("enforcement", &["clue", "decide", "review", "serve", "publish", "unpublish"]),
];

/// What is counted of a limit.
pub(super) const OF_A_LIMIT: [&str; 4] = ["due", "met", "in_time", "open"];

/// What of a limit is counted as: one of several of a kind has a name behind a dot, as in `mediation.perform.2`, and counts with its kind.
#[must_use]
pub(super) fn of_limit(limit: &str, what: &str) -> String {
    let mut parts = limit.splitn(3, '.');
    let (service, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    format!("{service}.{kind}.{what}")
}

/// Words of what is never counted, in whatever source.
const DENIED: [&str; 20] = [
    "amount",
    "applicant",
    "citizen",
    "confiscation",
    "count_by_area",
    "fine",
    "fines",
    "household",
    "mediator",
    "officer",
    "party",
    "penalties",
    "penalty",
    "person",
    "petitioner",
    "petitions",
    "reporter",
    "score",
    "staff",
    "zero",
];

/// What a name stands for.
#[must_use]
pub fn named(source: &str) -> Named {
    if source.split(['.', '_']).any(|word| DENIED.contains(&word)) && known(source).is_none() {
        return Named::Denied;
    }
    known(source).map_or(Named::Unknown, Named::Source)
}

fn known(source: &str) -> Option<Use> {
    if let Some((_, may)) = OCCURRENCES.iter().find(|(name, _)| *name == source) {
        return Some(*may);
    }
    if DESCRIBED.contains(&source) {
        return Some(Use::Described);
    }
    let mut parts = source.split('.');
    let (service, limit, what) = (parts.next()?, parts.next()?, parts.next()?);
    let (_, limits) = LIMITS.iter().find(|(name, _)| *name == service)?;
    let whole = parts.next().is_none() && limits.contains(&limit) && OF_A_LIMIT.contains(&what);
    whole.then_some(Use::Scored)
}

/// Every source there is.
pub fn sources() -> impl Iterator<Item = String> {
    let of_limits = LIMITS.iter().flat_map(|(service, limits)| {
        let each = limits.iter().flat_map(|limit| OF_A_LIMIT.iter().map(move |what| (limit, what)));
        each.map(move |(limit, what)| format!("{service}.{limit}.{what}"))
    });
    let happened = OCCURRENCES.iter().map(|(name, _)| *name).chain(DESCRIBED);
    happened.map(str::to_owned).chain(of_limits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_limits_of_a_kind_counts_with_its_kind() {
        assert_eq!(of_limit("mediation.perform.2", "due"), "mediation.perform.due");
        assert_eq!(of_limit("grid.handle", "in_time"), "grid.handle.in_time");
        assert_eq!(named(&of_limit("mediation.respond.3", "met")), Named::Source(Use::Scored));
    }

    #[test]
    fn nothing_of_persons_fines_or_petitions_of_an_area_is_a_source() {
        for denied in [
            "petition.petitions",
            "petition.petitions_per_area",
            "petition.zero",
            "enforcement.fines",
            "enforcement.fine_amount",
            "grid.citizen_score",
            "petition.petitioner",
            "mediation.mediator",
            "person.visits",
        ] {
            assert_eq!(named(denied), Named::Denied, "{denied}");
        }
        assert_eq!(named("grid.invented"), Named::Unknown);
        assert_eq!(named("grid.handle.in_time"), Named::Source(Use::Scored));
        assert_eq!(named("petition.registered"), Named::Source(Use::Described));
        assert!(sources().all(|source| matches!(named(&source), Named::Source(_))));
    }
}
