//! Looking at petitions: lists, counts and exports of them, one of them, who sees it, who is in it.

mod count;
mod export;
mod filter;
mod list;
mod report;
mod reveal;
mod show;
mod sight;
mod standing;
mod status;
mod write;

pub use count::{CountOptions, count};
pub use export::{ExportOptions, export};
pub use filter::Filter;
pub use list::{ListOptions, list};
pub use report::{ReportOptions, report};
pub use reveal::{RevealOptions, identity_lines, reveal};
pub use show::{ShowOptions, clocks, show, steps};
pub use sight::{PetitionOptions, candidates, sight_lines, who_can_see};
pub use standing::{Standing, standing, standing_of};
pub use status::{StatusOptions, status};
pub use write::{WriteOptions, write};
