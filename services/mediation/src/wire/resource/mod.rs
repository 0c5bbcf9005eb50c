//! The dispute as it is shown.

pub(in crate::wire) mod agreement;
mod course;
mod dispute;
mod ending;
mod party;
mod work;

pub use dispute::{dispute, summary};
pub use party::{party, stands};
