//! Every order to a dispute by its name, which is the name of its method in the contract.

/// An order by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// `TakeUpDispute`.
    TakeUp,
    /// `AcceptDispute`.
    Accept,
    /// `DeclineDispute`.
    Decline,
    /// `TransferDispute`.
    Transfer,
    /// `ReferJurisdiction`.
    ReferJurisdiction,
    /// `DesignateUnit`.
    DesignateUnit,
    /// `ChangeProcedure`.
    ChangeProcedure,
    /// `AddParty`.
    AddParty,
    /// `RecordConsent`.
    RecordConsent,
    /// `ChooseMediators`.
    ChooseMediators,
    /// `AppointMediators`.
    AppointMediators,
    /// `DiscloseInterests`.
    Disclose,
    /// `RecuseMediator`.
    RecuseMediator,
    /// `BeginMediation`.
    Begin,
    /// `PlanSession`.
    PlanSession,
    /// `RecordSession`.
    RecordSession,
    /// `CancelSession`.
    CancelSession,
    /// `InvitePerson`.
    Invite,
    /// `MakeOffer`.
    MakeOffer,
    /// `AnswerOffer`.
    AnswerOffer,
    /// `RecordUndisputedFact`.
    RecordUndisputed,
    /// `ExtendMediation`.
    Extend,
    /// `DraftAgreement`.
    Draft,
    /// `SignAgreement`.
    Sign,
    /// `SignAsMediator`.
    SignAsMediator,
    /// `SealAgreement`.
    Seal,
    /// `VoidDraft`.
    VoidDraft,
    /// `RecordPerformance`.
    RecordPerformance,
    /// `RemindPerformance`.
    Remind,
    /// `DeclareBreach`.
    DeclareBreach,
    /// `ApplyConfirmation`.
    ApplyConfirmation,
    /// `RecordConfirmation`.
    RecordConfirmation,
    /// `ResumeMediation`.
    Remediate,
    /// `ApplyEnforcement`.
    ApplyEnforcement,
    /// `RecordCourtStep`.
    RecordCourtStep,
    /// `RecordCourtVerdict`.
    RecordCourtVerdict,
    /// `EndByParty`.
    EndByParty,
    /// `TerminateMediation`.
    Terminate,
    /// `FlagEscalation`.
    FlagEscalation,
    /// `ReportEscalation`.
    ReportEscalation,
    /// `ReportMediatorFault`.
    ReportFault,
    /// `GiveRoutesNotice`.
    GiveRoutesNotice,
    /// `ReportBack`.
    ReportBack,
    /// `RecordFollowUp`.
    FollowUp,
    /// `EvaluateMediation`.
    Evaluate,
    /// `ArchiveDispute`.
    Archive,
    /// `RevealParty`.
    Reveal,
    /// `RenderDocument`.
    RecordDocument,
}

impl Verb {
    /// What is never too late.
    pub const ALWAYS: [Self; 2] = [Self::Reveal, Self::RecordDocument];

    /// Its method in the contract.
    #[must_use]
    pub fn rpc(self) -> &'static str {
        match self {
            Self::TakeUp => "TakeUpDispute",
            Self::Accept => "AcceptDispute",
            Self::Decline => "DeclineDispute",
            Self::Transfer => "TransferDispute",
            Self::ReferJurisdiction => "ReferJurisdiction",
            Self::DesignateUnit => "DesignateUnit",
            Self::ChangeProcedure => "ChangeProcedure",
            Self::AddParty => "AddParty",
            Self::RecordConsent => "RecordConsent",
            Self::ChooseMediators => "ChooseMediators",
            Self::AppointMediators => "AppointMediators",
            Self::Disclose => "DiscloseInterests",
            Self::RecuseMediator => "RecuseMediator",
            Self::Begin => "BeginMediation",
            Self::PlanSession => "PlanSession",
            Self::RecordSession => "RecordSession",
            Self::CancelSession => "CancelSession",
            Self::Invite => "InvitePerson",
            Self::MakeOffer => "MakeOffer",
            Self::AnswerOffer => "AnswerOffer",
            Self::RecordUndisputed => "RecordUndisputedFact",
            Self::Extend => "ExtendMediation",
            Self::Draft => "DraftAgreement",
            Self::Sign => "SignAgreement",
            Self::SignAsMediator => "SignAsMediator",
            Self::Seal => "SealAgreement",
            Self::VoidDraft => "VoidDraft",
            Self::RecordPerformance => "RecordPerformance",
            Self::Remind => "RemindPerformance",
            Self::DeclareBreach => "DeclareBreach",
            Self::ApplyConfirmation => "ApplyConfirmation",
            Self::RecordConfirmation => "RecordConfirmation",
            Self::Remediate => "ResumeMediation",
            Self::ApplyEnforcement => "ApplyEnforcement",
            Self::RecordCourtStep => "RecordCourtStep",
            Self::RecordCourtVerdict => "RecordCourtVerdict",
            Self::EndByParty => "EndByParty",
            Self::Terminate => "TerminateMediation",
            Self::FlagEscalation => "FlagEscalation",
            Self::ReportEscalation => "ReportEscalation",
            Self::ReportFault => "ReportMediatorFault",
            Self::GiveRoutesNotice => "GiveRoutesNotice",
            Self::ReportBack => "ReportBack",
            Self::FollowUp => "RecordFollowUp",
            Self::Evaluate => "EvaluateMediation",
            Self::Archive => "ArchiveDispute",
            Self::Reveal => "RevealParty",
            Self::RecordDocument => "RenderDocument",
        }
    }
}
