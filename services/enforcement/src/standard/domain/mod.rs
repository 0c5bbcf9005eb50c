//! What a standard is, and what the office says to a new version of one. Pure: no database, no wire.

mod body;
mod refusal;
mod standard;
#[cfg(test)]
mod tests;
mod words;

pub use body::{Band, Body, Requirement, Subject, Wording};
pub use refusal::Refusal;
pub use standard::{Draft, Order, Standard};
pub use words::{DocumentKind, StandardKind};
