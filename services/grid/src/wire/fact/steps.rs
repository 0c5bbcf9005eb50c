//! The seven steps, and what goes on beside them.

use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;

use crate::domain::course::{Contact, Course, Covering, Evaluation, Evidence, Handling, Inspection, Suspension};
use crate::domain::terms::PartyRole;
use crate::domain::{End, Ending, Incident, Reported};
use crate::wire::event_name;
use crate::wire::terms::{Word, many, point, timestamp};

pub(super) fn reported(reported: &Reported, happening: pb::Happening) -> pb::EventReported {
    pb::EventReported {
        happening: Some(happening),
        seen_time: Some(timestamp(reported.report.seen_at)),
        handed_over_event: reported.report.handed_over.clone().unwrap_or_default(),
        repeats: reported.repeats,
        anonymous: reported.report.source.has_a_code() && reported.parties.iter().all(|party| party.role != PartyRole::Reporter),
    }
}

pub(super) fn verified_on_the_spot(found: bool, at: OffsetDateTime, happening: pb::Happening) -> pb::VerificationReported {
    pb::VerificationReported {
        happening: Some(happening),
        found,
        verify_time: Some(timestamp(at)),
    }
}

pub(super) fn accepted(at: OffsetDateTime, happening: pb::Happening) -> pb::EventAccepted {
    pb::EventAccepted {
        happening: Some(happening),
        accept_time: Some(timestamp(at)),
    }
}

pub(super) fn filed(at: OffsetDateTime, happening: pb::Happening) -> pb::EventFiled {
    pb::EventFiled {
        happening: Some(happening),
        file_time: Some(timestamp(at)),
    }
}

/// Who spoke, and with whom, is nobody else's to know.
pub(super) fn contacted(contact: &Contact, happening: pb::Happening) -> pb::EventContacted {
    pb::EventContacted {
        happening: Some(happening),
        contact_time: Some(timestamp(contact.at)),
    }
}

pub(super) fn extended(days: u32, happening: pb::Happening) -> pb::HandlingExtended {
    pb::HandlingExtended {
        happening: Some(happening),
        days: i32::try_from(days).unwrap_or(i32::MAX),
    }
}

/// Why it stands still is told by a word, and not in the approver's.
pub(super) fn suspended(suspension: &Suspension, happening: pb::Happening) -> pb::EventSuspended {
    pb::EventSuspended {
        happening: Some(happening),
        ground: suspension.ground.number(),
        review_date: suspension.review_on.to_string(),
        suspend_time: Some(timestamp(suspension.at)),
    }
}

pub(super) fn handled(handling: &Handling, happening: pb::Happening) -> pb::EventHandled {
    pb::EventHandled {
        happening: Some(happening),
        measures: handling.measures.iter().map(|measure| measure.number()).collect(),
        evidence_count: many(handling.evidence.len()),
        handle_time: Some(timestamp(handling.at)),
    }
}

pub(super) fn inspected(inspection: &Inspection, happening: pb::Happening) -> pb::EventInspected {
    pb::EventInspected {
        happening: Some(happening),
        passed: inspection.passed,
        inspect_time: Some(timestamp(inspection.at)),
    }
}

pub(super) fn ended(ending: &Ending, incident: &Incident, happening: pb::Happening) -> pb::EventEnded {
    let mut told = pb::EventEnded {
        happening: Some(happening),
        end_time: Some(timestamp(ending.at)),
        ..pb::EventEnded::default()
    };
    match &ending.end {
        End::Closed { .. } | End::HandedOutside { .. } => {}
        End::Rejected { ground, .. } => told.ground = ground.number(),
        End::Duplicate { of } => told.other_event = event_name(&incident.county, *of),
        End::EmergencyTransferred { line, .. } => told.line = line.number(),
        End::HandedOver { to } => {
            told.county = to.to_string();
            told.point = incident.place.point.map(point);
            told.handle_start_time = incident.handled_since(ending.at).map(timestamp);
        }
    }
    told
}

/// Who rated is not told.
pub(super) fn evaluated(evaluation: &Evaluation, happening: pb::Happening) -> pb::EventEvaluated {
    pb::EventEvaluated {
        happening: Some(happening),
        rating: evaluation.rating.number(),
        evaluate_time: Some(timestamp(evaluation.at)),
    }
}

pub(super) fn reward(course: &Course, happening: pb::Happening) -> pb::RewardMoved {
    let reward = course.reward.as_ref();
    pb::RewardMoved {
        happening: Some(happening),
        amount_fen: reward.map(|reward| reward.amount_fen.into()).unwrap_or_default(),
        paid: reward.is_some_and(|reward| reward.paid.is_some()),
    }
}

pub(super) fn evidence(evidence: &Evidence, happening: pb::Happening) -> pb::EvidenceAttached {
    pb::EvidenceAttached {
        happening: Some(happening),
        hash: evidence.hash.clone(),
        media_type: evidence.media_type.clone(),
        bytes: i64::try_from(evidence.bytes).unwrap_or(i64::MAX),
    }
}

/// Which file gave way to which; who covered what in it, and why, is not told.
pub(super) fn covered((hash, bytes): (&str, u64), covering: &Covering, happening: pb::Happening) -> pb::EvidenceCovered {
    pb::EvidenceCovered {
        happening: Some(happening),
        hash: hash.to_owned(),
        earlier_hash: covering.before.clone(),
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
    }
}
