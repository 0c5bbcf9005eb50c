//! Protobuf ↔ the words of routing and command, and nothing else.

mod command;
mod listing;
mod question;
mod resource;
mod routing;
mod terms;
#[cfg(test)]
mod tests;

pub use command::{cancel_shift, put_centre, put_shift};
pub use listing::{centres, shifts, tables, town};
pub use question::{Asked, active, question};
pub use resource::{centre, explanation, public_shift, routing_activated, shift, simulation, table};
pub use routing::{activate, named, put_table, simulate};
