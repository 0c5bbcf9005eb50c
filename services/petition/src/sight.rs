//! Who sees which petitions: one rule for every door of the service.

use shiyu_kit::audience::{Ground, Viewer};
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Units};
use time::OffsetDateTime;

use crate::domain::is_petition_office;

/// Roles whose holder, in a petition office, sees what concerns the whole division of the office.
pub const WIDE: [&str; 6] = [
    "intake_clerk",
    "petition_officer",
    "review_officer",
    "conference_secretary",
    "auditor",
    "privacy_officer",
];

/// An actor as a viewer, in the deployment of a county. Only the petition office sees for its division: no bureau does for its
/// neighbours.
#[must_use]
pub fn viewer(by: &Actor, county: &Code, units: &Units, now: OffsetDateTime) -> Viewer {
    let ground = Ground {
        county,
        units,
        today: local_date(now),
        wide: if in_petition_office(by) { &WIDE } else { &[] },
    };
    Viewer::of(by, &ground)
}

/// Whether somebody works in a petition office.
#[must_use]
pub fn in_petition_office(by: &Actor) -> bool {
    let unit = by.unit().and_then(|unit| unit.parse().ok());
    unit.is_some_and(|unit| is_petition_office(&unit))
}
