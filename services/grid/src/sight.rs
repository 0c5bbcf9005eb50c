//! Who sees which events: one rule for every door of the service.

use shiyu_kit::audience::{Ground, Viewer};
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Units};
use time::OffsetDateTime;

use crate::domain::terms::GridRole;

/// Roles whose holder, in an office, sees what concerns the whole division of the office: a command room its town, the command
/// centre the county.
pub const WIDE: [&str; 4] = ["dispatcher", "command_chief", "auditor", "privacy_officer"];

/// As what somebody who works in a grid sees its events. Volunteers report, and nothing else.
pub const GRID_ROLES: [GridRole; 4] = [GridRole::Lead, GridRole::Patrol, GridRole::Police, GridRole::Supervisor];

/// Roles that look at events and have no hand in them.
const LOOKING: [&str; 2] = ["auditor", "privacy_officer"];

/// Whether somebody only looks.
#[must_use]
pub fn only_looks(by: &Actor) -> bool {
    matches!(by, Actor::Person { roles, .. } if roles.iter().all(|role| LOOKING.contains(&role.as_str())))
}

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

/// Whether somebody of this role in a grid sees the grid's events.
#[must_use]
pub fn sees_grid(role: Option<GridRole>) -> bool {
    role.is_some_and(|role| GRID_ROLES.contains(&role))
}
