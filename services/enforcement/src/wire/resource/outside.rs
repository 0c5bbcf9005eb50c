//! What another city is asked (S14).

use shiyu_kit::wire::{Word, timestamp};
use shiyu_proto::enforcement::v1::course as told;

use crate::domain::course::Outside;

pub(super) fn outside(outside: &Outside) -> told::Outside {
    let packet = &outside.packet;
    let seal = packet.seal.as_ref();
    told::Outside {
        id: outside.id.to_string(),
        purpose: outside.purpose.number(),
        organ: packet.organ.clone(),
        basis: outside.basis.clone(),
        summary: outside.summary.clone(),
        by: outside.by.clone(),
        packet: packet.packet.clone(),
        offer_time: Some(timestamp(packet.offered_at)),
        receipt: packet.receipt.clone().unwrap_or_default(),
        receive_time: packet.received_at.map(timestamp),
        conference_time: packet.conference_at.map(timestamp),
        signature: seal.map(|seal| seal.signature.clone()).unwrap_or_default(),
        public_key: seal.map(|seal| seal.key.clone()).unwrap_or_default(),
        receipt_verified: packet.receipt_verified,
    }
}
