//! Why an award or a veto is refused.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;

use super::domain::Stage;
use super::veto;

/// Why not, one variant a reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller, or for no unit of ours.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is none.
    #[error("there is no such award")]
    AwardUnknown,
    /// A unit has one a year.
    #[error("the unit is a candidate of that year already")]
    AwardExists,
    /// Not from where it stands.
    #[error("the award does not go that way")]
    MoveNotAllowed(Stage),
    /// The year is not over.
    #[error("the year is not over")]
    YearNotOver,
    /// Somebody else says whether it qualifies.
    #[error("a unit does not decide its own award")]
    UnitDecidesNotItself,
    /// A veto was decided.
    #[error("the unit's year is vetoed")]
    YearVetoed,
    /// One is under way.
    #[error("a veto of the unit's year is under way")]
    VetoPending,
    /// Somebody may still object.
    #[error("it is publicised, and that is not over")]
    PublicityNotOver,
    /// Nobody may object any more.
    #[error("it was publicised, and that is over")]
    PublicityOver,
    /// Once.
    #[error("that was objected already")]
    ObjectionExists,
    /// There is none of this number.
    #[error("there is no such objection")]
    ObjectionUnknown,
    /// Once.
    #[error("the objection is answered")]
    ObjectionAnswered,
    /// Whoever objects is answered first.
    #[error("an objection is not answered")]
    ObjectionUnanswered,
    /// Somebody else answers.
    #[error("whoever objects does not answer it")]
    ObjectorAnswersNotItself,
    /// There is none.
    #[error("there is no such veto")]
    VetoUnknown,
    /// Not from where it stands.
    #[error("the veto does not go that way")]
    VetoMoveNotAllowed(veto::Stage),
    /// The unit is heard first.
    #[error("the unit was not heard")]
    HearingNotHeld,
    /// Who is concerned does not decide.
    #[error("the unit sits on the panel")]
    PanelNotIndependent,
    /// The year is granted or refused.
    #[error("the year is decided")]
    AwardDecided,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::AwardUnknown => "AWARD_UNKNOWN",
            Self::AwardExists => "AWARD_EXISTS",
            Self::MoveNotAllowed(_) => "AWARD_MOVE_NOT_ALLOWED",
            Self::YearNotOver => "YEAR_NOT_OVER",
            Self::UnitDecidesNotItself => "UNIT_DECIDES_NOT_ITSELF",
            Self::YearVetoed => "YEAR_VETOED",
            Self::VetoPending => "VETO_PENDING",
            Self::PublicityNotOver => "PUBLICITY_NOT_OVER",
            Self::PublicityOver => "PUBLICITY_OVER",
            Self::ObjectionExists => "OBJECTION_EXISTS",
            Self::ObjectionUnknown => "OBJECTION_UNKNOWN",
            Self::ObjectionAnswered => "OBJECTION_ANSWERED",
            Self::ObjectionUnanswered => "OBJECTION_UNANSWERED",
            Self::ObjectorAnswersNotItself => "OBJECTOR_ANSWERS_NOT_ITSELF",
            Self::VetoUnknown => "VETO_UNKNOWN",
            Self::VetoMoveNotAllowed(_) => "VETO_MOVE_NOT_ALLOWED",
            Self::HearingNotHeld => "HEARING_NOT_HELD",
            Self::PanelNotIndependent => "PANEL_NOT_INDEPENDENT",
            Self::AwardDecided => "AWARD_DECIDED",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::AwardUnknown | Self::VetoUnknown | Self::ObjectionUnknown => RefusalClass::NotFound,
            Self::AwardExists | Self::ObjectionExists => RefusalClass::AlreadyExists,
            Self::UnitDecidesNotItself | Self::ObjectorAnswersNotItself => RefusalClass::Forbidden,
            Self::MoveNotAllowed(_)
            | Self::YearNotOver
            | Self::YearVetoed
            | Self::VetoPending
            | Self::PublicityNotOver
            | Self::PublicityOver
            | Self::ObjectionAnswered
            | Self::ObjectionUnanswered
            | Self::VetoMoveNotAllowed(_)
            | Self::HearingNotHeld
            | Self::PanelNotIndependent
            | Self::AwardDecided => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        match self {
            Self::MoveNotAllowed(stage) => stage.allowed().to_vec(),
            Self::VetoMoveNotAllowed(stage) => stage.allowed().to_vec(),
            Self::NotCompetent(_)
            | Self::AwardUnknown
            | Self::AwardExists
            | Self::YearNotOver
            | Self::UnitDecidesNotItself
            | Self::YearVetoed
            | Self::VetoPending
            | Self::PublicityNotOver
            | Self::PublicityOver
            | Self::ObjectionExists
            | Self::ObjectionUnknown
            | Self::ObjectionAnswered
            | Self::ObjectionUnanswered
            | Self::ObjectorAnswersNotItself
            | Self::VetoUnknown
            | Self::HearingNotHeld
            | Self::PanelNotIndependent
            | Self::AwardDecided => Vec::new(),
        }
    }
}
