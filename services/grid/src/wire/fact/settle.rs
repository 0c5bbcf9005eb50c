//! What brings others in.

use shiyu_kit::referral::Referral;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::course::Course;
use crate::domain::{Incident, REFERRAL};
use crate::wire::resource::granted_fields;
use crate::wire::terms::{Word, number, timestamp};

/// The one fact with words in it: a neutral summary that was checked for personal data.
pub(super) fn offered(offer: &Referral, incident: &Incident, happening: pb::Happening) -> pb::ReferralOffered {
    let clock = incident.clocks.named(&format!("{}.{}", REFERRAL.id, offer.id));
    let grant = offer.grant.as_ref();
    pb::ReferralOffered {
        happening: Some(happening),
        referral: offer.id.to_string(),
        destination: offer.to.number(),
        purpose: offer.purpose.clone(),
        summary: offer.summary.clone(),
        consent_reference: offer.consent.clone().unwrap_or_default(),
        granted_fields: granted_fields(grant),
        grant_expire_time: grant.map(|grant| timestamp(grant.until)),
        return_time: clock.map(|clock| timestamp(clock.due.legal)),
        leads: incident.course.evidence.iter().map(|evidence| evidence.hash.clone()).collect(),
    }
}

pub(super) fn moved(id: Uuid, at: OffsetDateTime, course: &Course, happening: pb::Happening) -> pb::ReferralMoved {
    let referral = course.referrals.iter().find(|referral| referral.id == id);
    pb::ReferralMoved {
        happening: Some(happening),
        referral: id.to_string(),
        destination: number(referral.map(|referral| referral.to)),
        state: number(referral.map(|referral| referral.state)),
        move_time: Some(timestamp(at)),
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
