//! Reviewed, discussed, decided, served.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::terms::{DeliveryMethod, Exemption, Proposal, ReviewGround};

/// How a paper was served, with what proves it (送达回证).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// How.
    pub method: DeliveryMethod,
    /// To which party.
    pub party: Uuid,
    /// When it reached them, or when a public notice began.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Reference of the proof: signature, witnesses or film, receipt of the mail, the notice.
    pub proof: String,
    /// Reference of the addressee's signed consent to electronic service.
    pub confirmation: Option<String>,
    /// Where reconsideration can be asked for online (行政复议法 art. 22), of a decision served electronically.
    pub online_channel: Option<String>,
    /// Whether the remedies, their organs and times stand in it (行政复议法 art. 20).
    pub remedies_told: bool,
    /// Subject of who served it.
    pub by: String,
}

/// 送审: nothing more is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Upon which notice.
    pub notice: Uuid,
    /// Why the legal review is mandatory; none: it is not.
    pub grounds: Vec<ReviewGround>,
    /// Whether it is discussed collectively (行政处罚法 art. 57).
    pub discussed: bool,
    /// Subject of who submitted it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// 法制审核意见 (行政处罚法 art. 58).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Whether it passed.
    pub passed: bool,
    /// The opinion.
    pub opinion: String,
    /// Subject of the reviewer, who is no investigator.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// 集体讨论.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discussion {
    /// SHA-256 of the minutes.
    pub minutes: String,
    /// How many were for it.
    pub votes_for: u32,
    /// How many against.
    pub votes_against: u32,
    /// Whether it was agreed.
    pub agreed: bool,
    /// Subject of the head who led it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// 行政处罚决定, 不予行政处罚决定 (行政处罚法 art. 59).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What.
    pub outcome: Proposal,
    /// Facts and evidence.
    pub facts: String,
    /// The provisions it rests on.
    pub basis: Vec<String>,
    /// The agency.
    pub unit: Code,
    /// Subject of the head; on the spot of the officer.
    pub by: String,
    /// Whether it was decided on the spot: reconsideration comes before a lawsuit (行政复议法 art. 23).
    pub on_the_spot: bool,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// How it was served.
    pub delivery: Option<Delivery>,
    /// When it counts as served.
    #[serde(with = "time::serde::rfc3339::option")]
    pub served_at: Option<OffsetDateTime>,
    /// Whether a remedy took it away.
    pub revoked: bool,
    /// Why the penalty stayed as it was told although a statement was followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unchanged: Option<String>,
    /// Why it was decided after its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<String>,
}

impl Decision {
    /// Whether it let a first time pass (首违不罚): there is no second first time.
    #[must_use]
    pub fn is_first_spared(&self) -> bool {
        matches!(&self.outcome, Proposal::NoPenalty(none) if none.ground == Exemption::First)
    }

    /// Whether somebody is punished by it.
    #[must_use]
    pub fn is_penalty(&self) -> bool {
        matches!(self.outcome, Proposal::Penalty { .. })
    }
}
