//! Where an event stands (domain.md C4), and which orders it takes there.

mod ending;
mod name;

use serde::{Deserialize, Serialize};

pub use ending::{End, Ending};
pub use name::StageName;

/// Where an event stands. What outlives a stage lies in [`Course`](super::Course).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 已上报: waits to be accepted, verified or rejected by the town's command room.
    Reported,
    /// 核实中: somebody goes there to see whether it is so.
    Verifying,
    /// 已受理.
    Accepted,
    /// 格内处置: the grid lead, or the village, solves it in place.
    InGrid,
    /// 已立案: waits to be dispatched.
    Filed,
    /// 已派遣: waits for the unit to sign in, or to say that it is not competent.
    Dispatched,
    /// 处置中.
    Handling,
    /// 挂账: stands still on a ground, until a day on which it is looked at again, or while another service has it.
    Suspended,
    /// 已处置: waits for somebody else's eyes.
    Handled,
    /// 已核查.
    Verified,
    /// Two units returned it, or two counties claim or deny it: others decide (S7).
    Disputed,
    /// It has come to an end.
    Ended(Ending),
}

impl Stage {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> StageName {
        match self {
            Self::Reported => StageName::Reported,
            Self::Verifying => StageName::Verifying,
            Self::Accepted => StageName::Accepted,
            Self::InGrid => StageName::InGrid,
            Self::Filed => StageName::Filed,
            Self::Dispatched => StageName::Dispatched,
            Self::Handling => StageName::Handling,
            Self::Suspended => StageName::Suspended,
            Self::Handled => StageName::Handled,
            Self::Verified => StageName::Verified,
            Self::Disputed => StageName::Disputed,
            Self::Ended(ending) => ending.end.name(),
        }
    }

    /// Whether it is accepted and not handled yet: somebody has it in hand, or it waits for somebody to have. Not so what stands still.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        match self {
            Self::Accepted | Self::InGrid | Self::Filed | Self::Dispatched | Self::Handling | Self::Disputed => true,
            Self::Reported | Self::Verifying | Self::Suspended | Self::Handled | Self::Verified | Self::Ended(_) => false,
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
