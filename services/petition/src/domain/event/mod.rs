//! What became of orders. An event holds all that the petition needs to follow it: clocks too, already reckoned.

mod kind;
mod moves;
mod what;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Moves;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

pub use what::What;

use super::petition::{Accused, Number, Submission};
use super::terms::Party;

/// One step of a petition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What happened.
    pub what: What,
    /// What it did to the clocks.
    #[serde(default, skip_serializing_if = "Moves::is_empty")]
    pub moves: Moves,
    /// Subject of who thereby had a hand in the handling, and so does not review it (G-24).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand: Option<String>,
}

/// A petition was registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// The county whose matter it is.
    pub county: Code,
    /// The unit that received it.
    pub unit: Code,
    /// Its number.
    pub number: Number,
    /// Keyed index of the petitioner's code.
    pub query_index: String,
    /// What was brought.
    pub submission: Submission,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// From whom it is kept.
    #[serde(default, skip_serializing_if = "Accused::is_empty")]
    pub accused: Accused,
    /// The matter that has ended, upon which it brings new facts or reasons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Uuid>,
    /// When it was received.
    #[serde(with = "time::serde::rfc3339")]
    pub received_at: OffsetDateTime,
    /// When it was registered.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
