//! The orders the hall takes.

use serde::Serialize;
use shiyu_kit::register::Standing;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Counter, Dispatch, Receive, RosterEntry};

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Order {
    /// Put up a counter.
    PutCounter(Standing, Counter),
    /// Put an entry on the roster.
    PutRosterEntry(Standing, RosterEntry),
    /// Take an entry off the roster.
    CancelRosterEntry {
        /// Which.
        id: Uuid,
        /// Why.
        reason: String,
    },
    /// Record a visit.
    Receive(Receive),
    /// Send a team.
    Dispatch(Dispatch),
    /// Report that a team was there.
    Report {
        /// Which visit.
        id: Uuid,
        /// What came of it.
        outcome: String,
        /// When; none means now.
        done_at: Option<OffsetDateTime>,
    },
    /// Call a visit off.
    CallOff {
        /// Which.
        id: Uuid,
        /// Why.
        reason: String,
    },
}
