//! The front doors: parse, look up, execute, answer; three lines a handler.

mod cover;
mod desk;
mod events;
mod evidence;
mod export;
mod eyes;
mod ground;
mod known;
mod lists;
pub mod lookup;
mod offered;
mod parties;
mod photo;
mod public;
mod report;
mod takeover;

pub use desk::Desk;
pub use evidence::EvidenceDesk;
pub use public::{Limits as ReportLimits, Public};
pub use takeover::{Takeover, neighbours};
