//! One mapping from what went wrong to `google.rpc` errors.

/// Which status a refusal becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalClass {
    /// FAILED_PRECONDITION, with the allowed commands.
    Precondition,
    /// NOT_FOUND.
    NotFound,
    /// ALREADY_EXISTS.
    AlreadyExists,
    /// PERMISSION_DENIED.
    Forbidden,
}

/// The law says no.
pub trait Refusal: std::error::Error + Send + Sync + 'static {
    /// UPPER_SNAKE, and forever.
    fn reason(&self) -> &'static str;
    /// Which status it becomes.
    fn class(&self) -> RefusalClass;
    /// The commands that the case would take instead.
    fn allowed(&self) -> Vec<&'static str> {
        Vec::new()
    }
}

/// A row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{table} {id}: {what}")]
pub struct Corrupt {
    /// The table.
    pub table: &'static str,
    /// The row's id.
    pub id: String,
    /// What cannot be read.
    pub what: String,
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Fault<R: Refusal> {
    /// The law says no.
    #[error(transparent)]
    Refused(R),
    /// The asker's etag is not the case's.
    #[error("the case is at version {actual}, not {expected}")]
    Stale {
        /// The asker's version.
        expected: i64,
        /// The case's version.
        actual: i64,
    },
    /// The request id was used for another request.
    #[error("the request id was used for another request")]
    Reused,
    /// Others were always faster; try again.
    #[error("the case is contended")]
    Busy,
    /// The ledger does not answer: it is stopping, or its database is away.
    #[error("the ledger is not available")]
    Unavailable,
    /// A row or a journal that cannot be read.
    #[error(transparent)]
    Corrupt(#[from] Corrupt),
    /// The database's error.
    #[error("database")]
    Database(#[from] sea_orm::DbErr),
}
