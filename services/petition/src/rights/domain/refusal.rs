//! Why a request of a subject does not go on so.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;

/// Why not, one variant a reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// Requests are taken in at a petition office.
    #[error("a petition office takes requests in")]
    NotThePetitionOffice,
    /// There is no such request for the caller.
    #[error("there is no such request")]
    RequestUnknown,
    /// Another service was asked.
    #[error("this service was not asked")]
    NotAsked,
    /// The service has answered.
    #[error("the service has answered")]
    AnsweredAlready,
    /// A service has not answered.
    #[error("not every service has answered")]
    AnswersMissing,
    /// The reply was given.
    #[error("the reply was given")]
    RepliedAlready,
    /// Who asks is not for this service to read, or not any more.
    #[error("who asks is not granted, or not any more")]
    NotGranted,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::NotThePetitionOffice => "NOT_THE_PETITION_OFFICE",
            Self::RequestUnknown => "SUBJECT_REQUEST_UNKNOWN",
            Self::NotAsked => "NOT_ASKED",
            Self::AnsweredAlready => "ANSWERED_ALREADY",
            Self::AnswersMissing => "ANSWERS_MISSING",
            Self::RepliedAlready => "REPLIED_ALREADY",
            Self::NotGranted => "NOT_GRANTED",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::NotThePetitionOffice | Self::NotGranted => RefusalClass::Forbidden,
            Self::RequestUnknown => RefusalClass::NotFound,
            Self::NotAsked | Self::AnsweredAlready | Self::AnswersMissing | Self::RepliedAlready => RefusalClass::Precondition,
        }
    }
}
