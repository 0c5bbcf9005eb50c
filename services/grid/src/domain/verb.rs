//! Every order to an event by its name, which is the name of its method in the contract.

/// An order by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// `OrderVerification`.
    OrderVerification,
    /// `ReportVerification`.
    ReportVerification,
    /// `AcceptEvent`.
    Accept,
    /// `RejectEvent`.
    Reject,
    /// `MergeEvent`.
    Merge,
    /// `UnmergeEvent`.
    Unmerge,
    /// `TransferEmergency`.
    TransferEmergency,
    /// `TakeBackEmergency`.
    TakeBackEmergency,
    /// `TakeUpInGrid`.
    TakeUpInGrid,
    /// `FileEvent`.
    File,
    /// `DispatchEvent`.
    Dispatch,
    /// `TransferEvent`.
    Transfer,
    /// `SignIn`.
    SignIn,
    /// `ReturnEvent`.
    Return,
    /// `DesignateHandler`.
    DesignateHandler,
    /// `EscalateEvent`.
    Escalate,
    /// `ExtendHandling`.
    Extend,
    /// `SuspendEvent`.
    Suspend,
    /// `RenewSuspension`.
    RenewSuspension,
    /// `ResumeEvent`.
    Resume,
    /// `ReportStep`.
    ReportStep,
    /// `ReportHandled`.
    ReportHandled,
    /// `InspectEvent`.
    Inspect,
    /// `CloseEvent`.
    Close,
    /// `EvaluateEvent`.
    Evaluate,
    /// `ReopenEvent`.
    Reopen,
    /// `GrantReward`.
    GrantReward,
    /// `PayReward`.
    PayReward,
    /// `ReclassifyEvent`.
    Reclassify,
    /// `UploadEvidence`.
    AttachEvidence,
    /// `CoverEvidence`.
    CoverEvidence,
    /// `OfferReferral`.
    OfferReferral,
    /// `WithdrawReferral`.
    WithdrawReferral,
    /// `ReadGrantedIdentity`.
    ReadIdentity,
    /// `RevealReporter`.
    Reveal,
    /// `RecuseStaff`.
    Recuse,
    /// `EndRecusal`.
    EndRecusal,
    /// `RaiseBoundary`.
    RaiseBoundary,
    /// `AgreeBoundary`.
    AgreeBoundary,
    /// `OfferOutside`.
    OfferOutside,
    /// `RecordReceipt`.
    RecordReceipt,
    /// `RecordContact`.
    RecordContact,
}

impl Verb {
    /// Every order.
    pub const ALL: [Self; 42] = [
        Self::OrderVerification,
        Self::ReportVerification,
        Self::Accept,
        Self::Reject,
        Self::Merge,
        Self::Unmerge,
        Self::TransferEmergency,
        Self::TakeBackEmergency,
        Self::TakeUpInGrid,
        Self::File,
        Self::Dispatch,
        Self::Transfer,
        Self::SignIn,
        Self::Return,
        Self::DesignateHandler,
        Self::Escalate,
        Self::Extend,
        Self::Suspend,
        Self::RenewSuspension,
        Self::Resume,
        Self::ReportStep,
        Self::ReportHandled,
        Self::Inspect,
        Self::Close,
        Self::Evaluate,
        Self::Reopen,
        Self::GrantReward,
        Self::PayReward,
        Self::Reclassify,
        Self::AttachEvidence,
        Self::CoverEvidence,
        Self::OfferReferral,
        Self::WithdrawReferral,
        Self::ReadIdentity,
        Self::Reveal,
        Self::Recuse,
        Self::EndRecusal,
        Self::RaiseBoundary,
        Self::AgreeBoundary,
        Self::OfferOutside,
        Self::RecordReceipt,
        Self::RecordContact,
    ];

    /// The orders that go on beside every stage before the end.
    pub const BESIDE: [Self; 13] = [
        Self::Reclassify,
        Self::AttachEvidence,
        Self::OfferReferral,
        Self::WithdrawReferral,
        Self::ReadIdentity,
        Self::Reveal,
        Self::Recuse,
        Self::EndRecusal,
        Self::RaiseBoundary,
        Self::AgreeBoundary,
        Self::OfferOutside,
        Self::RecordReceipt,
        Self::RecordContact,
    ];

    /// The orders that are taken whatever the stage, after the end too: somebody may be seen in a photo at any time.
    pub const ALWAYS: [Self; 1] = [Self::CoverEvidence];

    /// The name of its method.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OrderVerification => "OrderVerification",
            Self::ReportVerification => "ReportVerification",
            Self::Accept => "AcceptEvent",
            Self::Reject => "RejectEvent",
            Self::Merge => "MergeEvent",
            Self::Unmerge => "UnmergeEvent",
            Self::TransferEmergency => "TransferEmergency",
            Self::TakeBackEmergency => "TakeBackEmergency",
            Self::TakeUpInGrid => "TakeUpInGrid",
            Self::File => "FileEvent",
            Self::Dispatch => "DispatchEvent",
            Self::Transfer => "TransferEvent",
            Self::SignIn => "SignIn",
            Self::Return => "ReturnEvent",
            Self::DesignateHandler => "DesignateHandler",
            Self::Escalate => "EscalateEvent",
            Self::Extend => "ExtendHandling",
            Self::Suspend => "SuspendEvent",
            Self::RenewSuspension => "RenewSuspension",
            Self::Resume => "ResumeEvent",
            Self::ReportStep => "ReportStep",
            Self::ReportHandled => "ReportHandled",
            Self::Inspect => "InspectEvent",
            Self::Close => "CloseEvent",
            Self::Evaluate => "EvaluateEvent",
            Self::Reopen => "ReopenEvent",
            Self::GrantReward => "GrantReward",
            Self::PayReward => "PayReward",
            Self::Reclassify => "ReclassifyEvent",
            Self::AttachEvidence => "UploadEvidence",
            Self::CoverEvidence => "CoverEvidence",
            Self::OfferReferral => "OfferReferral",
            Self::WithdrawReferral => "WithdrawReferral",
            Self::ReadIdentity => "ReadGrantedIdentity",
            Self::Reveal => "RevealReporter",
            Self::Recuse => "RecuseStaff",
            Self::EndRecusal => "EndRecusal",
            Self::RaiseBoundary => "RaiseBoundary",
            Self::AgreeBoundary => "AgreeBoundary",
            Self::OfferOutside => "OfferOutside",
            Self::RecordReceipt => "RecordReceipt",
            Self::RecordContact => "RecordContact",
        }
    }
}
