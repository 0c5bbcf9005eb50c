//! Why a round, or a step of a visit, is refused.

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
    #[error("there is no such round")]
    Unknown,
    /// Once.
    #[error("the round was drawn")]
    DrawnAlready,
    /// Not yet, or not for everybody yet.
    #[error("the round is not drawn")]
    NotDrawn,
    /// Fewer than are to be drawn.
    #[error("there are too few to draw from")]
    PoolTooSmall,
    /// There is none of this number.
    #[error("there is no such visit")]
    VisitUnknown,
    /// Not from where it stands.
    #[error("a visit that stands there does not go that way")]
    VisitMoveNotAllowed(Stage),
    /// Between the draw and now.
    #[error("a visit is after its draw, and not in the future")]
    VisitInFuture,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::Unknown => "ROUND_UNKNOWN",
            Self::DrawnAlready => "DRAWN_ALREADY",
            Self::NotDrawn => "NOT_DRAWN",
            Self::PoolTooSmall => "POOL_TOO_SMALL",
            Self::VisitUnknown => "VISIT_UNKNOWN",
            Self::VisitMoveNotAllowed(_) => "VISIT_MOVE_NOT_ALLOWED",
            Self::VisitInFuture => "VISIT_IN_FUTURE",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::Unknown | Self::VisitUnknown => RefusalClass::NotFound,
            Self::DrawnAlready | Self::NotDrawn | Self::PoolTooSmall | Self::VisitMoveNotAllowed(_) | Self::VisitInFuture => {
                RefusalClass::Precondition
            }
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        match self {
            Self::NotDrawn => vec!["DrawCovertVisits"],
            Self::VisitMoveNotAllowed(Stage::Planned) => vec!["RecordCovertVisit"],
            Self::VisitMoveNotAllowed(Stage::Done) => vec!["RecordCovertFindings"],
            Self::VisitMoveNotAllowed(Stage::Found) => vec!["ShareCovertVisit"],
            Self::VisitMoveNotAllowed(Stage::Shared) => vec!["RectifyCovertVisit"],
            Self::VisitMoveNotAllowed(Stage::Rectified)
            | Self::NotCompetent(_)
            | Self::Unknown
            | Self::DrawnAlready
            | Self::PoolTooSmall
            | Self::VisitUnknown
            | Self::VisitInFuture => Vec::new(),
        }
    }
}
