//! Why the record of a breach does not go on so.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;

/// Why not, one variant a reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is no such breach for the caller.
    #[error("there is no such breach")]
    BreachUnknown,
    /// It is closed.
    #[error("the breach is closed")]
    BreachClosed,
    /// That was done.
    #[error("that was done")]
    DoneAlready,
    /// Persons are told unless what was done keeps harm from them (PIPL art. 57).
    #[error("it is not contained: the persons are to be told")]
    NotContained,
    /// Something is left to do.
    #[error("it is not contained, or somebody was not told")]
    StepsMissing,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::BreachUnknown => "BREACH_UNKNOWN",
            Self::BreachClosed => "BREACH_CLOSED",
            Self::DoneAlready => "DONE_ALREADY",
            Self::NotContained => "NOT_CONTAINED",
            Self::StepsMissing => "STEPS_MISSING",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::BreachUnknown => RefusalClass::NotFound,
            Self::BreachClosed | Self::DoneAlready | Self::NotContained | Self::StepsMissing => RefusalClass::Precondition,
        }
    }
}
