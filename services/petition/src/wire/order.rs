//! A request that was read: which act upon which petition.

use shiyu_kit::case::{Act, Actor};
use uuid::Uuid;

use crate::domain::Command;

/// A request that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The request's own id.
    pub id: Uuid,
    /// The petition.
    pub case: Uuid,
    /// The version the caller insists on.
    pub expected: Option<i64>,
    /// What is ordered.
    pub command: Command,
}

impl Order {
    /// The act and its command, for the ledger.
    #[must_use]
    pub fn by(self, by: Actor, trace: Option<String>) -> (Act, Command) {
        let act = Act {
            id: self.id,
            case: self.case,
            by,
            expected: self.expected,
            trace,
        };
        (act, self.command)
    }
}
