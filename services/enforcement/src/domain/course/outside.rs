//! What another city is asked (S14): to take a case that is its own, or to help with one of ours.

use serde::{Deserialize, Serialize};
use shiyu_kit::border;
use uuid::Uuid;

use super::Course;
use crate::domain::terms::OutsidePurpose;

/// That another city is asked, in a packet, for which it gives a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outside {
    /// Which.
    pub id: Uuid,
    /// To take it, or to help.
    pub purpose: OutsidePurpose,
    /// By which provision.
    pub basis: String,
    /// What it is about, without a person.
    pub summary: String,
    /// Subject of the head who asks.
    pub by: String,
    /// The packet, and its receipt.
    pub packet: border::Outside,
}

impl Course {
    /// What another city is asked, by its id.
    #[must_use]
    pub fn outside(&self, id: Uuid) -> Option<&Outside> {
        self.outside.iter().find(|asked| asked.id == id)
    }

    /// Whether another city is asked to take it, and its time to answer is not over.
    #[must_use]
    pub fn waits_for_another_city(&self) -> bool {
        let mut taking = self.outside.iter().filter(|asked| asked.purpose == OutsidePurpose::Transfer);
        taking.any(|asked| asked.packet.waits())
    }
}
