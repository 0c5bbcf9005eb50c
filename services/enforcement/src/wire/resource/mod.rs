//! What callers see.

mod case;
mod course;
mod inquiry;
mod outcome;
mod outside;
mod overlay;
mod party;
mod procedure;

pub(super) use case::outcome_of;
pub use case::{case, summary};
pub use inquiry::evidence;
pub use party::party;
