//! Who may act, and what the office says to an order about them. Pure: no database, no wire.

mod officer;
mod order;
mod refusal;
#[cfg(test)]
mod tests;

pub use officer::{Certificate, Officer, OfficerKind, Suspension};
pub use order::{Leave, Order, Person, Suspend};
pub use refusal::Refusal;
