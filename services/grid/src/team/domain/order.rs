//! The orders about teams and the admission list.

use serde::Serialize;
use shiyu_kit::register::Standing;
use uuid::Uuid;

use super::{Assignment, EndingOrder, Proposal};

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Assign somebody to a grid, or change how.
    PutAssignment(Standing, Assignment),
    /// End an assignment.
    EndAssignment(EndingOrder),
    /// Propose an item.
    Propose(Proposal),
    /// Approve an item.
    Approve {
        /// Which.
        id: Uuid,
        /// Number of the document.
        document: String,
    },
    /// Refuse an item.
    Refuse {
        /// Which.
        id: Uuid,
        /// Why.
        reason: String,
    },
    /// Take an item back.
    Withdraw {
        /// Which.
        id: Uuid,
        /// Why.
        reason: String,
    },
}
