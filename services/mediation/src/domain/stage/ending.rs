//! The ends a dispute can come to.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::StageName;
use crate::domain::terms::{CourtVerdict, Decline, Termination};

/// How and when it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// How.
    pub end: End,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// The ends a dispute can come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// 履行完毕.
    Performed,
    /// 未履行: the parties are told of the lawsuit, or of enforcement.
    Breached {
        /// Which obligation, by its number.
        obligation: u32,
        /// In words.
        reason: String,
        /// Of what was owed on a condition: the day on which that was fulfilled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        condition_met_on: Option<Date>,
    },
    /// 终止调解, without an agreement.
    Terminated {
        /// On which ground.
        ground: Termination,
        /// In words; may be empty.
        reason: String,
    },
    /// 不予受理, in writing.
    Declined {
        /// On which ground.
        ground: Decline,
        /// In words for the parties.
        reason: String,
    },
    /// 已移送: to an organisation outside the county.
    Transferred {
        /// Whither.
        to: String,
        /// In words for the parties.
        reason: String,
    },
    /// The court's own procedure came to its end.
    CourtConcluded {
        /// How.
        verdict: CourtVerdict,
        /// Number of its document.
        reference: String,
    },
}

impl Ending {
    /// Which obligation was broken first.
    #[must_use]
    pub fn broken(&self) -> Option<u32> {
        if let End::Breached { obligation, .. } = &self.end {
            return Some(*obligation);
        }
        None
    }
}

impl End {
    /// The stage's name.
    #[must_use]
    pub fn name(&self) -> StageName {
        match self {
            Self::Performed => StageName::Performed,
            Self::Breached { .. } => StageName::Breached,
            Self::Terminated { .. } => StageName::Terminated,
            Self::Declined { .. } => StageName::Declined,
            Self::Transferred { .. } => StageName::Transferred,
            Self::CourtConcluded { .. } => StageName::CourtConcluded,
        }
    }

    /// Whether the parties have to be told which ways stay open (art. 26).
    #[must_use]
    pub fn leaves_routes(&self) -> bool {
        match self {
            Self::Breached { .. } | Self::Terminated { .. } | Self::Declined { .. } => true,
            Self::Performed | Self::Transferred { .. } | Self::CourtConcluded { .. } => false,
        }
    }

    /// Whether its reason is of the words of the mediation. Why it was not accepted or went elsewhere was written before there was one.
    #[must_use]
    pub fn tells_of_the_mediation(&self) -> bool {
        match self {
            Self::Breached { .. } | Self::Terminated { .. } => true,
            Self::Performed | Self::Declined { .. } | Self::Transferred { .. } | Self::CourtConcluded { .. } => false,
        }
    }

    /// Whether the parties settled all of it before the court (民事调解书).
    #[must_use]
    pub fn is_settled_in_court(&self) -> bool {
        match self {
            Self::CourtConcluded { verdict, .. } => *verdict == CourtVerdict::Settled,
            Self::Performed | Self::Breached { .. } | Self::Terminated { .. } | Self::Declined { .. } | Self::Transferred { .. } => false,
        }
    }

    /// Whether somebody looks again afterwards (回访).
    #[must_use]
    pub fn is_visited(&self) -> bool {
        match self {
            Self::Performed | Self::Breached { .. } | Self::Terminated { .. } => true,
            Self::Declined { .. } | Self::Transferred { .. } | Self::CourtConcluded { .. } => false,
        }
    }
}
