//! Where an event stands, in what its reporter needs to know (G-25): no words of the office but those that are meant for them.

use shiyu_kit::calendar::{Bound, Clock};
use shiyu_kit::party::masked_text;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;

use crate::domain::course::{Sequel, SequelEnd};
use crate::domain::{EVALUATE, End, HANDLE, Incident, Stage, StageName};
use crate::wire::terms::{Word, number, timestamp};

/// Where an event stands. The unit's name is today's; a window that has just lapsed is none any more. What was handed over is with the
/// county that has it, and stands as that county told.
#[must_use]
pub fn answer(incident: &Incident, unit_name: &str, now: OffsetDateTime) -> pb::QueryReportResponse {
    let step = next_step(incident);
    let end = incident.stage.ending().map(|ending| &ending.end);
    let (elsewhere, sequel) = (incident.elsewhere(), incident.course.sequel.as_ref());
    let stage = sequel.map_or_else(|| incident.stage.name(), |sequel| sequel.end.name());
    let rating = incident.clocks.named(&EVALUATE.id).map(|clock| clock.due.legal);
    let rating = rating.filter(|until| now < *until && incident.course.evaluation.is_none());
    let (ground, reason) = rejection(end);
    let ground_elsewhere = sequel.and_then(|sequel| sequel.end.ground());
    pb::QueryReportResponse {
        stage: stage.number(),
        unit: elsewhere.unwrap_or(&incident.unit).to_string(),
        unit_name: unit_name.to_owned(),
        due_time: step.map(|clock| timestamp(clock.due.legal)),
        due_clock: step.map(|clock| clock.rule.id.to_string()).unwrap_or_default(),
        organ: organ(end),
        report_time: Some(timestamp(incident.reported_at)),
        rejection_ground: ground_elsewhere.map_or(ground, Word::number),
        rejection_reason: masked_text(&reason),
        extension_reason: masked_text(&extension_reason(incident)),
        suspension_ground: number(suspension(incident)),
        result: sequel
            .map_or_else(|| end.map(result).unwrap_or_default(), result_elsewhere)
            .to_owned(),
        rate_before_time: rating.map(timestamp),
        reward_fen: reward(incident),
        county: elsewhere.map(ToString::to_string).unwrap_or_default(),
    }
}

/// Where the event stands that goes on for a duplicate, and how it ended. It is rated with the code of the duplicate too, once; a reward
/// for it is whose report goes on.
#[must_use]
pub fn answer_to_duplicate((duplicate, main): (&Incident, &Incident), unit_name: &str, now: OffsetDateTime) -> pb::QueryReportResponse {
    let own = duplicate.course.evaluation.is_none() && main.stage.name() == StageName::Closed;
    let until = main.clocks.latest(&EVALUATE.id).map(|clock| clock.due.legal);
    let mut shown = answer(main, unit_name, now);
    if main.stage.ending().is_none() {
        "duplicate".clone_into(&mut shown.result);
    }
    shown.rate_before_time = until.filter(|until| own && now < *until).map(timestamp);
    shown.reward_fen = 0;
    shown
}

/// The office's next step.
fn next_step(incident: &Incident) -> Option<&Clock> {
    let office = |clock: &&Clock| clock.rule.bound != Bound::Citizen;
    incident.clocks.running().filter(office).min_by_key(|clock| clock.due.legal)
}

/// The other city's organ that has it.
fn organ(end: Option<&End>) -> String {
    if let Some(End::HandedOutside { organ, .. }) = end {
        return organ.clone();
    }
    String::new()
}

fn rejection(end: Option<&End>) -> (i32, String) {
    if let Some(End::Rejected { ground, reason }) = end {
        return (ground.number(), reason.clone());
    }
    (0, String::new())
}

fn extension_reason(incident: &Incident) -> String {
    let handle = incident.clocks.latest(&HANDLE.id);
    let extension = handle.and_then(|clock| clock.extensions.last());
    extension.map(|extension| extension.reason.clone()).unwrap_or_default()
}

fn suspension(incident: &Incident) -> Option<crate::domain::terms::Ground> {
    let suspended = incident.stage == Stage::Suspended;
    let last = incident.course.suspensions.last().filter(|_| suspended);
    last.map(|suspension| suspension.ground)
}

fn result(end: &End) -> &'static str {
    match end {
        End::Closed { .. } => "handled",
        End::Rejected { .. } => "rejected",
        End::Duplicate { .. } => "duplicate",
        End::EmergencyTransferred { .. } => "emergency",
        End::HandedOver { .. } | End::HandedOutside { .. } => "handed_over",
    }
}

fn result_elsewhere(sequel: &Sequel) -> &'static str {
    match sequel.end {
        SequelEnd::Closed => "handled",
        SequelEnd::Rejected { .. } => "rejected",
        SequelEnd::Duplicate => "duplicate",
        SequelEnd::EmergencyTransferred => "emergency",
        SequelEnd::HandedOutside => "handed_outside",
    }
}

fn reward(incident: &Incident) -> i64 {
    let reward = incident.course.reward.as_ref().filter(|reward| reward.paid.is_none());
    reward.map(|reward| reward.amount_fen.into()).unwrap_or_default()
}
