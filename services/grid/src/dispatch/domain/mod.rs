//! Where an event goes and who may send it, as pure rules: no database, no wire.

mod builtin;
mod centre;
mod command;
mod condition;
mod cover;
mod department;
mod lint;
mod order;
mod question;
mod refusal;
mod responsibility;
mod rule;
mod shift;
mod simulation;
mod table;
#[cfg(test)]
pub(in crate::dispatch) mod tests;

pub use builtin::{NotReadable, builtin};
pub use centre::{Centre, CentreKind};
pub use command::Command;
pub use condition::{Border, ClassPattern, Conditions, Days, Hours, NotAPattern, NotASpot, Spot};
pub use department::{Base, Department, NotADepartment};
pub use lint::{Finding, Ground, lint};
pub use order::Order;
pub use question::{Explanation, Mismatch, Question, Tried};
pub use refusal::Refusal;
pub use responsibility::{MAINTAINER, OWNER};
pub use rule::{Destination, Rule, explain};
pub use shift::{Cancellation, DutyKind, Shift};
pub use simulation::{Key, PastEvent, PastEvents, Replay, Tally, Window, replay};
pub use table::{Draft, State, Table};
