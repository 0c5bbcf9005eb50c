//! What happened.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Ring;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use crate::domain::case_file::{Clue, Number};
use crate::domain::terms::Party;

/// A clue was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The county.
    pub county: Code,
    /// Its number.
    pub number: Number,
    /// What was brought.
    pub clue: Clue,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// The unit that received it.
    pub receiver: Code,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A clue was received.
    Received(Box<Received>),
    /// A window of the party's ran out; nobody is late.
    WindowLapsed {
        /// Which clock.
        clock: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It lies in the archive.
    Archived {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A clock came nearer to its internal due time.
    ClockWarned {
        /// Which clock.
        clock: String,
        /// How near; never [`Ring::Overdue`].
        ring: Ring,
    },
    /// The legal due time of a clock passed.
    ClockOverdue {
        /// Which clock.
        clock: String,
        /// The time that passed.
        #[serde(with = "time::serde::rfc3339")]
        due: OffsetDateTime,
    },
    /// A newer calendar was applied to the running clocks.
    ClocksReckoned {
        /// Version of the calendar.
        calendar: i64,
        /// Names of those whose due times moved.
        moved: Vec<String>,
    },
}
