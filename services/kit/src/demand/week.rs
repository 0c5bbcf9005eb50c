//! Weeks: from a Monday to the next, the finest bin in which anything is counted. They never overlap.

use time::{Date, Duration, OffsetDateTime, Time, Weekday};

use crate::calendar::{CHINA, local_date};
use crate::reading::Reading;

/// How long after its end a week is counted: until then an accusation may not be classified yet (信访工作条例 art. 30).
const SETTLES: Duration = Duration::days(7);

/// A week, by its Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week(Date);

impl Week {
    /// The week of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        let after = i64::from(day.weekday().number_days_from_monday());
        Self(day.checked_sub(Duration::days(after)).unwrap_or(day))
    }

    /// The week that begins on a day, if that is a Monday.
    #[must_use]
    pub fn beginning(day: Date) -> Option<Self> {
        (day.weekday() == Weekday::Monday).then_some(Self(day))
    }

    /// Its Monday.
    #[must_use]
    pub const fn monday(self) -> Date {
        self.0
    }

    /// Its Sunday.
    #[must_use]
    pub fn sunday(self) -> Date {
        self.0.saturating_add(Duration::days(6))
    }

    /// So many weeks before it.
    #[must_use]
    pub fn before(self, weeks: i64) -> Self {
        Self(self.0.saturating_sub(Duration::weeks(weeks)))
    }

    /// Its first moment, and the first one after it.
    #[must_use]
    pub fn moments(self) -> (OffsetDateTime, OffsetDateTime) {
        let begin = |day: Date| day.with_time(Time::MIDNIGHT).assume_offset(CHINA);
        (begin(self.0), begin(self.0.saturating_add(Duration::WEEK)))
    }

    /// Whether its last day is over.
    #[must_use]
    pub fn is_over(self, now: OffsetDateTime) -> bool {
        local_date(now) > self.sunday()
    }

    /// Whether it may be counted.
    #[must_use]
    pub fn is_settled(self, now: OffsetDateTime) -> bool {
        let (_, end) = self.moments();
        now >= end + SETTLES
    }
}

impl std::fmt::Display for Week {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Reading<'_> {
    /// A week by its Monday. Violations: `REQUIRED`, `DATE_INVALID`, `WEEK_INVALID`.
    pub fn week(&mut self, field: &str, text: &str) -> Option<Week> {
        let day = self.date(field, text)?;
        self.violations.present(Week::beginning(day), field, "WEEK_INVALID", "not a Monday")
    }
}
