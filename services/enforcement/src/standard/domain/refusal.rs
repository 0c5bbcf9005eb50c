//! Why the standards say no, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;
use time::Date;

use crate::power::domain::PowerCode;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is no such standard, or none on that day.
    #[error("there is no such standard on that day")]
    StandardUnknown,
    /// What was in force on a day never changes.
    #[error("a version begins on a day to come, and {0} has come")]
    StandardNotAhead(Date),
    /// No list has such an item.
    #[error("there is no power item {0}")]
    PowerUnknown(PowerCode),
    /// A band allows what the item does not.
    #[error("band {0} allows what the law of the item does not")]
    BandOutsideLaw(String),
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::StandardUnknown => "STANDARD_UNKNOWN",
            Self::StandardNotAhead(_) => "STANDARD_NOT_AHEAD",
            Self::PowerUnknown(_) => "POWER_UNKNOWN",
            Self::BandOutsideLaw(_) => "BAND_OUTSIDE_LAW",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::StandardUnknown | Self::PowerUnknown(_) => RefusalClass::NotFound,
            Self::StandardNotAhead(_) | Self::BandOutsideLaw(_) => RefusalClass::Precondition,
        }
    }
}
