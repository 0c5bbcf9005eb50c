//! Supervision (催办, 督办): a case of its own for each limit that has passed, put to the unit that is late, rung by rung. Units are
//! supervised, never persons.

mod command;
mod count;
mod decide;
mod desk;
mod domain;
mod event;
mod evolve;
mod hear;
mod ladder;
mod overseen;
mod refusal;
mod reminder;
mod rpc;
mod screening;
mod store;
#[cfg(test)]
pub(crate) mod tests;
mod wire;

pub use command::{Command, Opening};
pub use desk::SupervisionDesk;
pub use domain::{DELIST, Ground, RULES, Rung, Service, Shares, Stage, Supervision};
pub use event::Event;
pub use hear::{hear, hear_county, hear_desk};
pub use refusal::Refusal;
pub use screening::hear_screening;
