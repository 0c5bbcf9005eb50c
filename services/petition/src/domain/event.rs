//! What became of orders. An event holds all that the petition needs to follow it: clocks too, already reckoned.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Clock, Ring};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::course::{Forwarding, Opinion};
use super::petition::Submission;
use super::terms::{Classification, Closing, DeliveryMethod};

/// What became of an order. `clock` is the clock that began to run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was registered.
    Registered(Box<Registered>),
    /// It was forwarded.
    Forwarded {
        /// To whom.
        forwarding: Forwarding,
        /// `accept`.
        clock: Clock,
    },
    /// It was accepted.
    Accepted {
        /// How the petitioner was told.
        notice: DeliveryMethod,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
        /// `classify`.
        clock: Clock,
    },
    /// It was classified to handling.
    HandlingStarted {
        /// As what.
        classification: Classification,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
        /// `handle`, which runs from acceptance.
        clock: Clock,
    },
    /// The opinion was issued.
    OpinionIssued {
        /// The opinion.
        opinion: Opinion,
        /// Subject of who issued it.
        issued_by: String,
        /// Subject of the head who approved it.
        approved_by: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
        /// `serve`.
        clock: Clock,
    },
    /// The opinion was served.
    OpinionServed {
        /// How.
        method: DeliveryMethod,
        /// Reference of the proof.
        proof: String,
        /// When it reached the petitioner.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
        /// `review_window`, the petitioner's own.
        clock: Clock,
    },
    /// It was closed.
    Closed {
        /// How.
        closing: Closing,
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
        /// The clocks as they are now.
        clocks: Vec<Clock>,
        /// Names of those whose due times moved.
        moved: Vec<String>,
    },
}

/// A petition was registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// The county whose matter it is.
    pub county: Code,
    /// The unit that received it.
    pub unit: Code,
    /// What was brought.
    pub submission: Submission,
    /// When it was received.
    #[serde(with = "time::serde::rfc3339")]
    pub received_at: OffsetDateTime,
    /// When it was registered.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// `forward`, which runs from receipt.
    pub clock: Clock,
}

impl Event {
    /// `<entity>.<past tense>`: with the service's name before it, its subject.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Registered(_) => "matter.registered",
            Self::Forwarded { .. } => "matter.forwarded",
            Self::Accepted { .. } => "matter.accepted",
            Self::HandlingStarted { .. } => "handling.started",
            Self::OpinionIssued { .. } => "opinion.issued",
            Self::OpinionServed { .. } => "opinion.served",
            Self::Closed { .. } => "matter.closed",
            Self::ClockWarned { .. } => "clock.warned",
            Self::ClockOverdue { .. } => "clock.overdue",
            Self::ClocksReckoned { .. } => "clock.reckoned",
        }
    }
}
