//! What is handed to another city is signed; its receipt is looked at by the keys that are known (S14).

use shiyu_kit::packet::Packet;

use super::desk::Desk;
use crate::domain::Command;
use crate::wire::{self, Asked};

impl Desk {
    /// The order, with our signature on what it hands over, or with the keys that a receipt is known by.
    pub(super) fn under_seal(&self, mut asked: Asked) -> Asked {
        let case = wire::case_name(self.county(), asked.case);
        let seals = &self.settings.seals;
        if let Command::OfferOutside(offer) = &mut asked.command {
            let packet = Packet {
                case: &case,
                organ: &offer.organ,
                hash: &offer.packet,
            };
            offer.seal = seals.sign(&packet);
        }
        if let Command::RecordReceipt { receipt, .. } = &mut asked.command {
            receipt.organs = seals.organs();
            receipt.case = case;
        }
        asked
    }
}
