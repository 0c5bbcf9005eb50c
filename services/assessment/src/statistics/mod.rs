//! Figures for whoever asks: live for the office, and those of published periods for everybody, as messages, as files and as pictures.

pub(crate) mod chart;
mod pages;
mod rpc;
#[cfg(test)]
mod tests;

use shiyu_kit::operations::Office;
use shiyu_kit::unit::Code;

use crate::demand::DemandDesk;

pub use pages::pages;
pub(crate) use rpc::{Pieces, file};

/// The desk of one county's statistics.
#[derive(Debug, Clone)]
pub struct StatisticsDesk {
    /// The county.
    pub county: Code,
    /// Its office.
    pub office: Office,
    /// Its heat maps.
    pub demand: DemandDesk,
}
