//! Why the catalogue says no, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;
use time::Date;

use crate::domain::terms::ClassCode;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// What was in force on a day never changes afterwards.
    #[error("an edition begins on a day to come, and {0} has come")]
    CatalogueNotAhead(Date),
    /// A citizen who names no subclass reports under one, and what others hand over comes under it.
    #[error("no edition is without subclass {0}, under which citizens report who name none")]
    DefaultClassMissing(ClassCode),
    /// There is no such subclass on that day.
    #[error("there is no subclass {0}")]
    ClassUnknown(ClassCode),
    /// The subclass has no limit for that part of the work.
    #[error("subclass {0} has no such limit")]
    LimitUnknown(ClassCode),
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::CatalogueNotAhead(_) => "CATALOGUE_NOT_AHEAD",
            Self::DefaultClassMissing(_) => "DEFAULT_CLASS_MISSING",
            Self::ClassUnknown(_) => "CLASS_UNKNOWN",
            Self::LimitUnknown(_) => "LIMIT_UNKNOWN",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::CatalogueNotAhead(_) | Self::DefaultClassMissing(_) => RefusalClass::Precondition,
            Self::ClassUnknown(_) | Self::LimitUnknown(_) => RefusalClass::NotFound,
        }
    }
}
