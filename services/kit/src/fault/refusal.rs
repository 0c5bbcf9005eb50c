//! A refusal: the law says no. Each service lists its own in an enum, one variant a reason.

use thiserror::Error;

/// One reason why a command may not be carried out.
pub trait Refusal: std::error::Error + Send + Sync + 'static {
    /// The code of this reason, `UPPER_SNAKE`; once published it never changes.
    fn reason(&self) -> &'static str;

    /// Which kind of no this is.
    fn class(&self) -> RefusalClass {
        RefusalClass::Precondition
    }

    /// The commands the case would accept as it stands, in the spelling of the contract.
    fn allowed(&self) -> Vec<&'static str> {
        Vec::new()
    }
}

/// The kinds of no, each with its gRPC code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalClass {
    /// Not in this stage or under these facts: `FAILED_PRECONDITION`.
    Precondition,
    /// There is no such case or record: `NOT_FOUND`.
    NotFound,
    /// It exists already: `ALREADY_EXISTS`.
    AlreadyExists,
    /// Not by this caller: `PERMISSION_DENIED`.
    Forbidden,
}

/// The refusal of what is never refused.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Never {}

impl Refusal for Never {
    fn reason(&self) -> &'static str {
        match *self {}
    }
}
