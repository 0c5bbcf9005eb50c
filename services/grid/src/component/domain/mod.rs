//! What a component is, and what the office says to one that is brought. Pure: no database, no wire.

mod component;
mod order;
mod refusal;
#[cfg(test)]
mod tests;
mod weigh;

pub use component::{Component, Outcome, Owner, State};
pub use order::{Order, Row};
pub use refusal::Refusal;
pub use weigh::Ground;

pub use crate::place::domain::Problem;
pub use crate::team::domain::Sitting;
