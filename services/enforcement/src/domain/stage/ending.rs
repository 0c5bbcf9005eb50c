//! The ends a case can come to.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::StageName;

/// How and when it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// How.
    pub end: End,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// The ends a case can come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The clue leads nowhere.
    Dismissed {
        /// Why.
        reason: String,
    },
}

impl End {
    /// The stage's name.
    #[must_use]
    pub fn name(&self) -> StageName {
        match self {
            Self::Dismissed { .. } => StageName::Dismissed,
        }
    }
}
