//! Fields that power items have.

use shiyu_kit::reading::Reading;

use crate::power::domain::PowerCode;

/// The code of an item. Violations: `REQUIRED`, `POWER_CODE_INVALID`.
pub(crate) fn power_code(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<PowerCode> {
    if !reading.given(field, text) {
        return None;
    }
    let form = "1 to 24 capital letters, digits and hyphens";
    reading.violations.present(text.parse().ok(), field, "POWER_CODE_INVALID", form)
}
