//! How a decision is performed: paid, deferred, demanded, enforced by the court.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::decision::Delivery;
use crate::domain::terms::{CourtRuling, Fen, PenaltyKind};

/// Cash taken on the spot (行政处罚法 arts. 68 to 71).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cash {
    /// How much.
    pub amount: Fen,
    /// Number of the fiscal receipt (财政票据); without one the party may refuse.
    pub receipt: String,
    /// Subject of who took it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// When it was handed in to the agency.
    #[serde(with = "time::serde::rfc3339::option")]
    pub handed_in_at: Option<OffsetDateTime>,
    /// When the agency paid it into the bank.
    #[serde(with = "time::serde::rfc3339::option")]
    pub banked_at: Option<OffsetDateTime>,
}

/// That a penalty which is no money was performed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Performance {
    /// Which.
    pub kind: PenaltyKind,
    /// What was done.
    pub note: String,
    /// The officers who saw it.
    pub officers: Vec<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A part of what is paid later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// The last day.
    pub until: Date,
    /// How much.
    pub amount: Fen,
}

/// 暂缓或者分期缴纳 (行政处罚法 art. 66).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deferral {
    /// The parts, earliest first; of a deferral one.
    pub parts: Vec<Instalment>,
    /// Reference of the application.
    pub application: String,
    /// Subject of the head who granted it.
    pub approver: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// 催告书 (行政强制法 art. 54).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// How it was served.
    pub delivery: Delivery,
    /// When it counts as served; none as long as a public notice runs.
    #[serde(with = "time::serde::rfc3339::option")]
    pub served_at: Option<OffsetDateTime>,
}

/// An application to the court (行政强制法 arts. 53 to 58).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Court {
    /// Which court.
    pub court: String,
    /// Reference of the application.
    pub reference: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub applied_at: OffsetDateTime,
    /// When the court took it up.
    #[serde(with = "time::serde::rfc3339::option")]
    pub accepted_at: Option<OffsetDateTime>,
    /// What it ruled.
    pub ruling: Option<CourtRuling>,
    /// When.
    #[serde(with = "time::serde::rfc3339::option")]
    pub ruled_at: Option<OffsetDateTime>,
    /// When the court ended the execution, whether all was brought in or not.
    #[serde(with = "time::serde::rfc3339::option")]
    pub ended_at: Option<OffsetDateTime>,
}

/// How far the surcharge is counted (行政处罚法 art. 72).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surcharge {
    /// The first day that counts.
    pub since: Date,
    /// The last day that was entered into the account; none yet: the day before the first.
    pub counted_to: Date,
}
