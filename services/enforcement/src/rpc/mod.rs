//! The front doors: parse, look up, execute, answer; three lines a handler.

mod begin;
mod cases;
mod desk;
mod evidence;
mod kept;
mod known;
mod lists;
pub mod lookup;
mod parties;
mod plain;
mod seal;
mod suspect;
mod takeover;
mod turn;

pub use desk::{Desk, Settings};
pub use evidence::EvidenceDesk;
pub use takeover::Takeover;
