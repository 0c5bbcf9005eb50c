//! What only the grids read: subclasses, grids' codes, points and slugs.

use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;

use super::EVENTS;
use crate::domain::terms::{ClassCode, GridCode};

/// One line.
pub(super) const LINE: usize = 200;
/// A text of several lines.
pub(super) const NOTE: usize = 2_000;
/// An id that another system gave.
pub(super) const REFERENCE: usize = 100;
/// A slug.
const SLUG: usize = 64;

/// An order upon an event: its `name`, `etag` and `request_id`.
pub(super) fn upon<'a>(county: &'a Code, name: &str, etag: &str, request_id: &str) -> Reading<'a> {
    let mut reading = Reading::new(county);
    reading.upon(EVENTS, name, etag, request_id);
    reading
}

/// A subclass, as in `E1101`.
pub(super) fn class(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<ClassCode> {
    if !reading.given(field, text) {
        return None;
    }
    let class = text.parse().ok();
    reading
        .violations
        .present(class, field, "CLASS_INVALID", "a subclass is C or E and four digits, as in E0103")
}

/// As [`class`], or none.
pub(super) fn optional_class(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<ClassCode> {
    if text.is_empty() {
        return None;
    }
    class(reading, field, text)
}

/// A grid's code, or none.
pub(super) fn optional_grid(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<GridCode> {
    if text.is_empty() {
        return None;
    }
    let grid = text.parse().ok();
    reading
        .violations
        .present(grid, field, "GRID_INVALID", "a grid's code is 15 digits, the last three not 000")
}

/// A slug: it begins with a letter, and goes on with letters, digits, `-` and `.`.
pub(super) fn slug(reading: &mut Reading<'_>, field: &str, text: String) -> Option<String> {
    if !reading.given(field, &text) {
        return None;
    }
    let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    let goes_on = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'.';
    let right = begins && text.len() <= SLUG && text.bytes().all(goes_on);
    reading
        .violations
        .require(right, field, "SLUG_INVALID", "1 to 64 of a to z, 0 to 9, - and ., a letter first")
        .then_some(text)
}
