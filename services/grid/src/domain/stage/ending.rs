//! The ends an event can come to.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::StageName;
use crate::domain::terms::{EmergencyLine, Rejection, ResolutionTier};

/// How and when it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// How.
    pub end: End,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// The ends an event can come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// 结案: handled and verified, all five hands on it.
    Closed {
        /// Where it was solved.
        tier: ResolutionTier,
    },
    /// Not accepted; the reporter is told why.
    Rejected {
        /// Why.
        ground: Rejection,
        /// In words, for the reporter.
        reason: String,
    },
    /// 重复: the same as another.
    Duplicate {
        /// The other event.
        of: Uuid,
    },
    /// 移交 110, 119, 120.
    EmergencyTransferred {
        /// To whom.
        line: EmergencyLine,
        /// Their reference.
        reference: String,
    },
    /// Another county's, by agreement or designation (S7).
    HandedOver {
        /// The county.
        to: Code,
    },
    /// Another city's, by its receipt (S14).
    HandedOutside {
        /// The other city's organ.
        organ: String,
        /// Reference of the receipt.
        reference: String,
    },
}

impl End {
    /// The stage's name.
    #[must_use]
    pub fn name(&self) -> StageName {
        match self {
            Self::Closed { .. } => StageName::Closed,
            Self::Rejected { .. } => StageName::Rejected,
            Self::Duplicate { .. } => StageName::Duplicate,
            Self::EmergencyTransferred { .. } => StageName::EmergencyTransferred,
            Self::HandedOver { .. } | Self::HandedOutside { .. } => StageName::HandedOver,
        }
    }
}
