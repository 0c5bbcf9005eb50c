//! The ends a petition can come to.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::StageName;
use crate::domain::terms::{Closing, NotAccepted};

/// How and when it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// How.
    pub end: End,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// The ends a petition can come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// 办结: answered, and the petitioner's window has lapsed.
    Closed(Closing),
    /// 终结: the re-review has the last word on these facts and reasons (art. 36).
    Terminated,
    /// Settled by agreement (art. 33).
    Settled {
        /// Reference of the agreement.
        agreement: String,
        /// The offer upon which another service says so (S1); none: whoever handles it does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        referral: Option<Uuid>,
    },
    /// A suggestion was replied to (art. 29).
    Replied,
    /// It has a procedure of its own, elsewhere (arts. 30, 31 items 1 to 4).
    Diverted(Diversion),
    /// The unit is not competent and told the petitioner who is (art. 23).
    Redirected {
        /// Where the petitioner was told to go.
        to: String,
    },
    /// It is another county's (S7): it goes on there.
    HandedOver {
        /// The county.
        to: Code,
    },
    /// It is the same matter as another (S8).
    Merged {
        /// The other petition.
        into: Uuid,
        /// Why, though they are not of one category and place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Whoever brought it withdrew it, the last of them being this party.
    Withdrawn {
        /// Which party.
        party: Uuid,
        /// Why, if they said so.
        reason: String,
        /// Reference of what they signed, if it was put on record for them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proof: Option<String>,
    },
    /// It is not accepted (arts. 19, 36).
    NotAccepted {
        /// On which ground.
        ground: NotAccepted,
        /// The earlier petition.
        earlier: Uuid,
    },
}

/// To which procedure a matter belongs (诉访分离, art. 31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diversion {
    /// The organ that is competent, in words.
    pub organ: String,
    /// The ways that are open to the petitioner, each with its last day where one can be reckoned (S6).
    pub ways: Vec<Way>,
    /// What became of it there.
    pub outcome: Option<String>,
}

/// A way that is open outside the petition procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// Which.
    pub procedure: Procedure,
    /// The last day.
    pub last_day: Date,
}

/// Procedures outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Procedure {
    /// 行政复议 (行政复议法 art. 20: 60 days).
    Reconsideration,
    /// 行政诉讼 (行政诉讼法 art. 46: 6 months).
    Litigation,
}

impl End {
    /// The name of the stage it makes.
    #[must_use]
    pub fn name(&self) -> StageName {
        match self {
            Self::Closed(_) => StageName::Closed,
            Self::Terminated => StageName::Terminated,
            Self::Settled { .. } => StageName::Settled,
            Self::Replied => StageName::Replied,
            Self::Diverted(_) => StageName::Diverted,
            Self::Redirected { .. } => StageName::Redirected,
            Self::HandedOver { .. } => StageName::HandedOver,
            Self::Merged { .. } => StageName::Merged,
            Self::Withdrawn { .. } => StageName::Withdrawn,
            Self::NotAccepted { .. } => StageName::NotAccepted,
        }
    }
}
