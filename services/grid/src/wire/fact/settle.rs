//! What brings others in.

use shiyu_kit::case::Filed;
use shiyu_kit::referral::{self, Outcome, Referral};
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::course::{Course, Evaluation, Sequel};
use crate::domain::{End, Incident, REFERRAL};
use crate::wire::event_name;
use crate::wire::terms::{Word, clock, number, point, timestamp};

pub(super) fn offered(offer: &Referral, after: &Filed<Incident>) -> common::ReferralOffered {
    let incident = &after.case;
    let clock = incident.clocks.named(&format!("{}.{}", REFERRAL.id, offer.id));
    let leads = incident.course.evidence.iter().map(|evidence| evidence.hash.clone());
    referral::offer(offer, case(after), clock.map(|clock| clock.due.legal), leads.collect())
}

pub(super) fn moved(id: Uuid, at: OffsetDateTime, after: &Filed<Incident>) -> common::ReferralMoved {
    referral::movement(&after.case.course.referrals, id, at, case(after))
}

/// The answer names the event that goes on: of a duplicate, the other one.
pub(super) fn answered(outcome: &Outcome, after: &Filed<Incident>) -> Option<common::ReferralAnswered> {
    let incident = &after.case;
    let goes_on = match incident.stage.ending().map(|ending| &ending.end) {
        Some(End::Duplicate { of }) => *of,
        Some(
            End::Closed { .. }
            | End::Rejected { .. }
            | End::EmergencyTransferred { .. }
            | End::HandedOver { .. }
            | End::HandedOutside { .. },
        )
        | None => after.id,
    };
    let outcome = Outcome {
        case: Some(event_name(&incident.county, goes_on)),
        ..outcome.clone()
    };
    let offered = incident.report.offered.as_ref()?;
    Some(referral::answer(&offered.case, &outcome))
}

fn case(after: &Filed<Incident>) -> common::ReferredCase {
    let (incident, place) = (&after.case, &after.case.place);
    common::ReferredCase {
        name: event_name(&incident.county, after.id),
        version: after.version,
        unit: incident.unit.to_string(),
        place: place.village.to_string(),
        grid: place.grid.to_string(),
        point: place.point.map(point),
        category: incident.class.code.to_string(),
        clocks: incident.clocks.iter().map(clock).collect(),
    }
}

pub(super) fn boundary(course: &Course, happening: pb::Happening) -> pb::BoundaryMoved {
    let mut told = pb::BoundaryMoved {
        happening: Some(happening),
        ..pb::BoundaryMoved::default()
    };
    let Some(boundary) = &course.boundary else { return told };
    told.boundary = boundary.id.to_string();
    told.counties = boundary.counties.iter().map(ToString::to_string).collect();
    told.raise_time = Some(timestamp(boundary.raised_at));
    told.refer_time = boundary.referred_at.map(timestamp);
    if let Some(decision) = &boundary.decision {
        told.owner = decision.owner.to_string();
        told.designated = decision.designated;
        told.settle_time = Some(timestamp(decision.at));
    }
    told
}

/// How it ended there, in no words of that county's.
pub(super) fn followed(sequel: &Sequel, happening: pb::Happening) -> pb::EventFollowed {
    pb::EventFollowed {
        happening: Some(happening),
        county: sequel.county.to_string(),
        stage: sequel.end.name().number(),
        ground: number(sequel.end.ground()),
        end_time: Some(timestamp(sequel.at)),
    }
}

/// Who rated is not told.
pub(super) fn passed_on(evaluation: &Evaluation, incident: &Incident, happening: pb::Happening) -> pb::RatingPassedOn {
    let owner = match incident.stage.ending().map(|ending| &ending.end) {
        Some(End::HandedOver { to }) => to.to_string(),
        Some(
            End::Closed { .. }
            | End::Rejected { .. }
            | End::Duplicate { .. }
            | End::EmergencyTransferred { .. }
            | End::HandedOutside { .. },
        )
        | None => String::new(),
    };
    pb::RatingPassedOn {
        happening: Some(happening),
        county: owner,
        rating: evaluation.rating.number(),
        evaluate_time: Some(timestamp(evaluation.at)),
    }
}

pub(super) fn outside(course: &Course, happening: pb::Happening) -> pb::OutsideMoved {
    let outside = course.outside.as_ref();
    pb::OutsideMoved {
        happening: Some(happening),
        packet: outside.map(|outside| outside.packet.clone()).unwrap_or_default(),
        offer_time: outside.map(|outside| timestamp(outside.offered_at)),
        receive_time: outside.and_then(|outside| outside.received_at).map(timestamp),
        conference_time: outside.and_then(|outside| outside.conference_at).map(timestamp),
    }
}
