//! The read models: facts of every service, without anybody in them, and the figures they come to.

mod cube;
mod fold;
mod intake;
mod read;
mod refold;
mod service;
mod source;
mod store;
mod table;
#[cfg(test)]
mod tests;
mod told;

pub use cube::{Cube, Key, Level, unit_at};
pub use fold::{Limit, Occurrence, Tally, tally};
pub use intake::{Intake, hear};
pub use read::{Heard, Limited, Said};
pub use refold::{Refolded, refold};
pub use source::{Named, Use, named, sources};
pub(crate) use store::WRITING;
pub use store::{Span, Taken, Watermark, contribution, drop_all, figures, generation, taken, watermarks};
pub(crate) use table::occurrence;
