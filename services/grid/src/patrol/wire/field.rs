//! Fields that only these registers have: grids, subclasses, points and the days of a period.

use shiyu_kit::name;
use shiyu_kit::reading::Reading;

use super::GRIDS;
use crate::domain::terms::{ClassCode, GridCode};
use crate::patrol::domain::Period;

/// A grid of this county, by its name. Violations: those of a name, `GRID_INVALID`.
pub(super) fn grid(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<GridCode> {
    let county = reading.county().as_str();
    let code = name::child(field, text, county, GRIDS, &mut reading.violations)?;
    let grid = code.parse::<GridCode>().ok().filter(|grid| grid.as_str().starts_with(county));
    reading
        .violations
        .present(grid, field, "GRID_INVALID", "not the code of a grid of this county")
}

/// As [`grid`], or none.
pub(super) fn optional_grid(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<GridCode> {
    if text.is_empty() {
        return None;
    }
    grid(reading, field, text)
}

/// A subclass. Violations: `REQUIRED`, `CLASS_INVALID`.
pub(super) fn class(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<ClassCode> {
    if !reading.given(field, text) {
        return None;
    }
    let form = "a subclass is of the form E1203";
    reading.violations.present(text.parse().ok(), field, "CLASS_INVALID", form)
}

/// A first and a last day. Violations: those of a date, `DATES_REVERSED`.
pub(super) fn period(reading: &mut Reading<'_>, (first_field, first): (&str, &str), (last_field, last): (&str, &str)) -> Option<Period> {
    let first = reading.date(first_field, first);
    let last = reading.date(last_field, last);
    reading.in_order(last_field, first, last);
    first.zip(last).map(|(first, last)| Period { first, last })
}
