//! Why a version of an indicator does not go where it is sent, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;

use super::domain::Stage;

/// Why the office says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is no such indicator, or no such version of it.
    #[error("there is no such version of an indicator")]
    Unknown,
    /// A version that stands there does not go that way.
    #[error("a version that is {} does not go that way", .0.as_str())]
    MoveNotAllowed(Stage),
    /// More would be form over substance (domain.md A, 003-1).
    #[error("no more than {0} indicators are active")]
    TooManyActive(usize),
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::Unknown => "INDICATOR_UNKNOWN",
            Self::MoveNotAllowed(_) => "INDICATOR_MOVE_NOT_ALLOWED",
            Self::TooManyActive(_) => "TOO_MANY_ACTIVE",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::Unknown => RefusalClass::NotFound,
            Self::MoveNotAllowed(_) | Self::TooManyActive(_) => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        match self {
            Self::MoveNotAllowed(Stage::Draft) => vec!["PutIndicator", "ConsultIndicator"],
            Self::MoveNotAllowed(Stage::Consulted) => vec!["PublishIndicator"],
            Self::MoveNotAllowed(Stage::Published) => vec!["ActivateIndicator", "RetireIndicator"],
            Self::MoveNotAllowed(Stage::Active) => vec!["RetireIndicator"],
            Self::MoveNotAllowed(Stage::Retired) | Self::NotCompetent(_) | Self::Unknown | Self::TooManyActive(_) => Vec::new(),
        }
    }
}
