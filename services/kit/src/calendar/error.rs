//! Why a table is not a calendar, and why a clock does not do what it was told.

use thiserror::Error;
use time::Date;

/// Why a table of days is not a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// The same date is listed more than once.
    #[error("{0} is listed twice")]
    DuplicateDate(Date),
    /// Days are listed for a year whose notice is not named.
    #[error("{0} has days but no document number")]
    NoDocument(i32),
    /// A notice is named with an empty document number.
    #[error("{0} has a blank document number")]
    BlankDocument(i32),
    /// A notice is named but none of its days is listed.
    #[error("{0} has a document number but no days")]
    EmptyYear(i32),
}

/// Why a clock does not do what it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ClockError {
    /// It has stopped for good.
    #[error("the clock has stopped")]
    Stopped,
    /// It is paused already.
    #[error("the clock is paused")]
    Paused,
    /// It is not paused.
    #[error("the clock is not paused")]
    NotPaused,
    /// It has run out: neither a pause nor an extension can mend that.
    #[error("the clock has run out")]
    Overdue,
    /// The instant lies before a fact it must follow.
    #[error("the instant is before an earlier fact of the clock")]
    OutOfOrder,
    /// The rule knows no extension.
    #[error("the rule allows no extension")]
    NotExtendable,
    /// An extension of no days.
    #[error("an extension has at least one day")]
    NoDays,
    /// As many extensions as the rule allows were granted.
    #[error("at most {max_times} extensions are allowed")]
    TooManyTimes {
        /// The rule's limit.
        max_times: u32,
    },
    /// With this extension, more days in all than the rule allows.
    #[error("extensions of at most {max_days} days in all are allowed")]
    TooManyDays {
        /// The rule's limit.
        max_days: u32,
    },
}

impl ClockError {
    /// A word for machines; stays the same for ever.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Stopped => "CLOCK_STOPPED",
            Self::Paused => "CLOCK_PAUSED",
            Self::NotPaused => "CLOCK_NOT_PAUSED",
            Self::Overdue => "CLOCK_OVERDUE",
            Self::OutOfOrder => "CLOCK_OUT_OF_ORDER",
            Self::NotExtendable => "CLOCK_NOT_EXTENDABLE",
            Self::NoDays => "CLOCK_EXTENSION_EMPTY",
            Self::TooManyTimes { .. } => "CLOCK_EXTENDED_TOO_OFTEN",
            Self::TooManyDays { .. } => "CLOCK_EXTENDED_TOO_FAR",
        }
    }
}
