//! Whose it is: other counties, another city.

use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::border::Matters;
use crate::domain::course::{Boundary, Outside};
use crate::wire::terms::timestamp;

pub(super) fn boundary(boundary: &Boundary) -> pb::Boundary {
    let settled = boundary.settled.as_ref();
    pb::Boundary {
        id: boundary.id.to_string(),
        counties: boundary.counties.iter().map(Code::to_string).collect(),
        reason: boundary.reason.clone(),
        raise_time: Some(timestamp(boundary.raised_at)),
        refer_time: boundary.referred_at.map(timestamp),
        owner: settled.map(|settled| settled.owner.to_string()).unwrap_or_default(),
        designated: settled.is_some_and(|settled| settled.designated),
        reference: settled.map(|settled| settled.reference.clone()).unwrap_or_default(),
        settle_time: settled.map(|settled| timestamp(settled.at)),
        answers: boundary.answers.iter().map(Matters::answer).collect(),
    }
}

pub(super) fn outside(outside: &Outside) -> pb::Outside {
    let seal = outside.seal.as_ref();
    pb::Outside {
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
