//! What an event does to the clocks.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Calendar, Clock, Rule};
use time::OffsetDateTime;

use super::{Event, What};

/// What an event does to the clocks: stop some, put others as they are now, start some, in this order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Moves {
    /// Those that stop.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stopped: Vec<Stopped>,
    /// Running ones as they are now: extended, paused, resumed, reckoned again, rung.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<Clock>,
    /// Those that start.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub started: Vec<Clock>,
}

/// A clock that stops.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Which.
    pub clock: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl Moves {
    /// Whether nothing moves.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stopped.is_empty() && self.changed.is_empty() && self.started.is_empty()
    }
}

impl From<What> for Event {
    fn from(what: What) -> Self {
        Self {
            what,
            moves: Moves::default(),
        }
    }
}

impl Event {
    /// And this clock stops.
    #[must_use]
    pub(in crate::domain) fn stopping(mut self, clock: &str, at: OffsetDateTime) -> Self {
        self.moves.stopped.push(Stopped {
            clock: clock.to_owned(),
            at,
        });
        self
    }

    /// And this clock starts.
    #[must_use]
    pub(in crate::domain) fn starting(mut self, rule: Rule, at: OffsetDateTime, calendar: &Calendar) -> Self {
        self.moves.started.push(Clock::start(rule, at, calendar));
        self
    }

    /// And this clock is now so.
    #[must_use]
    pub(in crate::domain) fn changing(mut self, clock: Clock) -> Self {
        self.moves.changed.push(clock);
        self
    }
}
