//! What another city is asked.

use shiyu_kit::packet::Receipt;
use uuid::Uuid;

use super::last;
use crate::domain::Command;
use crate::domain::command::OfferOutside;
use crate::domain::course::Course;
use crate::domain::terms::OutsidePurpose;

pub(crate) const ORGAN: &str = "the next city's bureau";

pub(crate) fn ask_outside(course: &Course, purpose: OutsidePurpose) -> Command {
    Command::OfferOutside(Box::new(OfferOutside {
        id: Uuid::from_u128(0xc1_000 + course.outside.len() as u128),
        purpose,
        organ: ORGAN.to_owned(),
        basis: "行政处罚法第二十二条".to_owned(),
        summary: "跨河倾倒渣土".to_owned(),
        packet: "0".repeat(64),
        seal: None,
    }))
}

pub(crate) fn outside_receipt(course: &Course) -> Command {
    Command::RecordReceipt {
        offer: last(&course.outside, |asked| asked.id),
        reference: "receipt 8".to_owned(),
        receipt: Receipt::default(),
    }
}
