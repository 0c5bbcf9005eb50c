//! When the office is open: what a work-hour (工作时) is counted in.

use thiserror::Error;
use time::macros::time;
use time::{Date, Duration, OffsetDateTime, Time};

use super::CHINA;

/// The two sessions of a working day, Beijing time; 09:00–12:00 and 14:00–17:00 unless told otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficeHours {
    morning: (Time, Time),
    afternoon: (Time, Time),
}

/// Office hours must run forward: morning opens, closes, afternoon opens, closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("office hours do not run forward")]
pub struct OfficeHoursError;

impl OfficeHours {
    /// Sessions as (opens, closes).
    ///
    /// # Errors
    /// When a session is empty, runs backwards, or the afternoon opens before the morning closes.
    pub fn new(morning: (Time, Time), afternoon: (Time, Time)) -> Result<Self, OfficeHoursError> {
        let forward = morning.0 < morning.1 && morning.1 <= afternoon.0 && afternoon.0 < afternoon.1;
        if forward {
            Ok(Self { morning, afternoon })
        } else {
            Err(OfficeHoursError)
        }
    }

    /// Length of one working day.
    #[must_use]
    pub fn daily(&self) -> Duration {
        (self.morning.1 - self.morning.0) + (self.afternoon.1 - self.afternoon.0)
    }

    /// The day's sessions as instants (opens, closes).
    pub(super) fn sessions(self, day: Date) -> [(OffsetDateTime, OffsetDateTime); 2] {
        [self.morning, self.afternoon].map(|(opens, closes)| {
            (
                day.with_time(opens).assume_offset(CHINA),
                day.with_time(closes).assume_offset(CHINA),
            )
        })
    }
}

impl Default for OfficeHours {
    fn default() -> Self {
        Self {
            morning: (time!(9:00), time!(12:00)),
            afternoon: (time!(14:00), time!(17:00)),
        }
    }
}
