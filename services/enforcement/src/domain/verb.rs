//! Every order to a case by its name, which is the name of its method in the contract.

/// The verbs, each with the name of its method.
macro_rules! verbs {
    ($($verb:ident $method:literal)+) => {
        /// An order by its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Verb {
            $(#[doc = concat!("`", $method, "`.")] $verb,)+
        }

        impl Verb {
            /// Every order.
            pub const ALL: &'static [Self] = &[$(Self::$verb,)+];

            /// The name of its method.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$verb => $method,)+
                }
            }
        }
    };
}

verbs! {
    VerifyClue "VerifyClue"
    ExtendClue "ExtendClue"
    DismissClue "DismissClue"
    TransferOut "TransferOut"
    File "FileCase"
    RefuseFiling "RefuseFiling"
    RaiseDispute "RaiseDispute"
    SettleDispute "SettleDispute"
    Designate "DesignateJurisdiction"
    OfferOutside "OfferOutside"
    RecordReceipt "RecordReceipt"
    AssignOfficers "AssignOfficers"
    AddEvidence "UploadEvidence"
    VerifyEvidence "VerifyEvidence"
    ExcludeEvidence "ExcludeEvidence"
    ReviewMonitoring "ReviewMonitoring"
    RecordCustody "RecordCustody"
    Preserve "PreserveEvidence"
    Dispose "DisposePreserved"
    TakeMeasure "TakeMeasure"
    ApproveMeasure "ApproveMeasure"
    ExtendMeasure "ExtendMeasure"
    ReleaseMeasure "ReleaseMeasure"
    OrderCorrection "OrderCorrection"
    CheckCorrection "CheckCorrection"
    Suspend "SuspendInvestigation"
    Resume "ResumeInvestigation"
    ExtendDecision "ExtendDecision"
    Conclude "ConcludeInvestigation"
    Propose "ProposeOutcome"
    WithdrawCase "WithdrawCase"
    ServeNotice "ServeNotice"
    ReceiveStatement "ReceiveStatement"
    ReviewStatement "ReviewStatement"
    Waive "WaiveRights"
    RequestHearing "RequestHearing"
    ScheduleHearing "ScheduleHearing"
    HoldHearing "HoldHearing"
    Submit "SubmitCase"
    DecideReview "DecideReview"
    Discuss "RecordDiscussion"
    Decide "DecideCase"
    ServeDecision "ServeDecision"
    Pay "RecordPayment"
    Perform "RecordPerformance"
    Defer "GrantDeferral"
    ServeDemand "ServeDemand"
    ApplyToCourt "ApplyToCourt"
    CourtAccept "RecordCourtAcceptance"
    CourtRule "RecordCourtRuling"
    EndExecution "EndExecution"
    Refund "RefundPayment"
    Close "CloseCase"
    Publish "PublishDecision"
    Unpublish "WithdrawPublication"
    RecordSpot "RecordSpotDecision"
    HandIn "HandInCash"
    Bank "BankCash"
    LodgeRemedy "LodgeRemedy"
    RuleRemedy "RecordRemedyRuling"
    ReportCrime "ReportCrime"
    DecideTransfer "DecideTransfer"
    TransferToPolice "TransferToPolice"
    PoliceAnswer "RecordPoliceAnswer"
    AskAgain "AskPoliceAgain"
    HandOverMaterials "HandOverMaterials"
    ReturnFromJustice "ReturnFromJustice"
    RequestRecusal "RequestRecusal"
    DecideRecusal "DecideRecusal"
    AddParty "AddParty"
    Reveal "RevealParty"
    ReadComplainant "ReadComplainant"
    RecordDocument "RecordDocument"
    Rehome "RehomeCase"
}

impl Verb {
    /// The orders that go on beside every stage before the end.
    pub const BESIDE: &'static [Self] = &[
        Self::AddParty,
        Self::AddEvidence,
        Self::ExcludeEvidence,
        Self::RecordCustody,
        Self::RequestRecusal,
        Self::DecideRecusal,
        Self::RecordReceipt,
    ];

    /// What is filed and not decided yet goes to another holder of its power (S15), but for what lies with criminal justice.
    pub const HANDS: &'static [Self] = &[Self::Rehome];

    /// The orders that belong to an investigation under way, also while it is noticed, reviewed and decided upon.
    pub const INVESTIGATION: &'static [Self] = &[
        Self::AssignOfficers,
        Self::VerifyEvidence,
        Self::ReviewMonitoring,
        Self::Dispose,
        Self::ApproveMeasure,
        Self::ExtendMeasure,
        Self::ReleaseMeasure,
        Self::OrderCorrection,
        Self::CheckCorrection,
        Self::ExtendDecision,
        Self::ReportCrime,
        Self::DecideTransfer,
    ];

    /// The orders that go on after a decision, also after the end: what others decide about it, what follows, and a crime that is found only
    /// then (移送规定 art. 5), by two officers who have the case: others are assigned where those are no longer there.
    pub const AFTER: &'static [Self] = &[
        Self::AssignOfficers,
        Self::LodgeRemedy,
        Self::RuleRemedy,
        Self::Refund,
        Self::Publish,
        Self::Unpublish,
        Self::Dispose,
        Self::ReleaseMeasure,
        Self::RecordSpot,
        Self::HandIn,
        Self::Bank,
        Self::CheckCorrection,
        Self::ReportCrime,
    ];

    /// And what is upon a crime that was reported.
    pub const CRIMINAL: &'static [Self] = &[
        Self::DecideTransfer,
        Self::TransferToPolice,
        Self::PoliceAnswer,
        Self::AskAgain,
        Self::HandOverMaterials,
        Self::ReturnFromJustice,
    ];

    /// What is still undone of a decision that a remedy took away, while it is investigated anew and after that came to nothing: money is
    /// given back (also what was taken in cash goes its way to the bank), and what was published is taken back.
    pub const UNDOING: &'static [Self] = &[Self::Refund, Self::Unpublish, Self::HandIn, Self::Bank];

    /// The orders that every stage takes.
    pub const ALWAYS: &'static [Self] = &[Self::Reveal, Self::ReadComplainant, Self::RecordDocument];
}
