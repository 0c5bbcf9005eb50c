//! What the hall may write, and what the law of the office says to it. Pure: no database, no wire.

mod counter;
mod order;
mod outreach;
mod refusal;
mod roster;
mod sitting;
mod terms;
#[cfg(test)]
mod tests;
mod visit;

pub use counter::Counter;
pub use order::Order;
pub use outreach::{Dispatch, Outreach, Progress};
pub use refusal::Refusal;
pub use roster::{Cancellation, RosterEntry};
pub use sitting::Sitting;
pub use terms::{Channel, CounterKind, Outcome, OutreachState, RosterKind};
pub use visit::{Receive, Visit};
