//! Why the hall says no, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;
use time::Date;
use uuid::Uuid;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller, or for no unit of ours.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is no such counter.
    #[error("there is no counter {0}")]
    CounterUnknown(Uuid),
    /// The counter is not there on that day.
    #[error("counter {0} is not there on that day")]
    CounterClosed(Uuid),
    /// There is no such entry.
    #[error("there is no such entry of the roster")]
    RosterEntryUnknown,
    /// The entry was cancelled.
    #[error("the entry of the roster was cancelled")]
    RosterEntryCancelled,
    /// Nobody was received yet.
    #[error("the entry's day, {0}, has not come")]
    RosterEntryAhead(Date),
    /// There is no such petition for the caller.
    #[error("there is no such petition")]
    PetitionUnknown,
    /// A petition never goes to whom it accuses, nor to what answers to them (art. 30).
    #[error("a petition never goes to those it accuses")]
    ForwardedToAccused,
    /// There is no such visit.
    #[error("there is no such visit")]
    OutreachUnknown,
    /// The visit was made, or called off.
    #[error("the visit was made, or called off")]
    OutreachEnded,
    /// Nobody is sent to yesterday.
    #[error("{0} is past")]
    DateInPast(Date),
    /// It cannot have been done later than now.
    #[error("done in the future")]
    DoneInFuture,
    /// Nor before it was ordered.
    #[error("done before it was ordered")]
    DoneBeforeOrdered,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::CounterUnknown(_) => "COUNTER_UNKNOWN",
            Self::CounterClosed(_) => "COUNTER_CLOSED",
            Self::RosterEntryUnknown => "ROSTER_ENTRY_UNKNOWN",
            Self::RosterEntryCancelled => "ROSTER_ENTRY_CANCELLED",
            Self::RosterEntryAhead(_) => "ROSTER_ENTRY_AHEAD",
            Self::PetitionUnknown => "PETITION_UNKNOWN",
            Self::ForwardedToAccused => "FORWARDED_TO_ACCUSED",
            Self::OutreachUnknown => "OUTREACH_UNKNOWN",
            Self::OutreachEnded => "OUTREACH_ENDED",
            Self::DateInPast(_) => "DATE_IN_PAST",
            Self::DoneInFuture => "DONE_IN_FUTURE",
            Self::DoneBeforeOrdered => "DONE_BEFORE_ORDERED",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::ForwardedToAccused => RefusalClass::Forbidden,
            Self::CounterUnknown(_) | Self::RosterEntryUnknown | Self::PetitionUnknown | Self::OutreachUnknown => RefusalClass::NotFound,
            Self::CounterClosed(_)
            | Self::RosterEntryCancelled
            | Self::RosterEntryAhead(_)
            | Self::OutreachEnded
            | Self::DateInPast(_)
            | Self::DoneInFuture
            | Self::DoneBeforeOrdered => RefusalClass::Precondition,
        }
    }
}
