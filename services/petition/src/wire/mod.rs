//! Protobuf ↔ domain, and nothing else.

mod fact;
mod order;
mod reading;
mod request;
mod resource;
mod terms;
#[cfg(test)]
mod tests;

pub use fact::fact;
pub use order::Order;
pub use request::{Listing, accept, close, forward, issue, list, name, register, serve, start_handling};
pub use resource::petition;

use shiyu_kit::unit::Code;
use uuid::Uuid;

/// `counties/330602/petitions/{uuid}`.
fn petition_name(county: &Code, id: Uuid) -> String {
    format!("counties/{county}/petitions/{id}")
}
