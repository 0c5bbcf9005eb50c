//! Why an order about a boundary is refused, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::Code;

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
    /// A program designates nobody.
    #[error("this is for a person to decide")]
    NeedsAPerson,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::BoundaryUnknown => "BOUNDARY_UNKNOWN",
            Self::BoundaryNotReferred => "BOUNDARY_NOT_REFERRED",
            Self::BoundarySettled => "BOUNDARY_SETTLED",
            Self::NotACountyNamed(_) => "NOT_A_COUNTY_NAMED",
            Self::NeedsAPerson => "NEEDS_A_PERSON",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::BoundaryUnknown => RefusalClass::NotFound,
            Self::NeedsAPerson => RefusalClass::Forbidden,
            Self::BoundaryNotReferred | Self::BoundarySettled | Self::NotACountyNamed(_) => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        Vec::new()
    }
}
