//! What can go wrong and how a caller hears of it: one mapping to `google.rpc` errors.
//! A refusal is the law saying no, a violation a malformed request, a fault our own trouble.

mod database;
mod read;
mod refusal;
mod status;
pub(crate) mod text;
mod violation;

#[cfg(test)]
mod tests;

pub use read::{allowed, reason, retry_after, violations};
pub use refusal::{Never, Refusal, RefusalClass};
pub use status::{rate_limited, unknown};
pub(crate) use status::{retry_later, with_reason};
pub use violation::{Violation, Violations};

use thiserror::Error;

/// The `ErrorInfo.domain` of every error Shiyu answers with.
pub const DOMAIN: &str = "shiyu";

/// Why an act was not carried out. `R` is what the law of the case may say.
#[derive(Debug, Error)]
pub enum Fault<R: Refusal> {
    /// The law says no; nothing was changed.
    #[error(transparent)]
    Refused(R),
    /// The caller decided upon a version of the case that is no longer the current one.
    #[error("the case is at version {actual}, the caller expected {expected}")]
    Stale {
        /// The version the caller read.
        expected: i64,
        /// The version the case is at.
        actual: i64,
    },
    /// This request id has already been used for a different request.
    #[error("the request id was used before for a different request")]
    Reused,
    /// The request gives a new party an id that another party has.
    #[error("the id of a new party is taken")]
    PartyTaken,
    /// Somebody or something is booked for another at that time.
    #[error("it is booked at that time")]
    BookedAlready,
    /// Others wrote to the same case again and again; the same request may succeed in a moment.
    #[error("the case is being written to by others")]
    Busy,
    /// Something we depend upon does not answer; nothing was changed.
    #[error("a dependency does not answer")]
    Unavailable,
    /// A row cannot be read back as what it should be.
    #[error(transparent)]
    Corrupt(#[from] Corrupt),
    /// The database refused or failed.
    #[error("the database failed")]
    Database(#[from] sea_orm::DbErr),
}

/// A row that cannot be read back, named so that an operator finds it.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("row {id} of {table} is corrupt: {what}")]
pub struct Corrupt {
    /// The table the row lies in.
    pub table: &'static str,
    /// The row's primary key.
    pub id: String,
    /// What is wrong with it; never a person's data.
    pub what: String,
}

impl<R: Refusal> Fault<R> {
    /// The refusal, when this is one.
    #[must_use]
    pub fn refusal(&self) -> Option<&R> {
        if let Self::Refused(refusal) = self { Some(refusal) } else { None }
    }

    /// Whether the same act may succeed later without anyone changing it.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Busy | Self::Unavailable => true,
            Self::Database(cause) => database::Trouble::of(cause) != database::Trouble::Ours,
            Self::Refused(_) | Self::Stale { .. } | Self::Reused | Self::PartyTaken | Self::BookedAlready | Self::Corrupt(_) => false,
        }
    }
}
