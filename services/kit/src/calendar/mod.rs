//! Statutory deadlines: which days are worked, when a period ends, and how a clock runs, pauses and
//! rings. Pure but for `store`; no wall clock. All days are days in China (UTC+8, no summer time).

mod builtin;
mod clock;
mod clocks;
mod count;
mod error;
mod hours;
mod limits;
mod pause;
mod ring;
mod rule;
pub mod store;
mod table;
#[cfg(test)]
mod tests;

pub use clock::{Clock, Extension};
pub use clocks::{Clocks, Moves, Reckoned, Stopped};
pub use count::Due;
pub use error::{CalendarError, ClockError};
pub use hours::{OfficeHours, OfficeHoursError};
pub use limits::{Amount, Limits, NotAnAmount};
pub use pause::Pause;
pub use ring::{Alarm, Ring, Ringing};
pub use rule::{Bound, Extend, Rule, TimeUnit};
pub use table::{Calendar, DayKind, SpecialDay};

use time::macros::offset;
use time::{Date, OffsetDateTime, UtcOffset};

/// The one time zone of the law: Beijing time.
pub const CHINA: UtcOffset = offset!(+8);

/// The day an instant falls on in China.
#[must_use]
pub fn local_date(instant: OffsetDateTime) -> Date {
    local(instant).date()
}

/// 24:00 of a day in China, as the first instant that is no longer part of it.
#[must_use]
pub fn close_of(day: Date) -> OffsetDateTime {
    day.next_day().unwrap_or(Date::MAX).midnight().assume_offset(CHINA)
}

/// The same instant told in Beijing time. At the very end of the year 9999 it stays as it was.
fn local(instant: OffsetDateTime) -> OffsetDateTime {
    instant.checked_to_offset(CHINA).unwrap_or(instant)
}
