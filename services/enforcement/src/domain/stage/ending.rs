//! The ends a case can come to.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::StageName;
use crate::domain::terms::{DeliveryMethod, NotFiledGround, TransferTarget};

/// How and when it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// How.
    pub end: End,
    /// Subject of who ended it; of a service what it is called.
    pub by: String,
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
        /// How whoever complained was told.
        told: Option<DeliveryMethod>,
    },
    /// 移送: another organ's.
    TransferredOut {
        /// What kind of organ.
        target: TransferTarget,
        /// Which, in words.
        organ: String,
        /// Its unit, if it is one of the county's.
        unit: Option<Code>,
        /// Why.
        reason: String,
    },
    /// 不予立案.
    NotFiled {
        /// Why.
        ground: NotFiledGround,
        /// In words.
        reason: String,
        /// The organ that is competent, if this one is not.
        competent: Option<Code>,
        /// How whoever complained was told.
        told: Option<DeliveryMethod>,
    },
    /// 撤案.
    CaseWithdrawn {
        /// Why.
        reason: String,
    },
    /// 已由司法机关处理.
    CriminallyEnded {
        /// Reference of the judgment or the decision.
        reference: String,
    },
    /// 结案.
    Closed {
        /// In words.
        summary: String,
    },
}

impl End {
    /// The stage's name.
    #[must_use]
    pub fn name(&self) -> StageName {
        match self {
            Self::Dismissed { .. } => StageName::Dismissed,
            Self::TransferredOut { .. } => StageName::TransferredOut,
            Self::NotFiled { .. } => StageName::NotFiled,
            Self::CaseWithdrawn { .. } => StageName::CaseWithdrawn,
            Self::CriminallyEnded { .. } => StageName::CriminallyEnded,
            Self::Closed { .. } => StageName::Closed,
        }
    }
}
