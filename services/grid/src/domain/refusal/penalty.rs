//! Why a unit does not report that it fined somebody.

use shiyu_kit::fault::RefusalClass;
use shiyu_kit::unit::Code;
use thiserror::Error;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoPenalty {
    /// An office of a town, or a command room, has no power of enforcement.
    #[error("unit {0} has no power to fine")]
    NotOfUnit(Code),
    /// Nothing is fined without a case of enforcement.
    #[error("the number of the enforcement case is missing")]
    CaseMissing,
}

impl NoPenalty {
    pub(super) fn reason(&self) -> &'static str {
        match self {
            Self::NotOfUnit(_) => "PENALTY_NOT_OF_UNIT",
            Self::CaseMissing => "ENFORCEMENT_CASE_MISSING",
        }
    }

    pub(super) fn class(&self) -> RefusalClass {
        match self {
            Self::NotOfUnit(_) => RefusalClass::Forbidden,
            Self::CaseMissing => RefusalClass::Precondition,
        }
    }
}
