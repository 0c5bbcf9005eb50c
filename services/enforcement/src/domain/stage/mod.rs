//! Where a case stands (domain.md C3), and which orders it takes there.

mod ending;
mod name;

use serde::{Deserialize, Serialize};

pub use ending::{End, Ending};
pub use name::StageName;

/// Where a case stands. What outlives a stage lies in [`Course`](super::Course).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 线索: waits to be verified, handed over or dismissed.
    Clue,
    /// It has come to an end.
    Ended(Ending),
}

impl Stage {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> StageName {
        match self {
            Self::Clue => StageName::Clue,
            Self::Ended(ending) => ending.end.name(),
        }
    }

    /// How it ended, once it did.
    #[must_use]
    pub fn ending(&self) -> Option<&Ending> {
        if let Self::Ended(ending) = self {
            return Some(ending);
        }
        None
    }
}
