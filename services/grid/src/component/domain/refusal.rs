//! Why the desk says no, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Whoever acts may not.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is no such component.
    #[error("there is no such component")]
    ComponentUnknown,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::ComponentUnknown => "COMPONENT_UNKNOWN",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::ComponentUnknown => RefusalClass::NotFound,
        }
    }
}
