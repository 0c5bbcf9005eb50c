//! Whose it is: other counties, another city.

use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use time::OffsetDateTime;

use crate::domain::course::Course;
use crate::wire::terms::timestamp;

pub(super) fn moved(course: &Course, matter: pb::Matter) -> pb::BoundaryMoved {
    let mut told = pb::BoundaryMoved {
        matter: Some(matter),
        ..pb::BoundaryMoved::default()
    };
    let Some(boundary) = &course.boundary else { return told };
    told.boundary = boundary.id.to_string();
    told.counties = boundary.counties.iter().map(Code::to_string).collect();
    told.raise_time = Some(timestamp(boundary.raised_at));
    told.refer_time = boundary.referred_at.map(timestamp);
    if let Some(settled) = &boundary.settled {
        told.owner = settled.owner.to_string();
        told.designated = settled.designated;
        told.settle_time = Some(timestamp(settled.at));
    }
    told
}

pub(super) fn handed_over(to: &Code, at: OffsetDateTime, received_at: OffsetDateTime, matter: pb::Matter) -> pb::MatterHandedOver {
    pb::MatterHandedOver {
        matter: Some(matter),
        county: to.to_string(),
        receive_time: Some(timestamp(received_at)),
        end_time: Some(timestamp(at)),
    }
}

pub(super) fn outside(course: &Course, matter: pb::Matter) -> pb::OutsideMoved {
    let outside = course.outside.as_ref();
    pb::OutsideMoved {
        matter: Some(matter),
        packet: outside.map(|outside| outside.packet.clone()).unwrap_or_default(),
        offer_time: outside.map(|outside| timestamp(outside.offered_at)),
        receive_time: outside.and_then(|outside| outside.received_at).map(timestamp),
        conference_time: outside.and_then(|outside| outside.conference_at).map(timestamp),
    }
}
