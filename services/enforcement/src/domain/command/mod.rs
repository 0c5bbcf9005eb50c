//! Orders to a case, and what the door looked up for the decision.

mod known;

use serde::Serialize;
use shiyu_kit::party::Sealed;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

pub use known::Known;

use super::case_file::{Clue, Number};
use super::terms::Party;
use super::verb::Verb;

/// An order with what was looked up for it. Two orders are the same by what was asked, whatever the tables said meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Order {
    /// What is asked.
    pub command: Command,
    /// What the tables said when it was asked.
    #[serde(skip)]
    pub known: Known,
}

impl From<Command> for Order {
    fn from(command: Command) -> Self {
        Self {
            command,
            known: Known::default(),
        }
    }
}

/// A clue to be received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receive {
    /// The county.
    pub county: Code,
    /// The number that was drawn; the same request again draws another.
    #[serde(skip)]
    pub number: Number,
    /// The unit that receives it; none: the caller's.
    pub unit: Option<Code>,
    /// What was brought.
    pub clue: Clue,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// Their identities, sealed.
    pub sealed: Vec<Sealed>,
}

/// An order to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Receive a clue.
    Receive(Box<Receive>),
    /// A clock rings.
    Tick {
        /// Which.
        clock: String,
        /// The time it rings.
        at: OffsetDateTime,
    },
    /// Reckon the clocks again with a newer calendar.
    Reckon,
}

impl Command {
    /// Its verb; none for what no person orders and for the first one.
    #[must_use]
    pub fn verb(&self) -> Option<Verb> {
        match self {
            Self::Receive(_) | Self::Tick { .. } | Self::Reckon => None,
        }
    }
}
