//! The front doors: parse, look up, execute, answer; three lines a handler.

mod desk;
mod disputes;
mod export;
mod intake;
mod known;
mod lists;
pub mod lookup;
mod offers;
mod parties;

pub use desk::{Desk, Ground};
pub use lookup::Tables;
