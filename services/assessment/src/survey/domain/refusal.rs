//! Why a survey, or an answer to it, is refused.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;

use super::Stage;

/// Why not, one variant a reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is none.
    #[error("there is no such survey")]
    Unknown,
    /// Not from where it stands.
    #[error("a survey that stands there does not go that way")]
    MoveNotAllowed(Stage),
    /// No case ended in those days.
    #[error("no case of those days ended")]
    NothingToDraw,
    /// Whatever is wrong with it is not told.
    #[error("the token does not answer")]
    TokenInvalid,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::Unknown => "SURVEY_UNKNOWN",
            Self::MoveNotAllowed(_) => "SURVEY_MOVE_NOT_ALLOWED",
            Self::NothingToDraw => "NOTHING_TO_DRAW",
            Self::TokenInvalid => "TOKEN_INVALID",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::Unknown => RefusalClass::NotFound,
            Self::TokenInvalid => RefusalClass::Forbidden,
            Self::MoveNotAllowed(_) | Self::NothingToDraw => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        match self {
            Self::MoveNotAllowed(Stage::Drawn) => vec!["IssueSurveyTokens"],
            Self::MoveNotAllowed(Stage::Asking) => vec!["CloseSurvey"],
            Self::MoveNotAllowed(Stage::Closed) | Self::NotCompetent(_) | Self::Unknown | Self::NothingToDraw | Self::TokenInvalid => {
                Vec::new()
            }
        }
    }
}
