//! The stages by name, and the orders that belong to each.

use crate::domain::verb::Verb;

/// A stage without what lies in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StageName {
    /// [`Stage::Reported`](super::Stage::Reported).
    Reported,
    /// [`Stage::Verifying`](super::Stage::Verifying).
    Verifying,
    /// [`Stage::Accepted`](super::Stage::Accepted).
    Accepted,
    /// [`Stage::InGrid`](super::Stage::InGrid).
    InGrid,
    /// [`Stage::Filed`](super::Stage::Filed).
    Filed,
    /// [`Stage::Dispatched`](super::Stage::Dispatched).
    Dispatched,
    /// [`Stage::Handling`](super::Stage::Handling).
    Handling,
    /// [`Stage::Suspended`](super::Stage::Suspended).
    Suspended,
    /// [`Stage::Handled`](super::Stage::Handled).
    Handled,
    /// [`Stage::Verified`](super::Stage::Verified).
    Verified,
    /// [`Stage::Disputed`](super::Stage::Disputed).
    Disputed,
    /// [`End::Closed`](super::End::Closed).
    Closed,
    /// [`End::Rejected`](super::End::Rejected).
    Rejected,
    /// [`End::Duplicate`](super::End::Duplicate).
    Duplicate,
    /// [`End::EmergencyTransferred`](super::End::EmergencyTransferred).
    EmergencyTransferred,
    /// [`End::HandedOver`](super::End::HandedOver), [`End::HandedOutside`](super::End::HandedOutside).
    HandedOver,
}

impl StageName {
    /// Every stage, in the order of an event's life.
    pub const ALL: [Self; 16] = [
        Self::Reported,
        Self::Verifying,
        Self::Accepted,
        Self::InGrid,
        Self::Filed,
        Self::Dispatched,
        Self::Handling,
        Self::Suspended,
        Self::Handled,
        Self::Verified,
        Self::Disputed,
        Self::Closed,
        Self::Rejected,
        Self::Duplicate,
        Self::EmergencyTransferred,
        Self::HandedOver,
    ];

    /// Its word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Verifying => "verifying",
            Self::Accepted => "accepted",
            Self::InGrid => "in_grid",
            Self::Filed => "filed",
            Self::Dispatched => "dispatched",
            Self::Handling => "handling",
            Self::Suspended => "suspended",
            Self::Handled => "handled",
            Self::Verified => "verified",
            Self::Disputed => "disputed",
            Self::Closed => "closed",
            Self::Rejected => "rejected",
            Self::Duplicate => "duplicate",
            Self::EmergencyTransferred => "emergency_transferred",
            Self::HandedOver => "handed_over",
        }
    }

    /// Whether an event here has come to its end.
    #[must_use]
    pub fn is_end(self) -> bool {
        self >= Self::Closed
    }

    /// The orders that belong to this stage. Those of [`Verb::BESIDE`] go on beside every stage before the end.
    #[must_use]
    pub fn takes(self) -> &'static [Verb] {
        use Verb as V;
        match self {
            Self::Reported => &[
                V::OrderVerification,
                V::Accept,
                V::Reject,
                V::Merge,
                V::TransferEmergency,
                V::TakeUpInGrid,
                V::File,
                V::Dispatch,
                V::Transfer,
            ],
            Self::Verifying => &[V::ReportVerification, V::Reject, V::Merge, V::TransferEmergency],
            Self::Accepted => &[V::TakeUpInGrid, V::File, V::Dispatch, V::Transfer, V::Merge, V::TransferEmergency],
            Self::InGrid => &[V::ReportStep, V::ReportHandled, V::File, V::Escalate, V::Extend, V::Suspend],
            Self::Filed => &[V::Dispatch, V::Transfer, V::Escalate, V::Merge],
            Self::Dispatched => &[V::SignIn, V::Return, V::Escalate, V::Dispatch],
            Self::Handling => &[V::ReportStep, V::ReportHandled, V::Extend, V::Suspend, V::Escalate, V::Dispatch],
            Self::Suspended => &[V::Resume, V::RenewSuspension],
            Self::Handled => &[V::Inspect],
            Self::Verified => &[V::Close, V::ReportVerification],
            Self::Disputed => &[V::DesignateHandler],
            Self::Closed => &[V::Evaluate, V::GrantReward, V::PayReward, V::Reopen],
            Self::Duplicate => &[V::Unmerge, V::Evaluate],
            Self::HandedOver => &[V::Evaluate],
            Self::EmergencyTransferred => &[V::TakeBackEmergency],
            Self::Rejected => &[],
        }
    }
}
