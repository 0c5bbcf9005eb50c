//! Why a period does not do what is ordered, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;

use super::domain::Stage;

/// Why the office says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is such a period already.
    #[error("there is such a period already")]
    AlreadyOpen,
    /// There is none.
    #[error("there is no such period")]
    Unknown,
    /// Not from where it stands.
    #[error("a period that is {} does not go that way", .0.as_str())]
    MoveNotAllowed(Stage),
    /// Its last day is not over.
    #[error("its last day is not over")]
    NotOver,
    /// There is nothing to measure by.
    #[error("no indicator is active")]
    NoActiveIndicators,
    /// There is no result.
    #[error("nothing is computed")]
    NothingComputed,
    /// There is no such result.
    #[error("there is no such calculation")]
    CalculationUnknown,
    /// The caller's unit is not rated here.
    #[error("the unit is not rated in this period")]
    UnitNotRated,
    /// The period does not measure by it.
    #[error("the period does not use this indicator")]
    IndicatorNotUsed,
    /// Once an item.
    #[error("the unit appealed this item already")]
    AlreadyAppealed,
    /// There is no such appeal.
    #[error("there is no such appeal")]
    AppealUnknown,
    /// It is decided.
    #[error("the appeal is decided")]
    AppealDecided,
    /// Some are not.
    #[error("some appeals are not decided")]
    AppealsUndecided,
    /// A unit that is right is not left as it was.
    #[error("an appeal was upheld and nothing came of it")]
    UpheldWithoutEffect,
    /// Who is concerned does not decide.
    #[error("a unit that is concerned sits on the panel")]
    PanelNotIndependent,
    /// It is in no figure.
    #[error("the case is not counted in this period")]
    CaseNotCounted,
    /// It is left out already.
    #[error("the case is excluded already")]
    CaseExcluded,
    /// What was excluded is still in the result.
    #[error("the result does not know the latest exclusions")]
    NotRecomputed,
    /// There are no frozen figures.
    #[error("nothing is frozen")]
    NothingFrozen,
    /// The hearing that was frozen is not there any more.
    #[error("the facts were heard anew since the freeze")]
    HeardAnew,
    /// Only a person does this.
    #[error("this needs a person")]
    NeedsAPerson,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::AlreadyOpen => "PERIOD_ALREADY_OPEN",
            Self::Unknown => "PERIOD_UNKNOWN",
            Self::MoveNotAllowed(_) => "PERIOD_MOVE_NOT_ALLOWED",
            Self::NotOver => "PERIOD_NOT_OVER",
            Self::NoActiveIndicators => "NO_ACTIVE_INDICATORS",
            Self::NothingComputed => "NOTHING_COMPUTED",
            Self::CalculationUnknown => "CALCULATION_UNKNOWN",
            Self::UnitNotRated => "UNIT_NOT_RATED",
            Self::IndicatorNotUsed => "INDICATOR_NOT_USED",
            Self::AlreadyAppealed => "ALREADY_APPEALED",
            Self::AppealUnknown => "APPEAL_UNKNOWN",
            Self::AppealDecided => "APPEAL_DECIDED",
            Self::AppealsUndecided => "APPEALS_UNDECIDED",
            Self::UpheldWithoutEffect => "UPHELD_WITHOUT_EFFECT",
            Self::PanelNotIndependent => "PANEL_NOT_INDEPENDENT",
            Self::CaseNotCounted => "CASE_NOT_COUNTED",
            Self::CaseExcluded => "CASE_EXCLUDED",
            Self::NotRecomputed => "NOT_RECOMPUTED",
            Self::NothingFrozen => "NOTHING_FROZEN",
            Self::HeardAnew => "HEARD_ANEW",
            Self::NeedsAPerson => "NEEDS_A_PERSON",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::Unknown | Self::AppealUnknown | Self::CalculationUnknown => RefusalClass::NotFound,
            Self::AlreadyOpen => RefusalClass::AlreadyExists,
            Self::NeedsAPerson | Self::UnitNotRated => RefusalClass::Forbidden,
            Self::MoveNotAllowed(_)
            | Self::NotOver
            | Self::NoActiveIndicators
            | Self::NothingComputed
            | Self::IndicatorNotUsed
            | Self::AlreadyAppealed
            | Self::AppealDecided
            | Self::AppealsUndecided
            | Self::UpheldWithoutEffect
            | Self::PanelNotIndependent
            | Self::NothingFrozen
            | Self::HeardAnew
            | Self::CaseNotCounted
            | Self::CaseExcluded
            | Self::NotRecomputed => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        if let Self::MoveNotAllowed(stage) = self {
            return stage.allowed().to_vec();
        }
        Vec::new()
    }
}
