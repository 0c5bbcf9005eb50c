//! One field: texts, codes, slugs, ids, days, times, numbers and words.

use std::ops::RangeInclusive;

use prost_types::Timestamp;
use shiyu_kit::clock::to_micros;
use shiyu_kit::name;
use shiyu_kit::unit::Code;
use time::format_description::well_known::Iso8601;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::Reading;
use crate::domain::Category;
use crate::wire::terms::Word;

impl Reading<'_> {
    /// A text of 1 to `most` characters, without control characters but for line breaks and tabs.
    pub(in crate::wire) fn text(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        let there = self.given(field, &text);
        let long = text.chars().count() > most;
        let fits = self
            .violations
            .require(!long, field, "TOO_LONG", format!("at most {most} characters"));
        let clean = self.violations.printable(&text, field);
        (there && fits && clean).then_some(text)
    }

    /// As [`Reading::text`], in one line.
    pub(in crate::wire) fn line(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        let text = self.text(field, text, most)?;
        let plain = !text.chars().any(char::is_control);
        self.violations
            .require(plain, field, "CHARACTER_INVALID", "in one line")
            .then_some(text)
    }

    /// As [`Reading::line`], or none.
    pub(in crate::wire) fn optional_line(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        self.line(field, text, most)
    }

    /// As [`Reading::text`], or nothing.
    pub(in crate::wire) fn text_or_nothing(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        if text.is_empty() {
            return Some(text);
        }
        self.text(field, text, most)
    }

    /// A unit's code.
    pub(in crate::wire) fn code(&mut self, field: &str, text: &str) -> Option<Code> {
        if !self.given(field, text) {
            return None;
        }
        let code = text
            .parse()
            .map_err(|error| self.violations.add(field, "INVALID_CODE", format!("{error}")));
        code.ok()
    }

    /// A unit's code, or none.
    pub(in crate::wire) fn optional_code(&mut self, field: &str, text: &str) -> Option<Code> {
        if text.is_empty() {
            return None;
        }
        self.code(field, text)
    }

    /// A division's code: an office is no place.
    pub(in crate::wire) fn place(&mut self, field: &str, text: &str) -> Option<Code> {
        let code = self.code(field, text)?;
        let place = self
            .violations
            .require(!code.is_office(), field, "PLACE_INVALID", "an office is not a place");
        place.then_some(code)
    }

    pub(in crate::wire) fn category(&mut self, field: &str, text: &str) -> Option<Category> {
        if !self.given(field, text) {
            return None;
        }
        let category = text
            .parse()
            .map_err(|error| self.violations.add(field, "CATEGORY_INVALID", format!("{error}")));
        category.ok()
    }

    pub(in crate::wire) fn optional_category(&mut self, field: &str, text: &str) -> Option<Category> {
        if text.is_empty() {
            return None;
        }
        self.category(field, text)
    }

    pub(in crate::wire) fn uuid(&mut self, field: &str, text: &str) -> Option<Uuid> {
        if !self.given(field, text) {
            return None;
        }
        name::uuid(field, text, &mut self.violations)
    }

    /// A day as in `2026-05-06`.
    pub(in crate::wire) fn date(&mut self, field: &str, text: &str) -> Option<Date> {
        if !self.given(field, text) {
            return None;
        }
        let date = Date::parse(text, &Iso8601::DATE).ok().filter(|date| date.to_string() == text);
        self.violations
            .present(date, field, "DATE_INVALID", "a date is of the form 2026-05-06")
    }

    pub(in crate::wire) fn optional_date(&mut self, field: &str, text: &str) -> Option<Date> {
        if text.is_empty() {
            return None;
        }
        self.date(field, text)
    }

    /// A time of the years 1970 to 9999, cut to microseconds; none if it is absent.
    pub(in crate::wire) fn time(&mut self, field: &str, time: Option<Timestamp>) -> Option<OffsetDateTime> {
        let time = time?;
        let nanos = i64::from(time.nanos);
        let at = OffsetDateTime::from_unix_timestamp(time.seconds)
            .ok()
            .filter(|at| at.year() >= 1970 && (0..1_000_000_000).contains(&nanos))
            .map(|at| to_micros(at + Duration::nanoseconds(nanos)));
        self.violations.present(at, field, "TIME_INVALID", "not a time of 1970 to 9999")
    }

    pub(in crate::wire) fn number(&mut self, field: &str, number: i32, range: &RangeInclusive<u32>) -> Option<u32> {
        let number = u32::try_from(number).ok().filter(|number| range.contains(number));
        let form = || format!("{} to {}", range.start(), range.end());
        self.violations.present(number, field, "OUT_OF_RANGE", form())
    }

    /// A word of a vocabulary; the unspecified one will not do.
    pub(in crate::wire) fn word<W: Word>(&mut self, field: &str, number: i32) -> Option<W> {
        let word = W::read(self.known(field, number)?);
        self.violations.present(word, field, "REQUIRED", "a value is needed")
    }

    /// A word of a vocabulary, or none. The outer `None`: it is not known.
    #[expect(clippy::option_option, reason = "what is not known is noted, what is unspecified is none")]
    pub(in crate::wire) fn optional_word<W: Word>(&mut self, field: &str, number: i32) -> Option<Option<W>> {
        self.known(field, number).map(W::read)
    }

    /// A word of this version of the contract, the unspecified one among them.
    pub(in crate::wire) fn known<P: TryFrom<i32>>(&mut self, field: &str, number: i32) -> Option<P> {
        let known = P::try_from(number).ok();
        self.violations
            .present(known, field, "UNKNOWN_VALUE", "not a value of this version")
    }
}
