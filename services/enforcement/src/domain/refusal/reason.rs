//! The reason a caller reads, and what kind of no it is.

use shiyu_kit::fault::{self, RefusalClass};

use super::Refusal;

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::CaseUnknown => "CASE_UNKNOWN",
            Self::AlreadyReceived => "ALREADY_RECEIVED",
            Self::NeedsAPerson => "NEEDS_A_PERSON",
            Self::UnitUnknown(_) => "UNIT_UNKNOWN",
            Self::UnitOutsideJurisdiction(_) => "UNIT_OUTSIDE_JURISDICTION",
            Self::UnitNotHolding(_) => "UNIT_NOT_HOLDING",
            Self::NotTheHead(_) => "NOT_THE_HEAD",
            Self::InFuture => "IN_FUTURE",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::CaseUnknown => RefusalClass::NotFound,
            Self::AlreadyReceived => RefusalClass::AlreadyExists,
            Self::NeedsAPerson | Self::UnitNotHolding(_) | Self::NotTheHead(_) => RefusalClass::Forbidden,
            Self::UnitUnknown(_) | Self::UnitOutsideJurisdiction(_) | Self::InFuture => RefusalClass::Precondition,
        }
    }
}
