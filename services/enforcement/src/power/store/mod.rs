//! The tables of the lists.

pub mod entrustment;
pub mod evaluation;
pub mod list;
pub mod movement;

use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use time::Date;
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

/// What is kept as JSON.
fn json(table: &'static str, id: Uuid, what: &impl Serialize) -> Result<String, Corrupt> {
    serde_json::to_string(what).map_err(|error| Corrupt {
        table,
        id: id.to_string(),
        what: error.to_string(),
    })
}
