//! What an event does to the clocks of its case.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::calendar::{Calendar, Clock, Rule};

/// What an event does to the clocks: stop some, put others as they are now, start some, in this order. It is part of the event,
/// so that the case follows without a calendar.
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

    /// And the clock of this name stops.
    #[must_use]
    pub fn stopping(mut self, clock: &str, at: OffsetDateTime) -> Self {
        self.stopped.push(Stopped {
            clock: clock.to_owned(),
            at,
        });
        self
    }

    /// And a clock of this rule starts.
    #[must_use]
    pub fn starting(mut self, rule: Rule, at: OffsetDateTime, calendar: &Calendar) -> Self {
        self.started.push(Clock::start(rule, at, calendar));
        self
    }

    /// And this running clock is now so.
    #[must_use]
    pub fn changing(mut self, clock: Clock) -> Self {
        self.changed.push(clock);
        self
    }

    /// And these.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.stopped.extend(other.stopped);
        self.changed.extend(other.changed);
        self.started.extend(other.started);
        self
    }
}
