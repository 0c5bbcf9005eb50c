//! Protobuf ↔ domain, and nothing else.

mod fact;
pub mod listing;
mod offer;
mod reading;
mod request;
mod resource;
mod terms;
#[cfg(test)]
mod tests;
mod warning;

use shiyu_kit::unit::Code;
use uuid::Uuid;

pub use fact::fact;
pub use listing::{Filter, Listing, count, export, list, name};
pub use offer::{granted, offered};
pub use request::*;
pub use resource::{dispute, party, stands, summary};
pub use warning::texts;

use crate::domain::Command;

/// A request that was read: which command upon which dispute.
pub type Asked = shiyu_kit::reading::Order<Command>;

/// The collection that disputes are in.
pub(crate) const DISPUTES: &str = "disputes";

/// `counties/330602/disputes/{uuid}`.
#[must_use]
pub fn dispute_name(county: &Code, id: Uuid) -> String {
    format!("counties/{county}/{DISPUTES}/{id}")
}

/// The reference of an agreement, as others hear of it.
#[must_use]
pub fn agreement_reference(county: &Code, id: Uuid, number: u32) -> String {
    format!("{}/agreements/{number}", dispute_name(county, id))
}
