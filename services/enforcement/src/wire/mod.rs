//! Protobuf ↔ domain, and nothing else.

mod desk;
mod fact;
pub mod listing;
mod reading;
mod remedies;
mod request;
mod resource;
mod terms;

use shiyu_kit::unit::Code;
use uuid::Uuid;

pub use desk::{city_word, county_word, takeover};
pub use fact::fact;
pub use listing::{Filter, Listing, count, export, list, name, number};
pub use remedies::remedies;
pub use request::*;
pub use resource::{case, evidence, party, summary};

use crate::domain::Command;

/// A request that was read: which command upon which case.
pub type Asked = shiyu_kit::reading::Order<Command>;

/// The collection that cases are in.
pub const CASES: &str = "cases";

/// `counties/330602/cases/{uuid}`.
#[must_use]
pub fn case_name(county: &Code, id: Uuid) -> String {
    format!("counties/{county}/{CASES}/{id}")
}
