//! An event, and what it does to the clocks.

use shiyu_kit::calendar::{Calendar, Clock, Moves, Rule};
use time::OffsetDateTime;

use super::{Event, What};

impl From<What> for Event {
    fn from(what: What) -> Self {
        Self {
            what,
            moves: Moves::default(),
            hand: None,
        }
    }
}

impl Event {
    /// And the clocks move so.
    #[must_use]
    pub(in crate::domain) fn moving(mut self, moves: Moves) -> Self {
        self.moves = self.moves.and(moves);
        self
    }

    /// And this clock stops.
    #[must_use]
    pub(in crate::domain) fn stopping(self, clock: &str, at: OffsetDateTime) -> Self {
        self.moving(Moves::default().stopping(clock, at))
    }

    /// And this clock starts.
    #[must_use]
    pub(in crate::domain) fn starting(self, rule: Rule, at: OffsetDateTime, calendar: &Calendar) -> Self {
        self.moving(Moves::default().starting(rule, at, calendar))
    }

    /// And this clock is now so.
    #[must_use]
    pub(in crate::domain) fn changing(self, clock: Clock) -> Self {
        self.moving(Moves::default().changing(clock))
    }
}
