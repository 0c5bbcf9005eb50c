//! The orders about meetings and notices.

use serde::Serialize;
use shiyu_kit::register::Standing;
use uuid::Uuid;

use super::{Acknowledgement, Meeting, Notice};

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Put a meeting on record, or correct the record.
    PutMeeting(Standing, Meeting),
    /// Report what came of a meeting.
    FollowUp {
        /// Which.
        id: Uuid,
        /// What came of it.
        outcome: String,
    },
    /// Send a notice.
    Send(Notice),
    /// Say that a notice was heard.
    Acknowledge(Acknowledgement),
}
