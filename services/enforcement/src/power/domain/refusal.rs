//! Why the lists say no, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::{Code, NotCompetent};
use time::Date;

use super::PowerCode;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// No edition was in force.
    #[error("no list of power items is in force on {0}")]
    NoPowerList(Date),
    /// There is no such edition.
    #[error("there is no such list of power items")]
    PowerListUnknown,
    /// It was published or taken back.
    #[error("the list is no draft any more")]
    PowerListNotDraft,
    /// What was in force on a day never changes afterwards.
    #[error("a list begins on a day to come, and {0} has come")]
    PowerListNotAhead(Date),
    /// Another was published that begins on the same day or later.
    #[error("version {0} begins on the same day or later")]
    PowerListOutrun(i64),
    /// It was not in force on that day.
    #[error("the list was not in force on that day")]
    PowerListNotInForce,
    /// Nothing is published on a day to come.
    #[error("a list is published today or before")]
    PublishedInFuture,
    /// A decision is public before it holds.
    #[error("a list is in force on its publication at the earliest")]
    PublishedAfterCutOver,
    /// Nothing is evaluated on a day to come.
    #[error("a list is evaluated today or before")]
    EvaluatedInFuture,
    /// The edition has no such item.
    #[error("there is no power item {0}")]
    PowerUnknown(PowerCode),
    /// The edition has such an item.
    #[error("there is a power item {0} already")]
    PowerKnown(PowerCode),
    /// It is not held there.
    #[error("power item {0} is not held there")]
    PowerNotHeld(PowerCode),
    /// Somebody else holds it there.
    #[error("power item {0} is held by {1} there")]
    PowerHeldByAnother(PowerCode, Code),
    /// A town's office enforces in its town and nowhere else.
    #[error("{0} has no power in {1}")]
    HolderElsewhere(Code, Code),
    /// There is no such entrustment.
    #[error("there is no such entrustment")]
    EntrustmentUnknown,
    /// What is entrusted stays as it was written.
    #[error("of an entrustment only the last day changes")]
    EntrustmentFixed,
    /// Nobody acts in their own name by entrustment.
    #[error("nothing is entrusted to oneself")]
    EntrustedToItself,
    /// What was entrusted is not entrusted in turn (art. 20).
    #[error("the power was entrusted by {0}, and is not entrusted in turn")]
    SubEntrustment(Code),
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::NoPowerList(_) => "NO_POWER_LIST",
            Self::PowerListUnknown => "POWER_LIST_UNKNOWN",
            Self::PowerListNotDraft => "POWER_LIST_NOT_DRAFT",
            Self::PowerListNotAhead(_) => "POWER_LIST_NOT_AHEAD",
            Self::PowerListOutrun(_) => "POWER_LIST_OUTRUN",
            Self::PowerListNotInForce => "POWER_LIST_NOT_IN_FORCE",
            Self::PublishedInFuture => "PUBLISHED_IN_FUTURE",
            Self::PublishedAfterCutOver => "PUBLISHED_AFTER_CUT_OVER",
            Self::EvaluatedInFuture => "EVALUATED_IN_FUTURE",
            Self::PowerUnknown(_) => "POWER_UNKNOWN",
            Self::PowerKnown(_) => "POWER_KNOWN",
            Self::PowerNotHeld(_) => "POWER_NOT_HELD",
            Self::PowerHeldByAnother(..) => "POWER_HELD_BY_ANOTHER",
            Self::HolderElsewhere(..) => "HOLDER_ELSEWHERE",
            Self::EntrustmentUnknown => "ENTRUSTMENT_UNKNOWN",
            Self::EntrustmentFixed => "ENTRUSTMENT_FIXED",
            Self::EntrustedToItself => "ENTRUSTED_TO_ITSELF",
            Self::SubEntrustment(_) => "SUB_ENTRUSTMENT",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::PowerListUnknown | Self::PowerUnknown(_) | Self::EntrustmentUnknown => RefusalClass::NotFound,
            Self::PowerKnown(_) => RefusalClass::AlreadyExists,
            Self::NoPowerList(_)
            | Self::PowerListNotDraft
            | Self::PowerListNotAhead(_)
            | Self::PowerListOutrun(_)
            | Self::PowerListNotInForce
            | Self::PublishedInFuture
            | Self::PublishedAfterCutOver
            | Self::EvaluatedInFuture
            | Self::PowerNotHeld(_)
            | Self::PowerHeldByAnother(..)
            | Self::HolderElsewhere(..)
            | Self::EntrustmentFixed
            | Self::EntrustedToItself
            | Self::SubEntrustment(_) => RefusalClass::Precondition,
        }
    }
}
