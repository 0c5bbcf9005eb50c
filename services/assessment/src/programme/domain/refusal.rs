//! Why a programme, objective, task or catalogue is refused.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;

use super::Stage;

/// Why not, one variant a reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller, or for no unit of ours.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is none.
    #[error("there is no such programme")]
    ProgrammeUnknown,
    /// There is none.
    #[error("there is no such objective")]
    ObjectiveUnknown,
    /// There is none.
    #[error("there is no such task")]
    TaskUnknown,
    /// There is none.
    #[error("there is no such catalogue")]
    CatalogueUnknown,
    /// What was imported never changes.
    #[error("there is a catalogue of this edition")]
    CatalogueExists,
    /// Not from where it stands.
    #[error("the task does not go that way")]
    MoveNotAllowed(Stage),
    /// It ends later than its programme.
    #[error("the task ends after its programme")]
    TaskAfterProgramme,
    /// Somebody else says whether it is done.
    #[error("a unit does not accept its own task")]
    UnitAcceptsNotItself,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::ProgrammeUnknown => "PROGRAMME_UNKNOWN",
            Self::ObjectiveUnknown => "OBJECTIVE_UNKNOWN",
            Self::TaskUnknown => "TASK_UNKNOWN",
            Self::CatalogueUnknown => "CATALOGUE_UNKNOWN",
            Self::CatalogueExists => "CATALOGUE_EXISTS",
            Self::MoveNotAllowed(_) => "TASK_MOVE_NOT_ALLOWED",
            Self::TaskAfterProgramme => "TASK_AFTER_PROGRAMME",
            Self::UnitAcceptsNotItself => "UNIT_ACCEPTS_NOT_ITSELF",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::ProgrammeUnknown | Self::ObjectiveUnknown | Self::TaskUnknown | Self::CatalogueUnknown => RefusalClass::NotFound,
            Self::CatalogueExists => RefusalClass::AlreadyExists,
            Self::UnitAcceptsNotItself => RefusalClass::Forbidden,
            Self::MoveNotAllowed(_) | Self::TaskAfterProgramme => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        if let Self::MoveNotAllowed(stage) = self {
            return stage.allowed().to_vec();
        }
        Vec::new()
    }
}
