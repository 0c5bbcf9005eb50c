//! Units and places, by their codes. Whether there is such a unit is the domain's to say.

use super::Reading;
use crate::unit::Code;

impl Reading<'_> {
    /// A unit's code. Violations: `REQUIRED`, `INVALID_CODE`.
    pub fn code(&mut self, field: &str, text: &str) -> Option<Code> {
        if !self.given(field, text) {
            return None;
        }
        let code = text
            .parse()
            .map_err(|error| self.violations.add(field, "INVALID_CODE", format!("{error}")));
        code.ok()
    }

    /// As [`Reading::code`], or none.
    pub fn optional_code(&mut self, field: &str, text: &str) -> Option<Code> {
        if text.is_empty() {
            return None;
        }
        self.code(field, text)
    }

    /// A division's code: an office is no place. Violations: as [`Reading::code`], `PLACE_INVALID`.
    pub fn place(&mut self, field: &str, text: &str) -> Option<Code> {
        let code = self.code(field, text)?;
        let place = !code.is_office();
        self.violations
            .require(place, field, "PLACE_INVALID", "an office is not a place")
            .then_some(code)
    }

    /// As [`Reading::place`], or none.
    pub fn optional_place(&mut self, field: &str, text: &str) -> Option<Code> {
        if text.is_empty() {
            return None;
        }
        self.place(field, text)
    }
}
