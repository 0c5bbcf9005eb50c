//! Days and times.

use prost_types::Timestamp;
use time::format_description::well_known::Iso8601;
use time::{Date, Duration, OffsetDateTime};

use super::Reading;
use crate::clock::to_micros;

/// Days, the first and the last among them; none means without an end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Option<Date>,
    /// The last.
    pub to: Option<Date>,
}

impl Reading<'_> {
    /// A day of the years 1970 to 9999, as in `2026-05-06`. Violations: `REQUIRED`, `DATE_INVALID`.
    pub fn date(&mut self, field: &str, text: &str) -> Option<Date> {
        self.date_from(field, text, 1970)
    }

    /// As [`Reading::date`], or none.
    pub fn optional_date(&mut self, field: &str, text: &str) -> Option<Date> {
        if text.is_empty() {
            return None;
        }
        self.date(field, text)
    }

    /// As [`Reading::date`], and also a day before 1970: of what may lie a lifetime back.
    pub fn early_date(&mut self, field: &str, text: &str) -> Option<Date> {
        self.date_from(field, text, i32::MIN)
    }

    /// As [`Reading::early_date`], or none.
    pub fn optional_early_date(&mut self, field: &str, text: &str) -> Option<Date> {
        if text.is_empty() {
            return None;
        }
        self.early_date(field, text)
    }

    fn date_from(&mut self, field: &str, text: &str, first_year: i32) -> Option<Date> {
        if !self.given(field, text) {
            return None;
        }
        let date = Date::parse(text, &Iso8601::DATE).ok();
        let date = date.filter(|date| date.to_string() == text && date.year() >= first_year);
        self.violations
            .present(date, field, "DATE_INVALID", "a date is of the form 2026-05-06")
    }

    /// The first and the last of some days, each of which may be left out. Violations: as [`Reading::date`], `DATES_REVERSED`.
    pub fn days(&mut self, (from_field, from): (&str, &str), (to_field, to): (&str, &str)) -> Days {
        let from = self.optional_date(from_field, from);
        let to = self.optional_date(to_field, to);
        self.in_order(to_field, from, to);
        Days { from, to }
    }

    /// That the last day, which `field` holds, does not lie before the first. Violation: `DATES_REVERSED`.
    pub fn in_order(&mut self, field: &str, from: Option<Date>, to: Option<Date>) {
        let right = from.zip(to).is_none_or(|(from, to)| from <= to);
        self.violations
            .require(right, field, "DATES_REVERSED", "the last day lies before the first");
    }

    /// A time of the years 1970 to 9999, cut to microseconds. Violations: `REQUIRED`, `TIME_INVALID`.
    pub fn time(&mut self, field: &str, time: Option<Timestamp>) -> Option<OffsetDateTime> {
        let time = self.part(field, time)?;
        self.optional_time(field, Some(time))
    }

    /// As [`Reading::time`], or none.
    pub fn optional_time(&mut self, field: &str, time: Option<Timestamp>) -> Option<OffsetDateTime> {
        let time = time?;
        let nanos = i64::from(time.nanos);
        let at = OffsetDateTime::from_unix_timestamp(time.seconds)
            .ok()
            .filter(|at| at.year() >= 1970 && (0..1_000_000_000).contains(&nanos))
            .map(|at| to_micros(at + Duration::nanoseconds(nanos)));
        self.violations.present(at, field, "TIME_INVALID", "not a time of 1970 to 9999")
    }
}
