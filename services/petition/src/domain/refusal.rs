//! Why the law says no. Reasons are forever.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::Code;
use thiserror::Error;
use time::OffsetDateTime;

use super::stage::StageName;

/// Why a command upon a petition is not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no such petition.
    #[error("there is no such petition")]
    PetitionUnknown,
    /// It was registered before.
    #[error("the petition is registered already")]
    AlreadyRegistered,
    /// The channel's own id belongs to another petition.
    #[error("the channel gave this reference to another petition")]
    SourceReferenceTaken,
    /// Its stage does not take the command.
    #[error("not while the petition is {}", .0.as_str())]
    NotInStage(StageName),
    /// It is closed.
    #[error("the petition is closed")]
    ClosedAlready,
    /// The command decides upon a matter, and no person gives it (PIPL art. 24).
    #[error("this is for a person to decide")]
    NeedsAPerson,
    /// There is no such unit today, or the actor has none.
    #[error("no unit {} today", .0.as_deref().unwrap_or("of the caller"))]
    UnitUnknown(Option<String>),
    /// The unit does not belong to this county.
    #[error("unit {0} is outside the county")]
    UnitOutsideJurisdiction(Code),
    /// Another unit was asked to accept it (art. 23).
    #[error("the unit asked was {0}")]
    UnitNotAsked(Code),
    /// Another unit holds it.
    #[error("unit {0} holds the petition")]
    UnitNotHolding(Code),
    /// It cannot have been received later than now.
    #[error("received in the future")]
    ReceivedInFuture,
    /// It has a procedure of its own, outside the handling opinion (arts. 29, 30, 31 items 1 to 5).
    #[error("this kind of matter has a procedure of its own")]
    NotForHandling,
    /// The issuer cannot approve their own opinion.
    #[error("the approver must be the head of the unit, not the issuer")]
    NotTheUnitHead,
    /// An opinion names the provisions it rests on (art. 32).
    #[error("an opinion names its legal basis")]
    OpinionWithoutLegalBasis,
    /// It cannot have been served before it was issued.
    #[error("served before it was issued")]
    ServedBeforeIssued,
    /// It cannot have been served later than now.
    #[error("served in the future")]
    ServedInFuture,
    /// The petitioner may still ask for review (art. 35).
    #[error("the petitioner may ask for review until {0}")]
    WindowStillOpen(OffsetDateTime),
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::PetitionUnknown => "PETITION_UNKNOWN",
            Self::AlreadyRegistered => "ALREADY_REGISTERED",
            Self::SourceReferenceTaken => "SOURCE_REFERENCE_TAKEN",
            Self::NotInStage(_) => "NOT_IN_STAGE",
            Self::ClosedAlready => "CLOSED_ALREADY",
            Self::NeedsAPerson => "NEEDS_A_PERSON",
            Self::UnitUnknown(_) => "UNIT_UNKNOWN",
            Self::UnitOutsideJurisdiction(_) => "UNIT_OUTSIDE_JURISDICTION",
            Self::UnitNotAsked(_) => "UNIT_NOT_ASKED",
            Self::UnitNotHolding(_) => "UNIT_NOT_HOLDING",
            Self::ReceivedInFuture => "RECEIVED_IN_FUTURE",
            Self::NotForHandling => "NOT_FOR_HANDLING",
            Self::NotTheUnitHead => "NOT_THE_UNIT_HEAD",
            Self::OpinionWithoutLegalBasis => "OPINION_WITHOUT_LEGAL_BASIS",
            Self::ServedBeforeIssued => "SERVED_BEFORE_ISSUED",
            Self::ServedInFuture => "SERVED_IN_FUTURE",
            Self::WindowStillOpen(_) => "WINDOW_STILL_OPEN",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::PetitionUnknown => RefusalClass::NotFound,
            Self::AlreadyRegistered | Self::SourceReferenceTaken => RefusalClass::AlreadyExists,
            Self::NeedsAPerson | Self::UnitNotAsked(_) | Self::UnitNotHolding(_) | Self::NotTheUnitHead => RefusalClass::Forbidden,
            Self::NotInStage(_)
            | Self::ClosedAlready
            | Self::UnitUnknown(_)
            | Self::UnitOutsideJurisdiction(_)
            | Self::ReceivedInFuture
            | Self::NotForHandling
            | Self::OpinionWithoutLegalBasis
            | Self::ServedBeforeIssued
            | Self::ServedInFuture
            | Self::WindowStillOpen(_) => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        if let Self::NotInStage(stage) = self {
            return stage.allowed().to_vec();
        }
        Vec::new()
    }
}
