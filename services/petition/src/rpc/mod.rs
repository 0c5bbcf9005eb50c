//! The front doors: parse, execute, answer; three lines a handler.

mod desk;
mod export;
mod intake;
mod lists;
mod merged;
mod parties;
mod petitions;
mod status;
mod takeover;

pub use desk::{Desk, Register};
pub use status::{Limits as StatusLimits, Public};
pub use takeover::Takeover;
