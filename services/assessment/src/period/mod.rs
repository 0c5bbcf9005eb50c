//! Periods: a case whose figures are frozen under a hash, computed, appealed, and published.

mod calculate;
mod command;
mod decide;
mod desk;
mod domain;
mod event;
mod evolve;
mod refusal;
mod rpc;
mod store;
#[cfg(test)]
pub(crate) mod tests;
mod verify;
mod wire;

pub use calculate::{Rating, Result as Computed, Standing, calculate};
pub use command::Command;
pub use desk::PeriodDesk;
pub use domain::{Period, RULES, Stage};
pub use event::Event;
pub use refusal::Refusal;
pub(crate) use rpc::figures as told_figures;
pub use store::{Frozen, key, list, paper, published};
pub use wire::{exclusion_percent, period_name, ranking, watermark, watermarks};
pub(crate) use wire::{of_calculation, span};
