//! Why an order about a meeting or a notice is refused, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;
use time::Date;

use crate::team::domain as team;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller, or for no unit of ours.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// The grid is not on the map.
    #[error(transparent)]
    Grid(#[from] team::Refusal),
    /// There is no such meeting.
    #[error("there is no such meeting")]
    MeetingUnknown,
    /// Nobody has met yet.
    #[error("{0} has not come")]
    MeetingAhead(Date),
    /// What came of it is on record; the record is closed.
    #[error("what came of the meeting is on record")]
    MeetingFollowedUp,
    /// Nothing was to be reported.
    #[error("no follow-up was due")]
    NoFollowUp,
    /// There is no such notice, or it did not go there.
    #[error("there is no such notice")]
    BroadcastUnknown,
    /// Nobody can answer in time.
    #[error("the time by which it is to be acknowledged is past")]
    DueInPast,
    /// A notice goes down.
    #[error("{0} does not answer to the sender")]
    TargetNotBelow(String),
    /// It was heard.
    #[error("it was acknowledged already")]
    AlreadyAcknowledged,
    /// Who acknowledges works there.
    #[error("only who works there acknowledges for it")]
    NotOfTarget,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::Grid(why) => why.reason(),
            Self::MeetingUnknown => "MEETING_UNKNOWN",
            Self::MeetingAhead(_) => "MEETING_AHEAD",
            Self::MeetingFollowedUp => "MEETING_FOLLOWED_UP",
            Self::NoFollowUp => "NO_FOLLOW_UP",
            Self::BroadcastUnknown => "BROADCAST_UNKNOWN",
            Self::DueInPast => "DUE_IN_PAST",
            Self::TargetNotBelow(_) => "TARGET_NOT_BELOW",
            Self::AlreadyAcknowledged => "ALREADY_ACKNOWLEDGED",
            Self::NotOfTarget => "NOT_OF_TARGET",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::Grid(why) => why.class(),
            Self::MeetingUnknown | Self::BroadcastUnknown => RefusalClass::NotFound,
            Self::TargetNotBelow(_) | Self::NotOfTarget => RefusalClass::Forbidden,
            Self::MeetingAhead(_) | Self::MeetingFollowedUp | Self::NoFollowUp | Self::DueInPast | Self::AlreadyAcknowledged => {
                RefusalClass::Precondition
            }
        }
    }
}
