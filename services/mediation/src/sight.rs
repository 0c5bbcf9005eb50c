//! Who sees which disputes: one rule for every door of the service.

use shiyu_kit::audience::{Ground, Viewer};
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Units};
use time::OffsetDateTime;

/// Roles whose holder, in an office, sees what concerns the whole division of the office: the county's centre takes in and passes on.
pub const WIDE: [&str; 4] = ["committee_clerk", "intake_clerk", "auditor", "privacy_officer"];

/// An actor as a viewer, in the deployment of a county. Who mediates a dispute sees it by name, whatever their unit; who stood aside
/// does not.
#[must_use]
pub fn viewer(by: &Actor, county: &Code, units: &Units, now: OffsetDateTime) -> Viewer {
    let ground = Ground {
        county,
        units,
        today: local_date(now),
        wide: &WIDE,
    };
    Viewer {
        by_name: true,
        ..Viewer::of(by, &ground)
    }
}
