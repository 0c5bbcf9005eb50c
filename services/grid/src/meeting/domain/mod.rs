//! The rules of meetings and notices. Pure: no I/O, no wall clock.

mod broadcast;
mod gathering;
mod order;
mod refusal;
mod terms;
#[cfg(test)]
mod tests;

pub use broadcast::{Acknowledgement, Broadcast, Notice, Receipt, Target};
pub use gathering::{FollowUp, Meeting};
pub use order::Order;
pub use refusal::Refusal;
pub use terms::{BroadcastKind, FollowUpState, MeetingKind, Step};
