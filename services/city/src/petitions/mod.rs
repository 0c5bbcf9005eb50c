//! `shiyu list` and `shiyu show`.

pub mod document;
mod list;
mod show;
mod standing;

pub use list::{ListOptions, list};
pub use show::{ShowOptions, show};
pub use standing::{Standing, standing, standing_of};
