//! A grid's code in a request.

use shiyu_kit::reading::Reading;

use crate::domain::terms::GridCode;

/// A grid's code. Violations: `REQUIRED`, `GRID_CODE_INVALID`.
pub fn grid_code(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<GridCode> {
    if !reading.given(field, text) {
        return None;
    }
    let code = text.parse().ok();
    let form = "a grid's code is 15 digits, the last three not 000";
    reading.violations.present(code, field, "GRID_CODE_INVALID", form)
}

/// As [`grid_code`], or none.
pub fn optional_grid_code(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<GridCode> {
    if text.is_empty() {
        return None;
    }
    grid_code(reading, field, text)
}
