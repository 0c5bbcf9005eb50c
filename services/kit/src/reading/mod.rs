//! Reading a request field by field, noting all that is wrong with it.
//!
//! A length and a range are the caller's to give; the codes of what is wrong are the same in every service.

mod day;
mod list;
mod number;
mod order;
#[cfg(test)]
mod tests;
mod text;
mod unit;

use uuid::Uuid;

use crate::fault::Violations;
use crate::name;
use crate::unit::Code;

pub use day::Days;
pub use number::{LATITUDE, LONGITUDE};
pub use order::{Head, Order};

/// A request under way. What is needed answers `None` only after noting why; what may be left out also when it is. Nothing is
/// finished while anything is noted.
#[derive(Debug)]
pub struct Reading<'a> {
    county: &'a Code,
    head: Head,
    /// What was found wrong so far.
    pub violations: Violations,
}

impl<'a> Reading<'a> {
    /// Begins to read what is asked of a county.
    #[must_use]
    pub fn new(county: &'a Code) -> Self {
        Self {
            county,
            head: Head::default(),
            violations: Violations::new(),
        }
    }

    /// The county served here.
    #[must_use]
    pub const fn county(&self) -> &'a Code {
        self.county
    }

    /// The end: what was read, unless anything was wrong.
    ///
    /// # Errors
    /// All that was noted.
    pub fn finish<T>(self, read: Option<T>) -> Result<T, Violations> {
        match read {
            Some(read) if self.violations.is_empty() => Ok(read),
            _ => Err(self.violations),
        }
    }

    /// `counties/{county}`, ours. Violations: `NAME_INVALID`, `UNKNOWN_COUNTY`.
    pub fn parent(&mut self, text: &str) {
        name::parent("parent", text, self.county.as_str(), &mut self.violations);
    }

    /// `counties/{county}/{collection}/{uuid}`, ours. Violations: `NAME_INVALID`, `UNKNOWN_COUNTY`, `ID_INVALID`.
    pub fn name(&mut self, field: &str, text: &str, collection: &str) -> Option<Uuid> {
        let id = name::child(field, text, self.county.as_str(), collection, &mut self.violations)?;
        name::uuid(field, id, &mut self.violations)
    }

    /// As [`Reading::name`], or none.
    pub fn optional_name(&mut self, field: &str, text: &str, collection: &str) -> Option<Uuid> {
        if text.is_empty() {
            return None;
        }
        self.name(field, text, collection)
    }

    /// The request's own id. Violations: `REQUEST_ID_MISSING`, `ID_INVALID`.
    pub fn request_id(&mut self, text: &str) -> Option<Uuid> {
        name::request_id(text, &mut self.violations)
    }

    /// A UUID. Violations: `REQUIRED`, `ID_INVALID`.
    pub fn uuid(&mut self, field: &str, text: &str) -> Option<Uuid> {
        if !self.given(field, text) {
            return None;
        }
        name::uuid(field, text, &mut self.violations)
    }

    /// As [`Reading::uuid`], or none.
    pub fn optional_uuid(&mut self, field: &str, text: &str) -> Option<Uuid> {
        if text.is_empty() {
            return None;
        }
        self.uuid(field, text)
    }

    /// A part of the message that must be there. Violation: `REQUIRED`.
    pub fn part<T>(&mut self, field: &str, part: Option<T>) -> Option<T> {
        self.violations.present(part, field, "REQUIRED", "it is needed")
    }

    /// Whether a field says anything. Violation: `REQUIRED`.
    pub fn given(&mut self, field: &str, text: &str) -> bool {
        self.violations.require(!text.trim().is_empty(), field, "REQUIRED", "it is needed")
    }
}
