//! The one place that reads the wall clock and draws ids; everything else is told the time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// The wall clock of a process, in UTC, cut to microseconds (what both databases keep).
///
/// A movable clock runs ahead of the wall by an offset; only the development configuration builds one.
#[derive(Debug, Clone, Default)]
pub struct WallClock {
    ahead_micros: Option<Arc<AtomicI64>>,
}

/// A clock that is not movable was asked to move.
#[derive(Debug, thiserror::Error)]
#[error("this clock cannot be moved: only a development configuration has a movable one")]
pub struct NotMovable;

impl WallClock {
    /// The true time.
    #[must_use]
    pub fn system() -> Self {
        Self { ahead_micros: None }
    }

    /// The true time plus an offset that [`WallClock::advance`] grows. Clones share the offset.
    #[must_use]
    pub fn movable() -> Self {
        Self {
            ahead_micros: Some(Arc::new(AtomicI64::new(0))),
        }
    }

    /// What time it is, UTC, in whole microseconds.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one wall clock")]
    pub fn now(&self) -> OffsetDateTime {
        let ahead = self.ahead_micros.as_ref().map_or(0, |ahead| ahead.load(Ordering::Relaxed));
        to_micros(OffsetDateTime::now_utc()) + Duration::microseconds(ahead)
    }

    /// Moves the clock forward and tells how far ahead of the wall it now is.
    ///
    /// # Errors
    /// [`NotMovable`] for a system clock.
    pub fn advance(&self, by: Duration) -> Result<Duration, NotMovable> {
        let ahead = self.ahead_micros.as_ref().ok_or(NotMovable)?;
        let micros = i64::try_from(by.whole_microseconds()).unwrap_or(i64::MAX).max(0);
        let before = ahead.fetch_add(micros, Ordering::Relaxed);
        Ok(Duration::microseconds(before.saturating_add(micros)))
    }
}

/// A new id that sorts by the time it was drawn (UUID version 7, RFC 9562).
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that draws ids")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// Cuts a time to whole microseconds, UTC: PostgreSQL keeps no more, and hashes must survive a round trip.
#[must_use]
pub fn to_micros(at: OffsetDateTime) -> OffsetDateTime {
    let at = at.to_offset(time::UtcOffset::UTC);
    at.replace_microsecond(at.microsecond()).unwrap_or(at)
}
