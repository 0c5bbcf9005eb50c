//! How often something is done, and the days of one time.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Calendar, close_of};
use time::{Date, Duration, OffsetDateTime, UtcOffset};

/// How often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Every day.
    Daily,
    /// Every working day of the calendar.
    WorkingDays,
    /// Once from Monday to Sunday.
    Weekly,
    /// Once a month.
    Monthly,
    /// On each of these days.
    OnDates(Vec<Date>),
}

/// The days in which it is done once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

impl Frequency {
    /// Whether its days are named, and all of them lie before a day.
    #[must_use]
    pub fn has_passed(&self, today: Date) -> bool {
        match self {
            Self::OnDates(dates) => dates.iter().all(|day| *day < today),
            Self::Daily | Self::WorkingDays | Self::Weekly | Self::Monthly => false,
        }
    }

    /// The first period that ends on a day or later; none when there is no more.
    #[must_use]
    pub fn period(&self, from: Date, calendar: &Calendar) -> Option<Period> {
        let single = |day| Period { first: day, last: day };
        match self {
            Self::Daily => Some(single(from)),
            Self::WorkingDays => Some(single(calendar.working_day_from(from))),
            Self::Weekly => Some(week(from)),
            Self::Monthly => Some(month(from)),
            Self::OnDates(dates) => dates.iter().copied().filter(|day| *day >= from).min().map(single),
        }
    }
}

impl Period {
    /// The end of its last day in China, told in UTC: `SQLite` compares times as texts.
    #[must_use]
    pub fn due_at(self) -> OffsetDateTime {
        let due = close_of(self.last);
        due.checked_to_offset(UtcOffset::UTC).unwrap_or(due)
    }

    /// The part of it that lies between two days; none if there is none.
    #[must_use]
    pub fn within(self, from: Date, to: Option<Date>) -> Option<Self> {
        let first = self.first.max(from);
        let last = to.map_or(self.last, |to| self.last.min(to));
        (first <= last).then_some(Self { first, last })
    }
}

fn week(day: Date) -> Period {
    let monday = day.saturating_sub(Duration::days(i64::from(day.weekday().number_days_from_monday())));
    Period {
        first: monday,
        last: monday.saturating_add(Duration::days(6)),
    }
}

fn month(day: Date) -> Period {
    let end = day.month().length(day.year());
    Period {
        first: day.replace_day(1).unwrap_or(day),
        last: day.replace_day(end).unwrap_or(day),
    }
}
