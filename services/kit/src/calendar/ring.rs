//! Rings: when a clock warns, and when it is overdue.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::clock::Clock;
use super::pause::{advance, running};

/// The rungs of the ladder, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ring {
    /// Half of the way to the internal date.
    Half,
    /// Eighty per cent of the way.
    Eighty,
    /// The internal date.
    Internal,
    /// The legal date has passed.
    Overdue,
}

impl Ring {
    /// All rings, mildest first.
    pub const ALL: [Self; 4] = [Self::Half, Self::Eighty, Self::Internal, Self::Overdue];
}

/// When the next clock of a case rings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ringing {
    /// Which clock, as in `forward`.
    pub clock: String,
    /// When.
    pub at: OffsetDateTime,
}

/// One ring of a clock that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Which clock, as in `forward`.
    pub clock: String,
    /// How near it is.
    pub ring: Ring,
    /// When it runs out by law.
    pub due: OffsetDateTime,
}

impl Clock {
    /// The next ring and its instant, which may already have passed. None while the clock is paused,
    /// once it is stopped, and after the last ring. A ring milder than one that rang is passed over;
    /// a silent clock has only the last.
    #[must_use]
    pub fn next_ring(&self) -> Option<(OffsetDateTime, Ring)> {
        if self.stopped_at.is_some() || self.paused_since().is_some() {
            return None;
        }
        let last = self.rung.iter().max();
        let mut ladder = Ring::ALL
            .into_iter()
            .filter(|ring| *ring == Ring::Overdue || !self.rule.is_silent());
        let ring = ladder.find(|ring| last.is_none_or(|last| ring > last))?;
        Some((self.rings_at(ring), ring))
    }

    /// Every ring that is due by `now`, mildest first, as if each rang when the one before it had.
    #[must_use]
    pub fn rings(&self, now: OffsetDateTime) -> Vec<Alarm> {
        let mut clock = self.clone();
        let mut alarms = Vec::new();
        while let Some((_, ring)) = clock.next_ring().filter(|(at, _)| *at <= now) {
            alarms.push(Alarm {
                clock: clock.rule.id.clone().into_owned(),
                ring,
                due: clock.due.legal,
            });
            clock = clock.ring(ring);
        }
        alarms
    }

    /// When a ring is due: shares of the running time (pauses left out) from the start to the
    /// internal date, in whole seconds.
    #[must_use]
    pub fn rings_at(&self, ring: Ring) -> OffsetDateTime {
        match ring {
            Ring::Half => self.at_percent(50),
            Ring::Eighty => self.at_percent(80),
            Ring::Internal => self.due.internal,
            Ring::Overdue => self.due.legal,
        }
    }

    /// The clock with this ring rung. Ringing twice changes nothing.
    #[must_use]
    pub fn ring(&self, ring: Ring) -> Self {
        let mut clock = self.clone();
        if !clock.rung.contains(&ring) {
            clock.rung.push(ring);
        }
        clock
    }

    fn at_percent(&self, percent: i64) -> OffsetDateTime {
        let stretches = running(&self.pauses, self.started_at, self.due.internal);
        let seconds: i64 = stretches.iter().map(|(from, until)| (*until - *from).whole_seconds()).sum();
        advance(&self.pauses, self.started_at, Duration::seconds(seconds * percent / 100))
    }
}
