//! What became of orders. An event holds all that the dispute needs to follow it: clocks too, already reckoned.

mod kind;
mod moves;
mod opened;
mod what;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Moves;

pub use opened::Opened;
pub use what::What;

/// One step of a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What happened.
    pub what: What,
    /// What it did to the clocks.
    #[serde(default, skip_serializing_if = "Moves::is_empty")]
    pub moves: Moves,
}

impl From<What> for Event {
    fn from(what: What) -> Self {
        Self {
            what,
            moves: Moves::default(),
        }
    }
}
