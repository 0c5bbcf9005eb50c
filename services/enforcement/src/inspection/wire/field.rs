//! Fields that these registers have.

use std::ops::RangeInclusive;

use shiyu_kit::party::is_credit_code;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::{Code, Level};
use uuid::Uuid;

use super::OFFICERS;

const MATTER: usize = 100;
const MATTERS: RangeInclusive<usize> = 1..=20;

/// A town or a village. Violations: those of a place, `PLACE_TOO_WIDE`.
pub(super) fn place(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<Code> {
    let place = reading.place(field, text)?;
    let narrow = matches!(place.level(), Level::Town | Level::Village);
    reading
        .violations
        .require(narrow, field, "PLACE_TOO_WIDE", "a town or a village")
        .then_some(place)
}

/// As [`place`], or none.
pub(super) fn optional_place(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<Code> {
    if text.is_empty() {
        return None;
    }
    place(reading, field, text)
}

/// A grid of this county, or none. Violation: `GRID_INVALID`.
pub(super) fn optional_grid(reading: &mut Reading<'_>, field: &str, text: String) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let digits = text.len() == 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    let right = digits && text.starts_with(reading.county().as_str());
    let form = "15 digits of a grid of this county";
    reading.violations.require(right, field, "GRID_INVALID", form).then_some(text)
}

/// A credit code in its one spelling (GB 32100). Violations: `REQUIRED`, `CREDIT_CODE_INVALID`.
pub(super) fn credit_code(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<String> {
    if !reading.given(field, text) {
        return None;
    }
    let code = text.trim().to_ascii_uppercase();
    let form = "18 characters with two check digits";
    let right = is_credit_code(&code);
    reading
        .violations
        .require(right, field, "CREDIT_CODE_INVALID", form)
        .then_some(code)
}

/// A trade. Violations: `REQUIRED`, `SLUG_INVALID`.
pub(super) fn category(reading: &mut Reading<'_>, field: &str, text: String) -> Option<String> {
    if !reading.given(field, &text) {
        return None;
    }
    let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let right = text.len() <= 30 && text.bytes().all(sign);
    let form = "1 to 30 lower-case letters, digits and hyphens";
    reading.violations.require(right, field, "SLUG_INVALID", form).then_some(text)
}

/// As [`category`], or none.
pub(super) fn optional_category(reading: &mut Reading<'_>, field: &str, text: String) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    category(reading, field, text)
}

/// What a visit looks at.
pub(super) fn matters(reading: &mut Reading<'_>, field: &str, list: Vec<String>) -> Option<Vec<String>> {
    reading.each(field, &MATTERS, list, |reading, field, text| {
        reading.impersonal(field, text, MATTER)
    })
}

/// Officers by their names in the register. Violations: those of a name, `DUPLICATE`.
pub(super) fn officers(reading: &mut Reading<'_>, field: &str, many: &RangeInclusive<usize>, list: Vec<String>) -> Option<Vec<Uuid>> {
    reading.distinct(field, many, list, |reading, field, text| reading.name(field, &text, OFFICERS))
}
