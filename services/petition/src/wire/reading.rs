//! Reading a request field by field, noting all that is wrong with it.

use prost_types::Timestamp;
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::unit::Code;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::order::Order;
use crate::domain::{Category, Command};

/// A request under way. Every method answers `None` after noting why.
pub(super) struct Reading<'a> {
    county: &'a Code,
    pub(super) violations: Violations,
}

/// Which petition an order is about, under which id, at which version.
pub(super) struct Head {
    pub(super) id: Option<Uuid>,
    pub(super) case: Option<Uuid>,
    pub(super) expected: Option<i64>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(county: &'a Code) -> Self {
        Self {
            county,
            violations: Violations::new(),
        }
    }

    /// `name`, `etag` and `request_id` of an order.
    pub(super) fn head(&mut self, name: &str, etag: &str, request_id: &str) -> Head {
        Head {
            case: self.name(name),
            expected: self.etag(etag),
            id: self.request_id(request_id),
        }
    }

    pub(super) fn finish(self, head: &Head, command: Option<Command>) -> Result<Order, Violations> {
        match (head.id, head.case, command) {
            (Some(id), Some(case), Some(command)) if self.violations.is_empty() => Ok(Order {
                id,
                case,
                expected: head.expected,
                command,
            }),
            _ => Err(self.violations),
        }
    }

    /// `counties/{county}`, ours.
    pub(super) fn parent(&mut self, text: &str) {
        name::parent("parent", text, self.county.as_str(), &mut self.violations);
    }

    /// `counties/{county}/petitions/{uuid}`, ours.
    pub(super) fn name(&mut self, text: &str) -> Option<Uuid> {
        let id = name::child("name", text, self.county.as_str(), "petitions", &mut self.violations)?;
        name::uuid("name", id, &mut self.violations)
    }

    pub(super) fn request_id(&mut self, text: &str) -> Option<Uuid> {
        name::request_id(text, &mut self.violations)
    }

    fn etag(&mut self, text: &str) -> Option<i64> {
        if text.is_empty() {
            return None;
        }
        let version = text.parse().ok().filter(|version: &i64| *version > 0);
        self.violations
            .present(version, "etag", "ETAG_INVALID", "not an etag of this service")
    }

    /// A text of 1 to `most` characters, without control characters but for line breaks and tabs.
    pub(super) fn text(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        let there = self
            .violations
            .require(!text.trim().is_empty(), field, "REQUIRED", "a text is needed");
        let long = text.chars().count() > most;
        let fits = self
            .violations
            .require(!long, field, "TOO_LONG", format!("at most {most} characters"));
        let control = text.chars().any(|sign| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t'));
        let clean = self.violations.require(!control, field, "CHARACTER_INVALID", "a control character");
        (there && fits && clean).then_some(text)
    }

    /// As [`Reading::text`], or none.
    pub(super) fn optional_text(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        self.text(field, text, most)
    }

    /// A unit's code.
    pub(super) fn code(&mut self, field: &str, text: &str) -> Option<Code> {
        if !self
            .violations
            .require(!text.is_empty(), field, "REQUIRED", "a unit code is needed")
        {
            return None;
        }
        let code = text
            .parse()
            .map_err(|error| self.violations.add(field, "INVALID_CODE", format!("{error}")));
        code.ok()
    }

    /// A division's code: an office is no place.
    pub(super) fn place(&mut self, field: &str, text: &str) -> Option<Code> {
        let code = self.code(field, text)?;
        let division = code.division() == code.as_str();
        let place = self
            .violations
            .require(division, field, "PLACE_INVALID", "an office is not a place");
        place.then_some(code)
    }

    pub(super) fn category(&mut self, field: &str, text: &str) -> Option<Category> {
        if !self.violations.require(!text.is_empty(), field, "REQUIRED", "a category is needed") {
            return None;
        }
        let category = text
            .parse()
            .map_err(|error| self.violations.add(field, "CATEGORY_INVALID", format!("{error}")));
        category.ok()
    }

    /// A time of the years 1970 to 9999, cut to microseconds; none if it is absent.
    pub(super) fn time(&mut self, field: &str, time: Option<Timestamp>) -> Option<OffsetDateTime> {
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

    /// A word of this version of the contract, the unspecified one among them.
    pub(super) fn known<P: TryFrom<i32>>(&mut self, field: &str, number: i32) -> Option<P> {
        let known = P::try_from(number).ok();
        self.violations
            .present(known, field, "UNKNOWN_VALUE", "not a value of this version")
    }
}
