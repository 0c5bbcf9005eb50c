//! The rungs of the ladder, and the steps that are taken on it.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

/// The rungs of the ladder, mildest first (domain.md B5, S10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// 催办.
    Urged,
    /// 督办单.
    Ordered,
    /// 通报.
    Notified,
    /// 约谈.
    Interviewed,
    /// 挂牌整治.
    Listed,
    /// 追责建议.
    Accountable,
}

impl Rung {
    /// All of them, mildest first.
    pub const ALL: [Self; 6] = [
        Self::Urged,
        Self::Ordered,
        Self::Notified,
        Self::Interviewed,
        Self::Listed,
        Self::Accountable,
    ];

    /// As its row says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Urged => "urged",
            Self::Ordered => "ordered",
            Self::Notified => "notified",
            Self::Interviewed => "interviewed",
            Self::Listed => "listed",
            Self::Accountable => "accountable",
        }
    }

    /// The next higher one to which a clock leads; the last is a person's decision alone.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Urged => Some(Self::Ordered),
            Self::Ordered => Some(Self::Notified),
            Self::Notified => Some(Self::Interviewed),
            Self::Interviewed => Some(Self::Listed),
            Self::Listed | Self::Accountable => None,
        }
    }
}

/// Why a step was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It began with it.
    Opened,
    /// So much more of the limit has passed.
    Time,
    /// It was not acknowledged.
    NotAcknowledged,
    /// It was not put right.
    NotRectified,
    /// Somebody urged again.
    Urged,
    /// Somebody decided it.
    Decided,
}

/// Who acknowledged a step, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Code of the unit.
    pub unit: Code,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which rung.
    pub rung: Rung,
    /// Why.
    pub cause: Cause,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The unit's receipt.
    pub receipt: Option<Receipt>,
    /// The document it was carried out or decided by.
    pub document: Option<String>,
}

impl Step {
    /// One that was taken now, and is still to be acknowledged.
    #[must_use]
    pub fn taken(rung: Rung, cause: Cause, document: Option<&str>, now: OffsetDateTime) -> Self {
        Self {
            rung,
            cause,
            at: now,
            receipt: None,
            document: document.map(str::to_owned),
        }
    }
}
