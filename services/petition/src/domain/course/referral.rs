//! What was offered to another of our services (domain.md D): the matter's gist, and under a grant the identity.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::terms::{Category, Destination, IdentityField};

/// One offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// The link's id.
    pub id: Uuid,
    /// To whom.
    pub to: Destination,
    /// What for, as a slug: `mediation`, `complaint`.
    pub purpose: Category,
    /// The matter in neutral words, without a person.
    pub summary: String,
    /// Reference of the consent of every side; needed for mediation (art. 33).
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

/// Leave to read an identity (G-13; PIPL arts. 23, 25).
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
