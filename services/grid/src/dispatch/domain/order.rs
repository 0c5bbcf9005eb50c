//! The orders that routing and command take.

use serde::Serialize;
use shiyu_kit::register::Standing;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Centre, Draft, Replay, Shift, Window};

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Draft a table.
    PutTable(Standing, Box<Draft>),
    /// Put on record that a draft was simulated.
    Simulate {
        /// Which.
        table: Uuid,
        /// On which events.
        window: Window,
        /// When what was simulated had been drafted.
        #[serde(skip)]
        drafted_at: OffsetDateTime,
        /// What came of it.
        #[serde(skip)]
        replay: Box<Replay>,
    },
    /// Put a draft in force.
    Activate {
        /// Which.
        table: Uuid,
        /// From when on; none means now.
        from: Option<OffsetDateTime>,
    },
    /// Put up a command room or centre.
    PutCentre(Standing, Centre),
    /// Put a shift on the roster.
    PutShift(Standing, Shift),
    /// Take a shift off the roster.
    CancelShift {
        /// Which.
        id: Uuid,
        /// Why.
        reason: String,
    },
}
