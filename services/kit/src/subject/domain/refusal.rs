//! Why a request of a subject is not answered so.

use thiserror::Error;

use crate::fault::{self, RefusalClass};

/// Why not, one variant a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No program and no clock answers a subject (PIPL art. 24).
    #[error("this needs a person")]
    NeedsAPerson,
    /// An answer is of the whole county: whoever oversees a part of it finds what that part holds, and answers for nobody.
    #[error("the county's privacy officer answers")]
    UnitNotYours,
    /// There is no such request with this service.
    #[error("nothing of the kind was asked of this service")]
    TaskUnknown,
    /// Who asks is not to be read any more.
    #[error("who asks is not granted, or not any more")]
    NotGranted,
    /// It was answered.
    #[error("it was answered")]
    AnsweredAlready,
    /// It is no answer to what was asked.
    #[error("that is no answer to what was asked")]
    OutcomeUnfit,
    /// A subject is told on which provision a restriction or refusal rests (PIPL art. 50).
    #[error("it rests on a provision, which is to be named")]
    BasisMissing,
    /// Nothing was found of whoever asks.
    #[error("nothing is held of whoever asks")]
    NothingIsHeld,
    /// Something was found of whoever asks.
    #[error("something is held of whoever asks")]
    SomethingIsHeld,
    /// What the archive keeps is restricted, and not deleted (PIPL art. 47).
    #[error("the archive keeps it: it may be restricted")]
    ArchiveBinds,
    /// What a case is held for is not achieved while it is under way (PIPL art. 47).
    #[error("a case under way needs it")]
    CaseUnderWay,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NeedsAPerson => "NEEDS_A_PERSON",
            Self::UnitNotYours => "UNIT_NOT_YOURS",
            Self::TaskUnknown => "SUBJECT_TASK_UNKNOWN",
            Self::NotGranted => "NOT_GRANTED",
            Self::AnsweredAlready => "ANSWERED_ALREADY",
            Self::OutcomeUnfit => "OUTCOME_UNFIT",
            Self::BasisMissing => "BASIS_MISSING",
            Self::NothingIsHeld => "NOTHING_IS_HELD",
            Self::SomethingIsHeld => "SOMETHING_IS_HELD",
            Self::ArchiveBinds => "ARCHIVE_BINDS",
            Self::CaseUnderWay => "CASE_UNDER_WAY",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NeedsAPerson | Self::UnitNotYours | Self::NotGranted => RefusalClass::Forbidden,
            Self::TaskUnknown => RefusalClass::NotFound,
            Self::AnsweredAlready
            | Self::OutcomeUnfit
            | Self::BasisMissing
            | Self::NothingIsHeld
            | Self::SomethingIsHeld
            | Self::ArchiveBinds
            | Self::CaseUnderWay => RefusalClass::Precondition,
        }
    }
}
