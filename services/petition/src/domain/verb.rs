//! Every order to a petition by its name, which is the name of its method in the contract.

/// An order by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// `ForwardPetition`.
    Forward,
    /// `AssignPetition`.
    Assign,
    /// `AcceptPetition`.
    Accept,
    /// `RedirectPetition`.
    Redirect,
    /// `DivertPetition`.
    Divert,
    /// `MergePetition`.
    Merge,
    /// `UnmergePetition`.
    Unmerge,
    /// `DeclinePetition`.
    Decline,
    /// `GiveCompletenessNotice`.
    GiveNotice,
    /// `SupplementPetition`.
    Supplement,
    /// `SendMessage`.
    Message,
    /// `AddParty`.
    AddParty,
    /// `ObjectToForwarding`.
    Object,
    /// `DecideObjection`.
    DecideObjection,
    /// `ReferDispute`.
    ReferDispute,
    /// `DesignateUnit`.
    Designate,
    /// `RaiseBoundary`.
    RaiseBoundary,
    /// `AgreeBoundary`.
    AgreeBoundary,
    /// `OfferOutside`.
    OfferOutside,
    /// `RecordReceipt`.
    RecordReceipt,
    /// `TransferPetition`.
    Transfer,
    /// `ClassifyPetition`.
    Classify,
    /// `SimplifyHandling`.
    Simplify,
    /// `ResumeOrdinaryHandling`.
    Resume,
    /// `ExtendHandling`.
    Extend,
    /// `OpenHearing`.
    OpenHearing,
    /// `CloseHearing`.
    CloseHearing,
    /// `RequestAssistance`.
    RequestAssistance,
    /// `ReportAssistance`.
    ReportAssistance,
    /// `ReplyPetition`.
    Reply,
    /// `ReportDuty`.
    ReportDuty,
    /// `DeclineDuty`.
    DeclineDuty,
    /// `RerouteDuty`.
    RerouteDuty,
    /// `DraftOpinion`.
    DraftOpinion,
    /// `IssueOpinion`.
    IssueOpinion,
    /// `ServeOpinion`.
    ServeOpinion,
    /// `SettlePetition`.
    Settle,
    /// `OfferReferral`.
    OfferReferral,
    /// `WithdrawReferral`.
    WithdrawReferral,
    /// `ReadGrantedIdentity`.
    ReadIdentity,
    /// `RequestRemedy`.
    RequestRemedy,
    /// `TakeUpRemedy`.
    TakeUpRemedy,
    /// `DismissRemedy`.
    DismissRemedy,
    /// `DecideRemedy`.
    DecideRemedy,
    /// `ServeRuling`.
    ServeRuling,
    /// `PublishRuling`.
    PublishRuling,
    /// `WithdrawPublication`.
    WithdrawPublication,
    /// `ReportExecution`.
    ReportExecution,
    /// `ClosePetition`.
    Close,
    /// `WithdrawPetition`.
    Withdraw,
    /// `RecordDiversionOutcome`.
    RecordOutcome,
    /// `ArchivePetition`.
    Archive,
    /// `ReportUrgent`.
    ReportUrgent,
    /// `RecuseStaff`.
    Recuse,
    /// `SponsorPetition`.
    Sponsor,
    /// `CompleteMilestone`.
    CompleteMilestone,
    /// `SupervisePetition`.
    Supervise,
    /// `AnswerSupervision`.
    AnswerSupervision,
    /// `ProposeAccountability`.
    ProposeAccountability,
    /// `AnswerAccountability`.
    AnswerAccountability,
    /// `AddCareTask`.
    AddCareTask,
    /// `CompleteCareTask`.
    CompleteCareTask,
    /// `EvaluatePetition`.
    Evaluate,
    /// `RevealParty`.
    Reveal,
}

impl Verb {
    /// What goes on beside every stage before the end.
    pub const BESIDE: [Self; 14] = [
        Self::Supplement,
        Self::Message,
        Self::AddParty,
        Self::AgreeBoundary,
        Self::RecordReceipt,
        Self::Transfer,
        Self::WithdrawReferral,
        Self::ReportUrgent,
        Self::Recuse,
        Self::Sponsor,
        Self::CompleteMilestone,
        Self::Supervise,
        Self::AnswerSupervision,
        Self::ProposeAccountability,
    ];

    /// What is done for the answer, or with it: whoever does it does not review it (G-24). To register a matter, to forward it and to
    /// press for its handling is the work of the petition office (arts. 22, 40), and no hand in it.
    pub const HANDLING: [Self; 20] = [
        Self::Accept,
        Self::Classify,
        Self::Simplify,
        Self::Resume,
        Self::Extend,
        Self::OpenHearing,
        Self::CloseHearing,
        Self::RequestAssistance,
        Self::ReportAssistance,
        Self::Reply,
        Self::ReportDuty,
        Self::DeclineDuty,
        Self::RerouteDuty,
        Self::DraftOpinion,
        Self::IssueOpinion,
        Self::ServeOpinion,
        Self::Settle,
        Self::OfferReferral,
        Self::WithdrawReferral,
        Self::ReportExecution,
    ];

    /// What is never too late.
    pub const ALWAYS: [Self; 4] = [
        Self::Reveal,
        Self::ReadIdentity,
        Self::AnswerAccountability,
        Self::WithdrawPublication,
    ];

    /// Its method in the contract.
    #[must_use]
    pub fn rpc(self) -> &'static str {
        match self {
            Self::Forward => "ForwardPetition",
            Self::Assign => "AssignPetition",
            Self::Accept => "AcceptPetition",
            Self::Redirect => "RedirectPetition",
            Self::Divert => "DivertPetition",
            Self::Merge => "MergePetition",
            Self::Unmerge => "UnmergePetition",
            Self::Decline => "DeclinePetition",
            Self::GiveNotice => "GiveCompletenessNotice",
            Self::Supplement => "SupplementPetition",
            Self::Message => "SendMessage",
            Self::AddParty => "AddParty",
            Self::Object => "ObjectToForwarding",
            Self::DecideObjection => "DecideObjection",
            Self::ReferDispute => "ReferDispute",
            Self::Designate => "DesignateUnit",
            Self::RaiseBoundary => "RaiseBoundary",
            Self::AgreeBoundary => "AgreeBoundary",
            Self::OfferOutside => "OfferOutside",
            Self::RecordReceipt => "RecordReceipt",
            Self::Transfer => "TransferPetition",
            Self::Classify => "ClassifyPetition",
            Self::Simplify => "SimplifyHandling",
            Self::Resume => "ResumeOrdinaryHandling",
            Self::Extend => "ExtendHandling",
            Self::OpenHearing => "OpenHearing",
            Self::CloseHearing => "CloseHearing",
            Self::RequestAssistance => "RequestAssistance",
            Self::ReportAssistance => "ReportAssistance",
            Self::Reply => "ReplyPetition",
            Self::ReportDuty => "ReportDuty",
            Self::DeclineDuty => "DeclineDuty",
            Self::RerouteDuty => "RerouteDuty",
            Self::DraftOpinion => "DraftOpinion",
            Self::IssueOpinion => "IssueOpinion",
            Self::ServeOpinion => "ServeOpinion",
            Self::Settle => "SettlePetition",
            Self::OfferReferral => "OfferReferral",
            Self::WithdrawReferral => "WithdrawReferral",
            Self::ReadIdentity => "ReadGrantedIdentity",
            Self::RequestRemedy => "RequestRemedy",
            Self::TakeUpRemedy => "TakeUpRemedy",
            Self::DismissRemedy => "DismissRemedy",
            Self::DecideRemedy => "DecideRemedy",
            Self::ServeRuling => "ServeRuling",
            Self::PublishRuling => "PublishRuling",
            Self::WithdrawPublication => "WithdrawPublication",
            Self::ReportExecution => "ReportExecution",
            Self::Close => "ClosePetition",
            Self::Withdraw => "WithdrawPetition",
            Self::RecordOutcome => "RecordDiversionOutcome",
            Self::Archive => "ArchivePetition",
            Self::ReportUrgent => "ReportUrgent",
            Self::Recuse => "RecuseStaff",
            Self::Sponsor => "SponsorPetition",
            Self::CompleteMilestone => "CompleteMilestone",
            Self::Supervise => "SupervisePetition",
            Self::AnswerSupervision => "AnswerSupervision",
            Self::ProposeAccountability => "ProposeAccountability",
            Self::AnswerAccountability => "AnswerAccountability",
            Self::AddCareTask => "AddCareTask",
            Self::CompleteCareTask => "CompleteCareTask",
            Self::Evaluate => "EvaluatePetition",
            Self::Reveal => "RevealParty",
        }
    }
}
