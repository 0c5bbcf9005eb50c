//! The rules of the teams and of the admission list. Pure: no I/O, no wall clock.

mod admission;
mod assignment;
pub mod capability;
mod gap;
mod order;
mod refusal;
mod sitting;
mod terms;
#[cfg(test)]
mod tests;

pub use admission::{Decision, Item, NotAdmitted, Proposal, Withdrawal};
pub use assignment::{Assignment, Certificate, Ended, EndingOrder};
pub use capability::Capability;
pub use gap::{Gap, LAPSING_DAYS, Lapsing, Post, active, gap, stranded};
pub use order::Order;
pub use refusal::Refusal;
pub use sitting::Sitting;
pub use terms::{AdmissionState, AssignmentEnding, CORE, Frequency, ROLES, read_role, role_word};
