//! What an order asks for, and what it brings.

use shiyu_kit::party::Sealed;

use super::{Command, Invite};
use crate::domain::course::Entrustment;
use crate::domain::verb::Verb;

impl Command {
    /// Its verb; none for what no person orders and for the first one.
    #[must_use]
    pub fn verb(&self) -> Option<Verb> {
        Some(match self {
            Self::Open(_) | Self::OfferGone { .. } | Self::MediatorGone { .. } | Self::Tick { .. } | Self::Reckon => return None,
            Self::TakeUp { .. } => Verb::TakeUp,
            Self::Accept => Verb::Accept,
            Self::Decline { .. } => Verb::Decline,
            Self::Transfer { .. } => Verb::Transfer,
            Self::ReferJurisdiction { .. } => Verb::ReferJurisdiction,
            Self::DesignateUnit { .. } => Verb::DesignateUnit,
            Self::ChangeProcedure(_) => Verb::ChangeProcedure,
            Self::AddParty { .. } => Verb::AddParty,
            Self::RecordConsent(_) => Verb::RecordConsent,
            Self::ChooseMediators { .. } => Verb::ChooseMediators,
            Self::AppointMediators { .. } => Verb::AppointMediators,
            Self::Disclose(_) => Verb::Disclose,
            Self::RecuseMediator(_) => Verb::RecuseMediator,
            Self::Begin => Verb::Begin,
            Self::PlanSession(_) => Verb::PlanSession,
            Self::RecordSession(_) => Verb::RecordSession,
            Self::CancelSession { .. } => Verb::CancelSession,
            Self::Invite(_) => Verb::Invite,
            Self::MakeOffer(_) => Verb::MakeOffer,
            Self::AnswerOffer { .. } => Verb::AnswerOffer,
            Self::RecordUndisputed { .. } => Verb::RecordUndisputed,
            Self::Extend { .. } => Verb::Extend,
            Self::Draft(_) => Verb::Draft,
            Self::Sign { .. } => Verb::Sign,
            Self::SignAsMediator => Verb::SignAsMediator,
            Self::Seal { .. } => Verb::Seal,
            Self::VoidDraft { .. } => Verb::VoidDraft,
            Self::RecordPerformance(_) => Verb::RecordPerformance,
            Self::Remind { .. } => Verb::Remind,
            Self::DeclareBreach(_) => Verb::DeclareBreach,
            Self::ApplyConfirmation(_) => Verb::ApplyConfirmation,
            Self::RecordConfirmation { .. } => Verb::RecordConfirmation,
            Self::Remediate { .. } => Verb::Remediate,
            Self::ApplyEnforcement(_) => Verb::ApplyEnforcement,
            Self::RecordCourtStep { .. } => Verb::RecordCourtStep,
            Self::RecordCourtVerdict { .. } => Verb::RecordCourtVerdict,
            Self::EndByParty { .. } => Verb::EndByParty,
            Self::Terminate { .. } => Verb::Terminate,
            Self::FlagEscalation(_) => Verb::FlagEscalation,
            Self::ReportEscalation(_) => Verb::ReportEscalation,
            Self::ReportFault { .. } => Verb::ReportFault,
            Self::GiveRoutesNotice { .. } => Verb::GiveRoutesNotice,
            Self::ReportBack { .. } => Verb::ReportBack,
            Self::FollowUp { .. } => Verb::FollowUp,
            Self::Evaluate { .. } => Verb::Evaluate,
            Self::Archive => Verb::Archive,
            Self::Reveal { .. } => Verb::Reveal,
            Self::RecordDocument(_) => Verb::RecordDocument,
        })
    }

    /// The identities it brings, sealed.
    #[must_use]
    pub fn sealed(&self) -> &[Sealed] {
        if let Self::Open(open) = self {
            return &open.sealed;
        }
        if let Self::AddParty { sealed, .. } | Self::Invite(Invite { sealed, .. }) = self {
            return std::slice::from_ref(sealed);
        }
        &[]
    }

    /// The offer of another service that an opening answers to.
    #[must_use]
    pub fn entrustment(&self) -> Option<&Entrustment> {
        if let Self::Open(open) = self {
            return open.entrustment.as_ref();
        }
        None
    }
}
