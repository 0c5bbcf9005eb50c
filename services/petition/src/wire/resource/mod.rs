//! What callers see.

mod beside;
mod boundary;
mod course;
mod ending;
mod party;
mod petition;
mod remedy;
mod work;

pub use beside::step;
pub(super) use course::{days, message};
pub(super) use ending::ways;
pub use party::{party, stands};
pub use petition::{candidate, listed, petition, summary};
pub use remedy::published;
