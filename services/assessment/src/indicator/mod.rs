//! Indicators as data: a version is a row, its formula an expression of declared sources, and what was published never changes.

mod adopted;
mod defaults;
mod desk;
mod domain;
mod formula;
mod refusal;
mod rpc;
mod store;
#[cfg(test)]
mod tests;
mod wire;

pub use adopted::Adopted;
pub use desk::IndicatorDesk;
pub use domain::{Content, Family, Indicator, percent, two_places};
pub use formula::{Formula, Wrong};
pub use store::{active, version};
