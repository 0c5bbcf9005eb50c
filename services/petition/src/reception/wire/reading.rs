//! Reading a request field by field, noting all that is wrong with it.

use prost_types::Timestamp;
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::party::personal_in;
use shiyu_kit::unit::Code;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use crate::reception::store::Days;

/// A request under way. What is needed answers `None` only after noting why; what may be left out also when it is. Nothing is
/// finished while anything is noted.
pub(super) struct Reading<'a> {
    county: &'a Code,
    pub(super) violations: Violations,
}

impl<'a> Reading<'a> {
    pub(super) fn new(county: &'a Code) -> Self {
        Self {
            county,
            violations: Violations::new(),
        }
    }

    /// The end: what was read, unless anything was wrong.
    pub(super) fn finish<T>(self, read: Option<T>) -> Result<T, Violations> {
        match read {
            Some(read) if self.violations.is_empty() => Ok(read),
            _ => Err(self.violations),
        }
    }

    /// `counties/{county}`, ours.
    pub(super) fn parent(&mut self, text: &str) {
        name::parent("parent", text, self.county.as_str(), &mut self.violations);
    }

    /// `counties/{county}/{collection}/{uuid}`, ours.
    pub(super) fn name(&mut self, field: &str, text: &str, collection: &str) -> Option<Uuid> {
        let id = name::child(field, text, self.county.as_str(), collection, &mut self.violations)?;
        name::uuid(field, id, &mut self.violations)
    }

    /// As [`Reading::name`], or none.
    pub(super) fn optional_name(&mut self, field: &str, text: &str, collection: &str) -> Option<Uuid> {
        if text.is_empty() {
            return None;
        }
        self.name(field, text, collection)
    }

    pub(super) fn request_id(&mut self, text: &str) -> Option<Uuid> {
        name::request_id(text, &mut self.violations)
    }

    /// A text of 1 to `most` characters without control characters, and without the numbers of persons.
    pub(super) fn text(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        let text = self.token(field, text, most)?;
        let clean = personal_in(&text).is_empty();
        let reason = "PERSONAL_DATA_IN_TEXT";
        self.violations
            .require(clean, field, reason, "the number of a person or an organisation")
            .then_some(text)
    }

    /// A text of 1 to `most` characters without control characters but for line breaks and tabs.
    pub(super) fn token(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        let there = !text.trim().is_empty();
        let there = self.violations.require(there, field, "REQUIRED", "a text is needed");
        let fits = text.chars().count() <= most;
        let fits = self
            .violations
            .require(fits, field, "TOO_LONG", format!("at most {most} characters"));
        let clean = self.violations.printable(&text, field);
        (there && fits && clean).then_some(text)
    }

    /// An office's telephone: 3 to 30 digits, spaces, hyphens, parentheses and a leading plus; or nothing.
    pub(super) fn phone(&mut self, field: &str, text: String) -> Option<String> {
        let digits = text.strip_prefix('+').unwrap_or(&text);
        let signs = digits.chars().all(|sign| sign.is_ascii_digit() || " -()".contains(sign));
        let some = digits.chars().filter(char::is_ascii_digit).count() >= 3;
        let right = text.is_empty() || (signs && some && text.len() <= 30);
        self.violations
            .require(right, field, "PHONE_INVALID", "not a telephone number")
            .then_some(text)
    }

    /// A unit's code.
    pub(super) fn code(&mut self, field: &str, text: &str) -> Option<Code> {
        let there = !text.is_empty();
        if !self.violations.require(there, field, "REQUIRED", "a unit code is needed") {
            return None;
        }
        self.violations
            .present(text.parse().ok(), field, "INVALID_CODE", "not a unit's code")
    }

    /// As [`Reading::code`], or none.
    pub(super) fn optional_code(&mut self, field: &str, text: &str) -> Option<Code> {
        if text.is_empty() {
            return None;
        }
        self.code(field, text)
    }

    /// A division's code: an office is no place.
    pub(super) fn place(&mut self, field: &str, text: &str) -> Option<Code> {
        let code = self.code(field, text)?;
        let place = !code.is_office();
        self.violations
            .require(place, field, "PLACE_INVALID", "an office is not a place")
            .then_some(code)
    }

    /// As [`Reading::place`], or none.
    pub(super) fn optional_place(&mut self, field: &str, text: &str) -> Option<Code> {
        if text.is_empty() {
            return None;
        }
        self.place(field, text)
    }

    /// A day of 1970 to 9999.
    pub(super) fn date(&mut self, field: &str, text: &str) -> Option<Date> {
        let there = !text.is_empty();
        if !self.violations.require(there, field, "REQUIRED", "a date is needed") {
            return None;
        }
        let date = Date::parse(text, format_description!("[year]-[month]-[day]")).ok();
        let date = date.filter(|date| (1970..=9999).contains(&date.year()));
        self.violations
            .present(date, field, "DATE_INVALID", "a date is of the form 2026-02-14")
    }

    /// As [`Reading::date`], or none.
    pub(super) fn optional_date(&mut self, field: &str, text: &str) -> Option<Date> {
        if text.is_empty() {
            return None;
        }
        self.date(field, text)
    }

    /// The first and the last of some days.
    pub(super) fn days(&mut self, (from_field, from): (&str, &str), (to_field, to): (&str, &str)) -> Days {
        let from = self.optional_date(from_field, from);
        let to = self.optional_date(to_field, to);
        self.in_order(to_field, from, to);
        Days { from, to }
    }

    pub(super) fn in_order(&mut self, field: &str, from: Option<Date>, to: Option<Date>) {
        let right = from.zip(to).is_none_or(|(from, to)| from <= to);
        self.violations
            .require(right, field, "DATES_REVERSED", "the last day lies before the first");
    }

    /// A time of the years 1970 to 9999, cut to microseconds; or none.
    pub(super) fn optional_time(&mut self, field: &str, time: Option<Timestamp>) -> Option<OffsetDateTime> {
        let time = time?;
        let nanos = i64::from(time.nanos);
        let at = OffsetDateTime::from_unix_timestamp(time.seconds)
            .ok()
            .filter(|at| at.year() >= 1970 && (0..1_000_000_000).contains(&nanos))
            .map(|at| to_micros(at + Duration::nanoseconds(nanos)));
        self.violations.present(at, field, "TIME_INVALID", "not a time of 1970 to 9999")
    }

    /// A value of a vocabulary; the unspecified one, for which `word` answers `None`, will not do.
    pub(super) fn value<P: TryFrom<i32>, T>(&mut self, field: &str, number: i32, word: impl Fn(P) -> Option<T>) -> Option<T> {
        let value = word(self.known(field, number)?);
        self.violations.present(value, field, "REQUIRED", "a value is needed")
    }

    /// As [`Reading::value`], or none.
    pub(super) fn optional_value<P: TryFrom<i32>, T>(&mut self, field: &str, number: i32, word: impl Fn(P) -> Option<T>) -> Option<T> {
        word(self.known(field, number)?)
    }

    /// A number from 1 to `most`.
    pub(super) fn count(&mut self, field: &str, number: i32, most: i32) -> Option<i32> {
        self.violations
            .require((1..=most).contains(&number), field, "OUT_OF_RANGE", format!("1 to {most}"))
            .then_some(number)
    }

    /// Each of some things, at most `most`, none of them twice.
    pub(super) fn each<T: PartialEq>(
        &mut self,
        (field, most): (&str, usize),
        texts: Vec<String>,
        mut read: impl FnMut(&mut Self, &str, String) -> Option<T>,
    ) -> Option<Vec<T>> {
        let few = texts.len() <= most;
        if !self.violations.require(few, field, "TOO_MANY", format!("at most {most}")) {
            return None;
        }
        let many = texts.len();
        let mut all = Vec::with_capacity(many);
        for (index, text) in texts.into_iter().enumerate() {
            let field = format!("{field}[{index}]");
            let Some(value) = read(self, &field, text) else { continue };
            let new = !all.contains(&value);
            if self.violations.require(new, field, "DUPLICATE", "it is named twice") {
                all.push(value);
            }
        }
        (all.len() == many).then_some(all)
    }

    fn known<P: TryFrom<i32>>(&mut self, field: &str, number: i32) -> Option<P> {
        let known = P::try_from(number).ok();
        self.violations
            .present(known, field, "UNKNOWN_VALUE", "not a value of this version")
    }
}
