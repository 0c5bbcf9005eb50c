//! Why an order about a boundary is refused, one variant a reason.

use crate::fault::{self, RefusalClass};
use crate::unit::{Code, NotCompetent};

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such case.
    #[error("there is no such boundary")]
    BoundaryUnknown,
    /// The counties still negotiate.
    #[error("the counties negotiate")]
    BoundaryNotReferred,
    /// It is known whose it is.
    #[error("it is settled whose it is")]
    BoundarySettled,
    /// Only the counties named can have it.
    #[error("county {0} was not named")]
    NotACountyNamed(Code),
    /// The county received it first, or is not named.
    #[error("county {0} is not asked")]
    NotAsked(Code),
    /// A county answers once.
    #[error("county {0} answered already")]
    AnsweredAlready(Code),
    /// Who may speak for a county, or for the city.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::BoundaryUnknown => "BOUNDARY_UNKNOWN",
            Self::BoundaryNotReferred => "BOUNDARY_NOT_REFERRED",
            Self::BoundarySettled => "BOUNDARY_SETTLED",
            Self::NotACountyNamed(_) => "NOT_A_COUNTY_NAMED",
            Self::NotAsked(_) => "NOT_ASKED",
            Self::AnsweredAlready(_) => "ANSWERED_ALREADY",
            Self::NotCompetent(refusal) => refusal.reason(),
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::BoundaryUnknown => RefusalClass::NotFound,
            Self::NotCompetent(refusal) => refusal.class(),
            Self::NotAsked(_) | Self::AnsweredAlready(_) | Self::BoundaryNotReferred | Self::BoundarySettled | Self::NotACountyNamed(_) => {
                RefusalClass::Precondition
            }
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        Vec::new()
    }
}
