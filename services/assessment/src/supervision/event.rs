//! What becomes of an order to a supervision.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Moves;
use time::{Date, OffsetDateTime};

use super::domain::{Receipt, Rung, Stage, Step, Suggestion, Supervision};

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What.
    pub what: What,
    /// What it does to the clocks.
    #[serde(default)]
    pub moves: Moves,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is there.
    Issued(Box<Supervision>),
    /// The unit was urged again.
    Urged(Step),
    /// It is higher on the ladder.
    Raised(Step),
    /// A clock ran out at a rung that was reached before.
    Passed(String),
    /// The unit has it.
    Acknowledged(Receipt),
    /// The unit puts it right.
    Rectifying(String),
    /// The unit says that it has.
    Reported(String),
    /// It has.
    Verified,
    /// It has not.
    Returned,
    /// Over.
    Closed(#[serde(with = "time::serde::rfc3339")] OffsetDateTime),
    /// A step was carried out.
    CarriedOut(usize, String),
    /// The competent organ was told.
    Suggested(Suggestion, Step),
    /// Taken back.
    Withdrawn(#[serde(with = "time::serde::rfc3339")] OffsetDateTime, String),
    /// What was due was done on this day.
    Fulfilled(Date),
    /// Nobody is shown it any more.
    Sealed(#[serde(with = "time::serde::rfc3339")] OffsetDateTime),
    /// Where it stands in the county that has it.
    Followed(Stage, Rung, #[serde(with = "time::serde::rfc3339")] OffsetDateTime),
    /// The calendar changed.
    ClocksReckoned(i64),
}

impl What {
    /// `<entity>.<past tense>`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Issued(issued) if issued.is_handed_down() => "desk.supervised",
            Self::Issued(_) => "supervision.issued",
            Self::Urged(_) => "supervision.urged",
            Self::Raised(_) => "supervision.raised",
            Self::Passed(_) => "supervision.passed",
            Self::Acknowledged(_) => "supervision.acknowledged",
            Self::Rectifying(_) => "supervision.rectifying",
            Self::Reported(_) => "supervision.reported",
            Self::Verified => "supervision.verified",
            Self::Returned => "supervision.returned",
            Self::Closed(_) => "supervision.closed",
            Self::CarriedOut(..) => "supervision.carried_out",
            Self::Suggested(..) => "supervision.suggested",
            Self::Withdrawn(..) => "supervision.withdrawn",
            Self::Fulfilled(_) => "supervision.fulfilled",
            Self::Sealed(_) => "supervision.sealed",
            Self::Followed(..) => "supervision.followed",
            Self::ClocksReckoned(_) => "clock.reckoned",
        }
    }

    /// Whether others are told of it.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        !matches!(self, Self::Passed(_) | Self::Followed(..) | Self::ClocksReckoned(_))
    }
}

impl From<What> for Event {
    fn from(what: What) -> Self {
        Self {
            what,
            moves: Moves::default(),
        }
    }
}
