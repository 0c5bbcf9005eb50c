//! Who sees which cases: one rule for every door of the service.

use shiyu_kit::audience::{Ground, Viewer};
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Units};
use time::OffsetDateTime;

/// Roles whose holder, in an office, sees what concerns the whole division of the office.
pub const WIDE: [&str; 2] = ["auditor", "privacy_officer"];

/// An actor as a viewer, in the deployment of a county.
#[must_use]
pub fn viewer(by: &Actor, county: &Code, units: &Units, now: OffsetDateTime) -> Viewer {
    let ground = Ground {
        county,
        units,
        today: local_date(now),
        wide: &WIDE,
    };
    Viewer::of(by, &ground)
}
