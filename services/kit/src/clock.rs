//! The one place that reads the wall clock and draws ids; everything else is told the time.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// The wall clock of a process, in UTC, cut to microseconds (what both databases keep).
///
/// A movable clock runs ahead of the wall by an offset; only the development configuration builds one.
#[derive(Debug, Clone, Default)]
pub struct WallClock {
    offset: Option<Arc<Offset>>,
}

/// How far a movable clock is ahead, and where that is kept.
#[derive(Debug, Default)]
struct Offset {
    micros: AtomicI64,
    file: Option<PathBuf>,
}

/// Why a clock did not move.
#[derive(Debug, thiserror::Error)]
pub enum NotMoved {
    /// Only a development configuration has a movable clock.
    #[error("this clock cannot be moved: only a development configuration has a movable one")]
    System,
    /// Where the clock stands could not be kept.
    #[error("how far the clock is ahead cannot be kept")]
    Unkept(#[from] std::io::Error),
}

impl WallClock {
    /// The true time.
    #[must_use]
    pub fn system() -> Self {
        Self { offset: None }
    }

    /// The true time plus an offset that [`WallClock::advance`] grows. Clones share the offset.
    #[must_use]
    pub fn movable() -> Self {
        Self {
            offset: Some(Arc::default()),
        }
    }

    /// A movable clock whose offset outlives the process: what was recorded in a moved time must not lie in the future.
    ///
    /// # Errors
    /// When the file cannot be read, or holds no number of microseconds.
    pub fn kept_in(file: &Path) -> std::io::Result<Self> {
        let micros = match std::fs::read_to_string(file) {
            Ok(text) => text.trim().parse().map_err(std::io::Error::other)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
            Err(error) => return Err(error),
        };
        let offset = Offset {
            micros: AtomicI64::new(micros),
            file: Some(file.to_owned()),
        };
        Ok(Self {
            offset: Some(Arc::new(offset)),
        })
    }

    /// What time it is, UTC, in whole microseconds.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one wall clock")]
    pub fn now(&self) -> OffsetDateTime {
        let ahead = self.offset.as_ref().map_or(0, |offset| offset.micros.load(Ordering::Relaxed));
        to_micros(OffsetDateTime::now_utc()) + Duration::microseconds(ahead)
    }

    /// Moves the clock forward and tells how far ahead of the wall it now is.
    ///
    /// # Errors
    /// [`NotMoved`]; the clock stands where it stood.
    pub fn advance(&self, by: Duration) -> Result<Duration, NotMoved> {
        let offset = self.offset.as_ref().ok_or(NotMoved::System)?;
        let micros = i64::try_from(by.whole_microseconds()).unwrap_or(i64::MAX).max(0);
        let ahead = offset.micros.fetch_add(micros, Ordering::Relaxed).saturating_add(micros);
        if let Some(file) = &offset.file
            && let Err(error) = std::fs::write(file, ahead.to_string())
        {
            offset.micros.fetch_sub(micros, Ordering::Relaxed);
            return Err(error.into());
        }
        Ok(Duration::microseconds(ahead))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_clock_stays_moved_when_it_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clock");
        let ahead = WallClock::kept_in(&file).unwrap().advance(Duration::days(61)).unwrap();
        let back = WallClock::kept_in(&file).unwrap();
        assert_eq!(
            (ahead, back.advance(Duration::ZERO).unwrap()),
            (Duration::days(61), Duration::days(61))
        );
        assert!(back.now() - WallClock::system().now() > Duration::days(60));
    }

    #[test]
    fn a_system_clock_does_not_move() {
        assert!(matches!(WallClock::system().advance(Duration::DAY), Err(NotMoved::System)));
    }
}
