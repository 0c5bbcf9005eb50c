//! Protobuf ↔ domain, and nothing else.

mod desk;
mod fact;
pub mod listing;
pub(crate) mod reading;
mod request;
mod resource;
pub mod status;
pub(crate) mod terms;
#[cfg(test)]
mod tests;
mod warning;

use shiyu_kit::unit::Code;
use uuid::Uuid;

use crate::domain::Command;

pub(crate) use desk::{city_word, county_word, takeover};
pub use fact::fact;
pub use listing::{Filter, Listing, account, candidates, count, export, list, name, span};
pub(crate) use reading::PETITIONS;
pub(crate) use request::read_identity;
pub use request::*;
pub use resource::{candidate, listed, party, petition, published, stands, step, summary};
pub use shiyu_kit::wire::warnings;
pub use warning::{missing, texts, unreachable};

/// An order upon a petition.
pub type Order = shiyu_kit::reading::Order<Command>;

/// `counties/330602/petitions/{uuid}`.
pub(crate) fn petition_name(county: &Code, id: Uuid) -> String {
    format!("counties/{county}/petitions/{id}")
}
