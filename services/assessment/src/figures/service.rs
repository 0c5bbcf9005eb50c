//! What the facts of each service say, in the words of the sources.

use prost::{DecodeError, Message};
use shiyu_kit::calendar::local_date;
use shiyu_proto::common::v1::Clock;
use time::OffsetDateTime;

use super::read::{Limited, Said};
use super::told::{About, Answered, Dispute, DisputeEnd, Docket, Happening, Matter, Report, Second, Supervised, Third};

pub(super) fn petition(kind: &str, data: &[u8]) -> Result<Option<Said>, DecodeError> {
    let Some(matter) = About::<Matter>::decode(data)?.case else {
        return Ok(None);
    };
    let word = match kind {
        "review.decided" | "recheck.decided" | "matter.evaluated" | "matter.rated_again" => Third::decode(data)?.word,
        _ => 0,
    };
    // Whoever is supervised, was reviewed or is rated answers for it, and not who has the matter meanwhile.
    let counts_for = match kind {
        "supervision.issued" => Supervised::decode(data)?.unit,
        "review.decided" | "recheck.decided" | "matter.evaluated" | "matter.rated_again" => Answered::decode(data)?.unit,
        _ => String::new(),
    };
    let happened: &[&str] = match (kind, word) {
        ("matter.registered", _) => &["registered"],
        ("matter.accepted", _) => &["accepted"],
        ("matter.merged", _) => &["merged"],
        ("matter.closed" | "matter.terminated" | "matter.settled" | "matter.replied", _) => &["closed"],
        ("opinion.issued", _) => &["opinions"],
        ("supervision.issued", _) => &["supervised"],
        ("review.decided" | "recheck.decided", 2 | 3) => &["remedies_decided", "remedies_reversed"],
        ("review.decided" | "recheck.decided", _) => &["remedies_decided"],
        ("matter.evaluated" | "matter.rated_again", 1) => &["rated", "rated_satisfied"],
        ("matter.evaluated" | "matter.rated_again", 2) => &["rated", "rated_basically"],
        ("matter.evaluated" | "matter.rated_again", 3) => &["rated", "rated_dissatisfied"],
        ("matter.rated_again", _) => &["rated_anew"],
        _ => &[],
    };
    Ok(Some(Said {
        unit: matter.unit,
        counts_for,
        category: matter.category,
        place: matter.place,
        sealed: matter.sealed,
        ended: is_over(matter.stage),
        ..said(happened, &matter.clocks)
    }))
}

/// Whether a petition is at its end: answered, or not for here.
fn is_over(stage: i32) -> bool {
    use shiyu_proto::petition::v1::Stage;
    match Stage::try_from(stage).unwrap_or_default() {
        Stage::Closed
        | Stage::Terminated
        | Stage::Settled
        | Stage::Replied
        | Stage::Diverted
        | Stage::Redirected
        | Stage::HandedOver
        | Stage::Merged
        | Stage::Withdrawn
        | Stage::NotAccepted
        | Stage::Archived => true,
        Stage::Unspecified
        | Stage::Registered
        | Stage::Forwarded
        | Stage::Accepted
        | Stage::Handling
        | Stage::OpinionIssued
        | Stage::OpinionServed
        | Stage::Assigned
        | Stage::Objected
        | Stage::JurisdictionDisputed
        | Stage::Studying
        | Stage::DutyRequested
        | Stage::ReviewRequested
        | Stage::Reviewing
        | Stage::ReviewDecided
        | Stage::ReviewServed
        | Stage::RecheckRequested
        | Stage::Rechecking
        | Stage::RecheckDecided => false,
    }
}

pub(super) fn grid(kind: &str, data: &[u8]) -> Result<Option<Said>, DecodeError> {
    let Some(event) = About::<Happening>::decode(data)?.case else {
        return Ok(None);
    };
    let rating = if kind == "event.evaluated" { Second::decode(data)?.word } else { 0 };
    let mut happened: Vec<&str> = match (kind, rating) {
        ("event.reported", _) => vec!["reported"],
        ("event.accepted", _) => vec!["accepted"],
        ("event.rejected", _) => vec!["rejected"],
        ("event.filed", _) => vec!["filed"],
        ("event.dispatched", _) => vec!["dispatched"],
        ("event.returned", _) => vec!["returned"],
        ("event.contacted", _) => vec!["contacted"],
        ("event.handled", _) => vec!["handled"],
        ("event.reworked", _) => vec!["reworked"],
        ("event.verified", _) => vec!["verified"],
        ("handling.extended", _) => vec!["extended"],
        ("event.closed", _) => vec!["closed", tier(event.tier)],
        ("event.evaluated", 1) => vec!["rated", "rated_very"],
        ("event.evaluated", 2) => vec!["rated", "rated_satisfied"],
        ("event.evaluated", 3) => vec!["rated", "rated_basically"],
        ("event.evaluated", 4) => vec!["rated", "rated_average"],
        ("event.evaluated", 5) => vec!["rated", "rated_dissatisfied"],
        _ => Vec::new(),
    };
    let report = if kind == "event.reported" {
        Report::decode(data)?
    } else {
        Report::default()
    };
    if kind == "event.reported" && (report.repeats || !event.reopened_event.is_empty()) {
        happened.push("repeated");
    }
    // What somebody else had to point out, a patrol had passed by (漏报).
    if kind == "event.accepted" && event.source != 1 {
        happened.push("missed");
    }
    if event.hazard {
        happened.extend(match kind {
            "event.accepted" => Some("hazards_accepted"),
            "event.closed" => Some("hazards_closed"),
            _ => None,
        });
    }
    let unit = if event.responsible_unit.is_empty() {
        event.unit
    } else {
        event.responsible_unit
    };
    Ok(Some(Said {
        unit,
        category: event.class_code,
        place: event.village,
        ended: kind == "event.closed",
        stands: stands(kind),
        is_call: is_call(event.source) && !report.anonymous,
        ..said(&happened, &event.clocks)
    }))
}

/// Whether a citizen told it, whom somebody can speak with.
fn is_call(source: i32) -> bool {
    use shiyu_proto::grid::v1::EventSource as Source;
    match Source::try_from(source).unwrap_or_default() {
        Source::Citizen | Source::Hotline => true,
        Source::Unspecified | Source::Patrol | Source::Volunteer | Source::Department | Source::Neighbour | Source::Petition => false,
    }
}

/// Whether an event is one of its own here: what is rejected is none, nor what others have now, nor a duplicate until it is parted again.
fn stands(kind: &str) -> Option<bool> {
    match kind {
        "event.rejected" | "event.merged" | "event.emergency_transferred" | "event.handed_over" | "event.handed_outside" => Some(false),
        "event.unmerged" | "event.emergency_taken_back" => Some(true),
        _ => None,
    }
}

fn tier(tier: i32) -> &'static str {
    match tier {
        1 => "solved_in_grid",
        2 => "solved_by_department",
        _ => "solved_by_enforcement",
    }
}

pub(super) fn mediation(kind: &str, data: &[u8]) -> Result<Option<Said>, DecodeError> {
    let Some(dispute) = About::<Dispute>::decode(data)?.case else {
        return Ok(None);
    };
    let mut happened = match kind {
        "case.opened" => vec!["opened"],
        "case.accepted" => vec!["accepted"],
        "agreement.effective" => vec!["agreements", "agreed", "concluded"],
        "escalation.flagged" => vec!["escalations"],
        "escalation.reported" => vec!["escalations_reported"],
        "confirmation.applied" => vec!["confirmations_applied"],
        "confirmation.decided" if Third::decode(data)?.word == 1 => vec!["confirmations_given"],
        "case.evaluated" => mediation_rating(Second::decode(data)?.word),
        _ => Vec::new(),
    };
    if kind == "case.closed" {
        let end = DisputeEnd::decode(data)?;
        happened.extend(dispute.accept_time.is_some().then_some("concluded"));
        happened.extend(end.agreed.then_some("agreed"));
        happened.extend(end.withdrawn.then_some("withdrawn"));
        happened.extend((dispute.stage == 16).then_some("performed"));
    }
    Ok(Some(Said {
        unit: dispute.unit,
        category: format!("dispute-{}", dispute.category),
        place: dispute.place,
        ended: dispute_is_over(dispute.stage),
        ..said(&happened, &dispute.clocks)
    }))
}

/// Whether a dispute is at its end, whichever that is.
fn dispute_is_over(stage: i32) -> bool {
    use shiyu_proto::mediation::v1::DisputeStage as Stage;
    match Stage::try_from(stage).unwrap_or_default() {
        Stage::Performed
        | Stage::Breached
        | Stage::Terminated
        | Stage::Declined
        | Stage::Transferred
        | Stage::CourtConcluded
        | Stage::Archived => true,
        Stage::Unspecified
        | Stage::Applied
        | Stage::Entrusted
        | Stage::ProactiveDraft
        | Stage::Screening
        | Stage::ConsentPending
        | Stage::MediatorSelection
        | Stage::Mediating
        | Stage::AgreementDrafted
        | Stage::AgreementEffective
        | Stage::Performing
        | Stage::ConfirmationApplied
        | Stage::ConfirmationRefused
        | Stage::Confirmed
        | Stage::EnforcementApplied
        | Stage::WithCourt => false,
    }
}

fn mediation_rating(rating: i32) -> Vec<&'static str> {
    match rating {
        1 => vec!["rated", "rated_very"],
        2 => vec!["rated", "rated_satisfied"],
        3 => vec!["rated", "rated_basically"],
        4 => vec!["rated", "rated_average"],
        5 => vec!["rated", "rated_dissatisfied"],
        _ => Vec::new(),
    }
}

pub(super) fn enforcement(kind: &str, data: &[u8]) -> Result<Option<Said>, DecodeError> {
    let Some(docket) = About::<Docket>::decode(data)?.case else {
        return Ok(None);
    };
    let happened: &[&str] = match kind {
        "case.filed" => &["filed"],
        "review.passed" => &["reviewed"],
        "review.returned" => &["reviewed", "reviews_returned"],
        "decision.made" if docket.outcome == 2 => &["decided", "not_penalised"],
        "decision.made" => &["decided"],
        "remedy.ruled" if matches!(Third::decode(data)?.word, 2..=4) => &["remedies_ruled", "remedies_reversed"],
        "remedy.ruled" => &["remedies_ruled"],
        _ => &[],
    };
    Ok(Some(Said {
        unit: docket.unit,
        ..said(happened, &docket.clocks)
    }))
}

fn said(happened: &[&str], clocks: &[Clock]) -> Said {
    Said {
        happened: happened.iter().map(|what| (*what).to_owned()).collect(),
        limits: clocks.iter().filter_map(limited).collect(),
        ..Said::default()
    }
}

/// A clock's times end at a moment; the limit's last day is the one before it.
fn limited(clock: &Clock) -> Option<Limited> {
    let due = moment(clock.legal_due_time.as_ref())?;
    let stop = moment(clock.stop_time.as_ref());
    Some(Limited {
        clock: clock.name.clone(),
        due: local_date(due - time::Duration::NANOSECOND),
        met: stop.map(local_date),
        in_time: stop.is_some_and(|stop| stop <= due),
        rung: clock.rung.iter().max().copied(),
        unit: clock.unit.clone(),
    })
}

/// Whether a time has a local day, and one before and after it.
pub(super) fn is_of_our_time(at: OffsetDateTime) -> bool {
    (1970..=9000).contains(&at.year())
}

/// A time of the contracts, if it has a local day.
#[must_use]
pub fn moment(time: Option<&prost_types::Timestamp>) -> Option<OffsetDateTime> {
    let time = time?;
    let at = OffsetDateTime::from_unix_timestamp(time.seconds).ok()?;
    is_of_our_time(at).then(|| at + time::Duration::nanoseconds(i64::from(time.nanos)))
}
