//! Told beforehand, and heard (事先告知, 陈述申辩, 听证).

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::decision::Delivery;
use crate::domain::terms::Proposal;

/// 行政处罚事先告知书 (行政处罚法 art. 44).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Which.
    pub id: Uuid,
    /// What is intended.
    pub proposal: Proposal,
    /// Facts, reasons and basis as they were told.
    pub facts: String,
    /// Whether the party was told of the right to a hearing.
    pub hearing: bool,
    /// How many pieces of evidence held then: what comes later may make a later notice heavier.
    pub evidence: usize,
    /// How it was served.
    pub delivery: Delivery,
    /// When it counts as served; none as long as a public notice runs.
    #[serde(with = "time::serde::rfc3339::option")]
    pub served_at: Option<OffsetDateTime>,
}

impl Notice {
    /// Whether a public notice of it still runs.
    #[must_use]
    pub fn is_on_its_way(&self) -> bool {
        self.served_at.is_none()
    }
}

/// What the office made of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementReview {
    /// Whether it is followed (采纳).
    pub accepted: bool,
    /// Why, in writing.
    pub reasons: String,
    /// Subject of who reviewed it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// 陈述和申辩 (行政处罚法 art. 45).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Which.
    pub id: Uuid,
    /// Of which party.
    pub party: Uuid,
    /// What was said.
    pub text: String,
    /// When it was received.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What the office made of it.
    pub review: Option<StatementReview>,
}

/// That the party gives up being heard (放弃陈述申辩、听证).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// About which notice.
    pub notice: Uuid,
    /// Which party.
    pub party: Uuid,
    /// Reference of the signed paper.
    pub reference: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// The record of a hearing (听证笔录), on which the decision rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingRecord {
    /// Whether the party came; who stays away gives it up.
    pub attended: bool,
    /// How many agents, at most two.
    pub agents: u8,
    /// SHA-256 of the signed record.
    pub record: String,
    /// What the host thinks (听证报告).
    pub opinion: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// 听证 (行政处罚法 arts. 63 to 65).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    /// About which notice.
    pub notice: Uuid,
    /// Which party asked.
    pub party: Uuid,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub requested_at: OffsetDateTime,
    /// Subject of the host, who is no investigator.
    pub host: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Whether it is open to the public.
    pub public: bool,
    /// What stands against that, a secret or privacy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_for: Option<String>,
    /// When the party was told of it.
    #[serde(with = "time::serde::rfc3339::option")]
    pub notified_at: Option<OffsetDateTime>,
    /// When it is held, or was to be.
    #[serde(with = "time::serde::rfc3339::option")]
    pub scheduled_at: Option<OffsetDateTime>,
    /// What came of it.
    pub record: Option<HearingRecord>,
}
