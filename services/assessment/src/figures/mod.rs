//! The read models: facts of every service, without anybody in them, and the figures they come to.

mod cube;
mod fold;
mod intake;
#[cfg(test)]
mod mediated;
#[cfg(test)]
mod mixed;
#[cfg(test)]
mod owed;
mod read;
mod refold;
mod service;
mod source;
mod store;
mod table;
#[cfg(test)]
mod tests;
mod told;
#[cfg(test)]
mod voices;
mod words;

pub use cube::{Cube, Key, Level, unit_at};
pub use fold::{Limit, Occurrence, Tally, tally};
pub use intake::{Intake, hear};
pub use read::{Heard, Limited, Said, clocks};
pub use refold::{Refolded, refold};
pub use service::moment;
pub use source::{Named, Use, named, sources};
pub(crate) use store::{Counted, WRITING, grouped};
pub use store::{Span, Stands, Taken, Watermark, begun, contribution, drop_all, figures, generation, stands, taken, watermarks};
pub(crate) use table::{limit, occurrence};
pub use words::{as_of, plain};
