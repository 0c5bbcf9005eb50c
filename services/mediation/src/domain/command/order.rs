//! An order as it comes to the decision.

use serde::Serialize;

use super::{Command, Known};

/// An order with what was looked up for it. Two orders are the same by what was asked, whatever the tables said meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Order {
    /// What is asked.
    pub command: Command,
    /// What the tables said when it was asked.
    #[serde(skip)]
    pub known: Known,
}

impl From<Command> for Order {
    fn from(command: Command) -> Self {
        Self {
            command,
            known: Known::default(),
        }
    }
}
