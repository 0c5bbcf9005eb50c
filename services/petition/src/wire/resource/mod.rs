//! What callers see.

mod beside;
mod course;
mod ending;
mod party;
mod petition;
mod referral;
mod remedy;
mod work;

pub(super) use course::days;
pub(super) use ending::ways;
pub use party::{granted, party};
pub use petition::{candidate, petition, summary};
pub(super) use referral::granted_fields;
