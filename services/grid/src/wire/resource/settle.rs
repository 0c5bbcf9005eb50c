//! What brings others in: our other services, other counties, another city.

use shiyu_proto::grid::v1::event_course as told;

use crate::boundary::Events;
use crate::domain::course::{Boundary, Outside};
use crate::wire::terms::timestamp;

pub(super) fn boundary(boundary: &Boundary) -> told::Boundary {
    let decision = boundary.decision.as_ref();
    told::Boundary {
        id: boundary.id.to_string(),
        counties: boundary.counties.iter().map(ToString::to_string).collect(),
        reason: boundary.reason.clone(),
        raise_time: Some(timestamp(boundary.raised_at)),
        refer_time: boundary.referred_at.map(timestamp),
        owner: decision.map(|decision| decision.owner.to_string()).unwrap_or_default(),
        designated: decision.is_some_and(|decision| decision.designated),
        reference: decision.map(|decision| decision.reference.clone()).unwrap_or_default(),
        settle_time: decision.map(|decision| timestamp(decision.at)),
        answers: boundary.answers.iter().map(Events::answer).collect(),
    }
}

pub(super) fn outside(outside: &Outside) -> told::Outside {
    let seal = outside.seal.as_ref();
    told::Outside {
        organ: outside.organ.clone(),
        packet: outside.packet.clone(),
        offer_time: Some(timestamp(outside.offered_at)),
        receipt: outside.receipt.clone().unwrap_or_default(),
        receive_time: outside.received_at.map(timestamp),
        conference_time: outside.conference_at.map(timestamp),
        signature: seal.map(|seal| seal.signature.clone()).unwrap_or_default(),
        public_key: seal.map(|seal| seal.key.clone()).unwrap_or_default(),
        receipt_verified: outside.receipt_verified,
    }
}
