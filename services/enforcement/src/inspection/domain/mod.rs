//! What is looked at, what a visit is, and how a draw is made. Pure: no database, no wire.

mod draw;
mod lottery;
mod object;
mod order;
mod plan;
mod refusal;
#[cfg(test)]
mod tests;
mod visit;
mod words;

pub use draw::{Announcement, Draw, Drawn, Pool, StandAside};
pub use lottery::{ALGORITHM, Lot, Ticket, draw};
pub use object::{Object, ObjectDraft, lies_in_area};
pub use order::{Cancel, Conduct, Join, Order, Plan, Publish, Record, Reported};
pub use plan::ONE_VISIT;
pub use refusal::Refusal;
pub use visit::{Finding, Made, PUBLISH, Party, Publication, Visit, Visitor};
pub use words::{DrawState, ObjectKind, Outcome, VisitKind, VisitState};
