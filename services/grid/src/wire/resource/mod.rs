//! What callers see.

mod course;
mod ending;
mod event;
mod overlay;
mod party;
mod settle;
mod way;

pub use event::{candidate, event, gap, summary};
pub use overlay::evidence;
pub use party::{party, stands};
