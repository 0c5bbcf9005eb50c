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
    /// What is kept is not what was fixed.
    #[error("what is drawn from is not what was fixed")]
    PoolAltered,
    /// Until then whoever knows the seed knows who is asked.
    #[error("the survey is not closed")]
    NotClosed,
    /// It was drawn by a build that kept none.
    #[error("what the survey was drawn from was not kept")]
    PoolNotKept,
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
            Self::PoolAltered => "POOL_ALTERED",
            Self::NotClosed => "SURVEY_NOT_CLOSED",
            Self::PoolNotKept => "POOL_NOT_KEPT",
            Self::TokenInvalid => "TOKEN_INVALID",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::Unknown | Self::PoolNotKept => RefusalClass::NotFound,
            Self::TokenInvalid => RefusalClass::Forbidden,
            Self::MoveNotAllowed(_) | Self::NothingToDraw | Self::PoolAltered | Self::NotClosed => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        match self {
            Self::MoveNotAllowed(Stage::Fixed) => vec!["DrawSurvey"],
            Self::MoveNotAllowed(Stage::Drawn) => vec!["IssueSurveyTokens"],
            Self::MoveNotAllowed(Stage::Asking) => vec!["CloseSurvey"],
            Self::MoveNotAllowed(Stage::Closed)
            | Self::NotCompetent(_)
            | Self::Unknown
            | Self::NothingToDraw
            | Self::PoolAltered
            | Self::NotClosed
            | Self::PoolNotKept
            | Self::TokenInvalid => Vec::new(),
        }
    }
}
