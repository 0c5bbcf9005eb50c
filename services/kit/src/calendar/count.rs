//! Counting a period: the one place that turns a rule and recorded facts into a due date
//! (民法典 arts. 200–203, 民事诉讼法 art. 85).

use std::iter::successors;

use serde::{Deserialize, Serialize};
use time::{Date, Duration, Month, OffsetDateTime};

use super::pause::{Pause, advance, running};
use super::rule::{Rule, TimeUnit};
use super::table::Calendar;
use super::{close_of, local, local_date};

/// When a period ends. Both instants are exclusive: what is done before them is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Decides breach and rights. For days and months: 24:00 Beijing time of the last day, that is
    /// 00:00+08:00 of the day after it. For hours: the moment itself.
    #[serde(with = "time::serde::rfc3339")]
    pub legal: OffsetDateTime,
    /// Drives warnings; never after `legal`. The last day before any roll, pulled back to a working
    /// day when it is a rest day; if none lies between the start (or the last resumption) and it,
    /// that last day itself.
    #[serde(with = "time::serde::rfc3339")]
    pub internal: OffsetDateTime,
    /// The count needed a day that no notice settles yet; recompute when the notice arrives.
    pub provisional: bool,
}

impl Due {
    /// The legal last day, the date to print on a document.
    #[must_use]
    pub fn last_day(&self) -> Date {
        local_date(self.legal.saturating_sub(Duration::NANOSECOND))
    }

    /// The day to be ready by inside the office.
    #[must_use]
    pub fn internal_day(&self) -> Date {
        local_date(self.internal.saturating_sub(Duration::NANOSECOND))
    }
}

impl Calendar {
    /// When a period under `rule` that starts now at `start` ends, if nothing happens to it.
    #[must_use]
    pub fn due(&self, rule: &Rule, start: OffsetDateTime) -> Due {
        Period {
            rule,
            start,
            pauses: &[],
            extra_days: 0,
        }
        .due(self)
    }
}

/// The recorded facts a due date follows from.
pub(super) struct Period<'a> {
    pub(super) rule: &'a Rule,
    pub(super) start: OffsetDateTime,
    pub(super) pauses: &'a [Pause],
    pub(super) extra_days: u32,
}

impl Period<'_> {
    pub(super) fn due(&self, calendar: &Calendar) -> Due {
        match self.rule.unit {
            TimeUnit::Hour => self.hours(),
            TimeUnit::WorkHour => self.work_hours(calendar),
            TimeUnit::WorkingDay => {
                let raw = self.nth_day(self.amount(), |day| calendar.is_working_day(day));
                let first = local_date(self.start).next_day().unwrap_or(Date::MAX);
                self.ending_on(raw, first, calendar)
            }
            TimeUnit::NaturalDay => self.ending_on(self.nth_day(self.amount(), |_| true), Date::MAX, calendar),
            TimeUnit::Month => self.ending_on(self.nth_day(self.month_days(), |_| true), Date::MAX, calendar),
        }
    }

    /// An extension continues the period from its last day before any roll.
    fn amount(&self) -> u32 {
        self.rule.amount.saturating_add(self.extra_days)
    }

    /// Months become days once, from the start day to its corresponding day.
    fn month_days(&self) -> u32 {
        let start = local_date(self.start);
        let days = (add_months(start, self.rule.amount) - start).whole_days();
        u32::try_from(days).unwrap_or(u32::MAX).saturating_add(self.extra_days)
    }

    /// The `count`-th day after the start day that counts and is not lost to a pause. For 0, the
    /// start day, or the first after it that is not lost.
    fn nth_day(&self, count: u32, counts: impl Fn(Date) -> bool) -> Date {
        let start = local_date(self.start);
        let mut running = successors(Some(start), |day| day.next_day()).filter(|day| !self.takes(*day) && (*day == start || counts(*day)));
        let day = match count.checked_sub(1) {
            None => running.next(),
            Some(skip) => running.skip_while(|day| *day == start).nth(skip as usize),
        };
        day.unwrap_or(Date::MAX)
    }

    fn takes(&self, day: Date) -> bool {
        self.pauses.iter().any(|pause| pause.takes(day, self.rule.bound))
    }

    /// `first` is the first day the count looked up in the calendar, if earlier than the last days.
    fn ending_on(&self, raw: Date, first: Date, calendar: &Calendar) -> Due {
        let internal = self.pulled_back(raw, calendar);
        let last = if self.rule.rolls() { self.rolled(raw, calendar) } else { raw };
        let provisional = !calendar.settles(first.min(internal), last);
        Due {
            legal: close_of(last),
            internal: close_of(internal),
            provisional,
        }
    }

    /// A roll also passes over days lost to a pause, so no period ends inside one.
    fn rolled(&self, raw: Date, calendar: &Calendar) -> Date {
        successors(Some(raw), |day| day.next_day())
            .find(|day| calendar.is_working_day(*day) && !self.takes(*day))
            .unwrap_or(raw)
    }

    fn pulled_back(&self, raw: Date, calendar: &Calendar) -> Date {
        let start = local_date(self.start);
        successors(Some(raw), |day| day.previous_day())
            .take_while(|day| *day >= start && !self.takes(*day))
            .find(|day| calendar.is_working_day(*day))
            .unwrap_or(raw)
    }

    /// An extension day is 24 hours.
    fn hours(&self) -> Due {
        let length = Duration::hours(i64::from(self.rule.amount)) + Duration::days(i64::from(self.extra_days));
        let end = local(advance(self.pauses, self.start, length));
        Due {
            legal: end,
            internal: end,
            provisional: false,
        }
    }

    /// An extension day is one working day's office hours.
    fn work_hours(&self, calendar: &Calendar) -> Due {
        let office = calendar.office_hours();
        let daily = office.daily().whole_seconds();
        let length = i64::from(self.rule.amount) * 3600 + i64::from(self.extra_days) * daily;
        let first = local_date(self.start);
        let mut left = Duration::seconds(length);
        let stretches = successors(Some(first), |day| day.next_day())
            .filter(|day| calendar.is_working_day(*day))
            .flat_map(|day| office.sessions(day))
            .flat_map(|(opens, closes)| running(self.pauses, opens.max(self.start), closes));
        for (from, until) in stretches {
            if until - from >= left {
                let end = local(from + left);
                return Due {
                    legal: end,
                    internal: end,
                    provisional: !calendar.settles(first, local_date(end)),
                };
            }
            left -= until - from;
        }
        Due {
            legal: close_of(Date::MAX),
            internal: close_of(Date::MAX),
            provisional: true,
        }
    }
}

/// The corresponding day some months on, or that month's end (民法典 art. 202).
fn add_months(day: Date, months: u32) -> Date {
    let index = i64::from(day.year()) * 12 + i64::from(u8::from(day.month()) - 1) + i64::from(months);
    let month = u8::try_from(index.rem_euclid(12) + 1)
        .ok()
        .and_then(|month| Month::try_from(month).ok());
    let year = i32::try_from(index.div_euclid(12)).ok();
    let (Some(month), Some(year)) = (month, year) else {
        return Date::MAX;
    };
    Date::from_calendar_date(year, month, day.day().min(month.length(year))).unwrap_or(Date::MAX)
}
