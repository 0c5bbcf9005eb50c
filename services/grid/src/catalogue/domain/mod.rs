//! What the catalogue is, and what the office says to it. Pure: no database, no wire.

mod builtin;
mod check;
mod edition;
mod limit;
mod order;
mod refusal;
mod responsibility;
#[cfg(test)]
mod tests;

pub use builtin::{NotReadable, builtin};
pub use check::{Flaw, Where, flaws};
pub use edition::{Content, Edition, Heading, Subclass};
pub use limit::{HandlingLimit, LimitStage, rule};
pub use order::{Order, Proposal};
pub use refusal::Refusal;
pub use responsibility::{Claims, Footing};

pub use crate::team::domain::Sitting;
