//! Why the law says no. Reasons are forever.

mod reason;

use shiyu_kit::unit::Code;
use thiserror::Error;

/// Why an order to a case is not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no such case, or it is not the caller's to see.
    #[error("there is no such case")]
    CaseUnknown,
    /// It was received before.
    #[error("the clue is received already")]
    AlreadyReceived,
    /// Deciding needs a person (PIPL art. 24).
    #[error("this is for a person to decide")]
    NeedsAPerson,
    /// There is no such unit today, or the actor has none.
    #[error("no unit {} today", .0.as_deref().unwrap_or("of the caller"))]
    UnitUnknown(Option<String>),
    /// The unit does not belong to this county.
    #[error("unit {0} is outside the county")]
    UnitOutsideJurisdiction(Code),
    /// Another unit has it.
    #[error("this is for unit {0}")]
    UnitNotHolding(Code),
    /// The head of the agency decides.
    #[error("the head of unit {0} decides")]
    NotTheHead(Code),
    /// It cannot have happened later than now.
    #[error("in the future")]
    InFuture,
}
