//! Where a petition stands, and which orders it takes there.

mod ending;
mod name;

use serde::{Deserialize, Serialize};

pub use ending::{Diversion, End, Ending, Procedure, Way};
pub use name::StageName;

/// Where a petition stands. What outlives a stage lies in [`Course`](super::Course).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 已登记: waits to be forwarded, assigned, or accepted by the unit itself (arts. 22, 23).
    Registered,
    /// 已转送: waits for the unit that was asked (art. 23).
    Forwarded,
    /// 已交办: the same, and the unit reports back by a date (art. 22).
    Assigned,
    /// The unit asked holds itself not competent (art. 23).
    Objected,
    /// Units dispute who is competent (art. 24).
    JurisdictionDisputed,
    /// 已受理: waits to be classified.
    Accepted,
    /// A suggestion is studied (art. 29).
    Studying,
    /// Another organ was asked to do its duty (art. 31 item 5).
    DutyRequested,
    /// 办理中 (art. 34).
    Handling,
    /// The opinion is written and not yet served (art. 32).
    OpinionIssued,
    /// The petitioner has the opinion and may ask for review (art. 35).
    OpinionServed,
    /// The petitioner asked for review.
    ReviewRequested,
    /// 复查.
    Reviewing,
    /// The review is decided and not yet served.
    ReviewDecided,
    /// The petitioner has the review decision and may ask for re-review (art. 36).
    ReviewServed,
    /// The petitioner asked for re-review.
    RecheckRequested,
    /// 复核.
    Rechecking,
    /// The re-review is decided and not yet served.
    RecheckDecided,
    /// It has come to an end.
    Ended(Ending),
    /// 归档.
    Archived(Ending),
}

impl Stage {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> StageName {
        match self {
            Self::Registered => StageName::Registered,
            Self::Forwarded => StageName::Forwarded,
            Self::Assigned => StageName::Assigned,
            Self::Objected => StageName::Objected,
            Self::JurisdictionDisputed => StageName::JurisdictionDisputed,
            Self::Accepted => StageName::Accepted,
            Self::Studying => StageName::Studying,
            Self::DutyRequested => StageName::DutyRequested,
            Self::Handling => StageName::Handling,
            Self::OpinionIssued => StageName::OpinionIssued,
            Self::OpinionServed => StageName::OpinionServed,
            Self::ReviewRequested => StageName::ReviewRequested,
            Self::Reviewing => StageName::Reviewing,
            Self::ReviewDecided => StageName::ReviewDecided,
            Self::ReviewServed => StageName::ReviewServed,
            Self::RecheckRequested => StageName::RecheckRequested,
            Self::Rechecking => StageName::Rechecking,
            Self::RecheckDecided => StageName::RecheckDecided,
            Self::Ended(ending) => ending.end.name(),
            Self::Archived(_) => StageName::Archived,
        }
    }

    /// How it ended, once it did.
    #[must_use]
    pub fn ending(&self) -> Option<&Ending> {
        if let Self::Ended(ending) | Self::Archived(ending) = self {
            return Some(ending);
        }
        None
    }
}
