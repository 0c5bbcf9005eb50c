//! Protobuf ↔ domain, and nothing else.

mod desk;
mod fact;
pub mod listing;
pub mod masking;
pub mod public;
mod reading;
mod request;
mod resource;
mod terms;
#[cfg(test)]
mod tests;
mod warning;

use shiyu_kit::unit::Code;
use uuid::Uuid;

pub use desk::{answered as boundary_answered, designated, followed, rated, takeover};
pub use fact::fact;
pub use listing::{Filter, Gaps, Listing, count, export, gaps, list, name};
pub use request::*;
pub use resource::{candidate, event, evidence, gap, party, stands, summary};
pub use shiyu_kit::wire::warnings;
pub use warning::texts;

use crate::domain::Command;
use crate::domain::terms::GridRole;
use terms::Word as _;

/// A request that was read: which command upon which event.
pub type Asked = shiyu_kit::reading::Order<Command>;

/// The collection that events are in.
pub(crate) const EVENTS: &str = "events";

/// `counties/330602/events/{uuid}`.
#[must_use]
pub fn event_name(county: &Code, id: Uuid) -> String {
    format!("counties/{county}/{EVENTS}/{id}")
}

/// Roles in a grid, as they travel.
#[must_use]
pub fn grid_roles(roles: &[GridRole]) -> Vec<i32> {
    roles.iter().map(|role| role.number()).collect()
}
