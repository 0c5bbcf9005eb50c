//! Why a supervision does not do what is ordered, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;

use super::domain::Stage;

/// Why the office says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is such a one already.
    #[error("it is issued already")]
    AlreadyIssued,
    /// There is none.
    #[error("there is no such supervision")]
    Unknown,
    /// Not from where it stands.
    #[error("a supervision that is {} does not go that way", .0.as_str())]
    MoveNotAllowed(Stage, Vec<&'static str>),
    /// The caller is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// Only the unit itself answers.
    #[error("another unit is supervised")]
    NotTheSupervisedUnit,
    /// Nobody verifies what they did themselves.
    #[error("the supervised unit does not decide about it")]
    SupervisedUnitVerifiesNot,
    /// There is no such step.
    #[error("there is no such step")]
    StepUnknown,
    /// It was.
    #[error("the step was carried out")]
    StepCarriedOut,
    /// It is there, or above.
    #[error("it stands there already, or higher")]
    RungNotHigher,
    /// Only of what is listed.
    #[error("it is not listed")]
    NotListed,
    /// Nobody judges themselves.
    #[error("the organ belongs to the unit")]
    OrganBelongsToUnit,
    /// It is in the county's hands.
    #[error("the county has it in hand")]
    CountyHasIt,
    /// Only a person does this.
    #[error("this needs a person")]
    NeedsAPerson,
    /// Only a clock says so.
    #[error("that a limit has passed its clock says")]
    NeedsAClock,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::AlreadyIssued => "SUPERVISION_ALREADY_ISSUED",
            Self::Unknown => "SUPERVISION_UNKNOWN",
            Self::MoveNotAllowed(..) => "SUPERVISION_MOVE_NOT_ALLOWED",
            Self::NotCompetent(why) => why.reason(),
            Self::NotTheSupervisedUnit => "NOT_THE_SUPERVISED_UNIT",
            Self::SupervisedUnitVerifiesNot => "SUPERVISED_UNIT_VERIFIES_NOT",
            Self::StepUnknown => "STEP_UNKNOWN",
            Self::StepCarriedOut => "STEP_CARRIED_OUT",
            Self::RungNotHigher => "RUNG_NOT_HIGHER",
            Self::NotListed => "NOT_LISTED",
            Self::OrganBelongsToUnit => "ORGAN_BELONGS_TO_UNIT",
            Self::CountyHasIt => "COUNTY_HAS_IT",
            Self::NeedsAPerson => "NEEDS_A_PERSON",
            Self::NeedsAClock => "NEEDS_A_CLOCK",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::Unknown | Self::StepUnknown => RefusalClass::NotFound,
            Self::AlreadyIssued => RefusalClass::AlreadyExists,
            Self::NotCompetent(why) => why.class(),
            Self::NeedsAPerson | Self::NotTheSupervisedUnit | Self::SupervisedUnitVerifiesNot => RefusalClass::Forbidden,
            Self::MoveNotAllowed(..)
            | Self::StepCarriedOut
            | Self::RungNotHigher
            | Self::NotListed
            | Self::OrganBelongsToUnit
            | Self::CountyHasIt
            | Self::NeedsAClock => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        if let Self::MoveNotAllowed(_, allowed) = self {
            return allowed.clone();
        }
        Vec::new()
    }
}
