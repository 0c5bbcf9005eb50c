//! The orders that belong to the stages that take many.

use crate::domain::verb::Verb;

pub(super) const ON_ARRIVAL: &[Verb] = &[
    Verb::TakeUp,
    Verb::Decline,
    Verb::Transfer,
    Verb::AddParty,
    Verb::EndByParty,
    Verb::FlagEscalation,
    Verb::ReportEscalation,
];

pub(super) const SCREENING: &[Verb] = &[
    Verb::Accept,
    Verb::Decline,
    Verb::Transfer,
    Verb::ReferJurisdiction,
    Verb::DesignateUnit,
    Verb::ChangeProcedure,
    Verb::AddParty,
    Verb::EndByParty,
    Verb::FlagEscalation,
    Verb::ReportEscalation,
];

pub(super) const CONSENT_PENDING: &[Verb] = &[
    Verb::RecordConsent,
    Verb::ChangeProcedure,
    Verb::AddParty,
    Verb::EndByParty,
    Verb::Terminate,
    Verb::FlagEscalation,
    Verb::ReportEscalation,
];

pub(super) const MEDIATOR_SELECTION: &[Verb] = &[
    Verb::RecordConsent,
    Verb::ChooseMediators,
    Verb::AppointMediators,
    Verb::Disclose,
    Verb::RecuseMediator,
    Verb::Begin,
    Verb::ChangeProcedure,
    Verb::AddParty,
    Verb::EndByParty,
    Verb::Terminate,
    Verb::ReportFault,
    Verb::FlagEscalation,
    Verb::ReportEscalation,
];

pub(super) const MEDIATING: &[Verb] = &[
    Verb::RecordConsent,
    Verb::ChooseMediators,
    Verb::AppointMediators,
    Verb::Disclose,
    Verb::RecuseMediator,
    Verb::PlanSession,
    Verb::RecordSession,
    Verb::CancelSession,
    Verb::Invite,
    Verb::MakeOffer,
    Verb::AnswerOffer,
    Verb::RecordUndisputed,
    Verb::Extend,
    Verb::Draft,
    Verb::ChangeProcedure,
    Verb::AddParty,
    Verb::EndByParty,
    Verb::Terminate,
    Verb::ReportFault,
    Verb::FlagEscalation,
    Verb::ReportEscalation,
];

/// Until it takes effect a mediator may be made to stand aside, and another sign in their place; and whoever refuses now is heard as
/// before.
pub(super) const AGREEMENT_DRAFTED: &[Verb] = &[
    Verb::RecordConsent,
    Verb::ChooseMediators,
    Verb::AppointMediators,
    Verb::Disclose,
    Verb::RecuseMediator,
    Verb::Sign,
    Verb::SignAsMediator,
    Verb::Seal,
    Verb::VoidDraft,
    Verb::RecordSession,
    Verb::CancelSession,
    Verb::EndByParty,
    Verb::Terminate,
    Verb::ReportFault,
    Verb::FlagEscalation,
    Verb::ReportEscalation,
];

pub(super) const IN_PERFORMANCE: &[Verb] = &[
    Verb::RecordPerformance,
    Verb::Remind,
    Verb::DeclareBreach,
    Verb::ApplyConfirmation,
    Verb::GiveRoutesNotice,
    Verb::ReportFault,
    Verb::FlagEscalation,
    Verb::ReportEscalation,
];

/// Beside what is performed, where an agreement leaves part of the dispute open: they go on with that part.
pub(in crate::domain) const OPEN_PART: &[Verb] = &[
    Verb::ChooseMediators,
    Verb::AppointMediators,
    Verb::Disclose,
    Verb::RecuseMediator,
    Verb::PlanSession,
    Verb::RecordSession,
    Verb::CancelSession,
    Verb::Invite,
    Verb::MakeOffer,
    Verb::AnswerOffer,
    Verb::RecordUndisputed,
    Verb::Extend,
    Verb::Draft,
    Verb::Sign,
    Verb::SignAsMediator,
    Verb::Seal,
    Verb::VoidDraft,
];

/// An agreement binds on after its breach (art. 31): what is performed late is written down, what else is owed is looked after as before,
/// and the parties keep their thirty days for the court (art. 33).
pub(super) const AFTER_BREACH: &[Verb] = &[
    Verb::FlagEscalation,
    Verb::Remind,
    Verb::DeclareBreach,
    Verb::GiveRoutesNotice,
    Verb::RecordPerformance,
    Verb::ApplyConfirmation,
    Verb::RecordConfirmation,
    Verb::ApplyEnforcement,
    Verb::FollowUp,
    Verb::ReportBack,
    Verb::Evaluate,
    Verb::ReportFault,
    Verb::ReportEscalation,
    Verb::Archive,
];

/// What nobody disputes may be written down when the mediation has failed (深圳 art. 73); and what it may turn into then is seen then
/// (人民调解法 art. 25).
pub(super) const AFTER_FAILURE: &[Verb] = &[
    Verb::FlagEscalation,
    Verb::RecordUndisputed,
    Verb::GiveRoutesNotice,
    Verb::FollowUp,
    Verb::ReportBack,
    Verb::Evaluate,
    Verb::ReportFault,
    Verb::ReportEscalation,
    Verb::Archive,
];
