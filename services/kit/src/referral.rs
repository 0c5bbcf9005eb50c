//! What a case offers to another of our services: its gist, and under a grant an identity (PIPL arts. 23, 25; G-13).

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// Which of our services something is offered to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// 调解.
    Mediation,
    /// 综合行政执法.
    Enforcement,
    /// 网格.
    Grid,
}

impl Destination {
    /// The service's name, first part of its subjects.
    #[must_use]
    pub fn service(self) -> &'static str {
        match self {
            Self::Mediation => "mediation",
            Self::Enforcement => "enforcement",
            Self::Grid => "grid",
        }
    }
}

/// What of an identity another service may read under a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityField {
    /// The name.
    Name,
    /// The identity document.
    Document,
    /// The telephone number.
    Phone,
    /// The address.
    Address,
}

/// One offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// The link's id.
    pub id: Uuid,
    /// To whom.
    pub to: Destination,
    /// What for, as a slug: `mediation`, `complaint`.
    pub purpose: String,
    /// The matter in neutral words, without a person.
    pub summary: String,
    /// Reference of the consent of every side; needed for mediation.
    pub consent: Option<String>,
    /// What of the identity the service may read; none: nothing.
    pub grant: Option<Grant>,
    /// When it was offered.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Where it stands.
    pub state: ReferralState,
    /// The other service's case, by its name, once there is one.
    pub case: Option<String>,
}

/// Leave to read an identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Which fields.
    pub fields: Vec<IdentityField>,
    /// Until when.
    #[serde(with = "time::serde::rfc3339")]
    pub until: OffsetDateTime,
    /// When it was taken back, or the link ended.
    #[serde(with = "time::serde::rfc3339::option")]
    pub revoked_at: Option<OffsetDateTime>,
}

impl Grant {
    /// Whether it holds.
    #[must_use]
    pub fn holds(&self, now: OffsetDateTime) -> bool {
        self.revoked_at.is_none() && now < self.until
    }
}

/// Where an offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralState {
    /// Not answered yet.
    Offered,
    /// Taken on.
    Accepted,
    /// Not taken on.
    Refused,
    /// Ended with a result.
    Done,
    /// Given back without a result, or after its time.
    Returned,
    /// Taken back by us.
    Withdrawn,
}

impl ReferralState {
    /// Whether it can still move.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Offered | Self::Accepted => true,
            Self::Refused | Self::Done | Self::Returned | Self::Withdrawn => false,
        }
    }
}

/// What the other service tells of an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Which offer.
    pub referral: Uuid,
    /// Where it stands now.
    pub state: ReferralState,
    /// The other service's case, by its name.
    pub case: Option<String>,
    /// Reference of the agreement, if the parties settled it there.
    pub agreement: Option<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
