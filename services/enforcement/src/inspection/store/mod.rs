//! The tables of objects, visits and draws.

pub mod draw;
pub mod object;
pub mod visit;

use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

pub use shiyu_kit::ledger::Unread;

/// Where a row stands in a list by day, the latest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayKey {
    /// Its day.
    pub day: Date,
    /// Its id.
    pub id: Uuid,
}

/// Where a row stands in a list by time, the latest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeKey {
    /// Its time.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Its id.
    pub id: Uuid,
}

/// What is kept as JSON.
fn json(table: &'static str, id: Uuid, what: &impl Serialize) -> Result<String, Corrupt> {
    serde_json::to_string(what).map_err(|error| Corrupt {
        table,
        id: id.to_string(),
        what: error.to_string(),
    })
}
