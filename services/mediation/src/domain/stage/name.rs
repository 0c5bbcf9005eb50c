//! The stages by name, and the orders that belong to each.

use super::orders::{
    AFTER_BREACH, AFTER_FAILURE, AGREEMENT_DRAFTED, CONSENT_PENDING, IN_PERFORMANCE, MEDIATING, MEDIATOR_SELECTION, ON_ARRIVAL, SCREENING,
};
use crate::domain::verb::Verb;

/// A stage without what lies in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StageName {
    /// [`Stage::Applied`](super::Stage::Applied).
    Applied,
    /// [`Stage::Entrusted`](super::Stage::Entrusted).
    Entrusted,
    /// [`Stage::ProactiveDraft`](super::Stage::ProactiveDraft).
    ProactiveDraft,
    /// [`Stage::Screening`](super::Stage::Screening).
    Screening,
    /// [`Stage::ConsentPending`](super::Stage::ConsentPending).
    ConsentPending,
    /// [`Stage::MediatorSelection`](super::Stage::MediatorSelection).
    MediatorSelection,
    /// [`Stage::Mediating`](super::Stage::Mediating).
    Mediating,
    /// [`Stage::AgreementDrafted`](super::Stage::AgreementDrafted).
    AgreementDrafted,
    /// [`Stage::AgreementEffective`](super::Stage::AgreementEffective).
    AgreementEffective,
    /// [`Stage::Performing`](super::Stage::Performing).
    Performing,
    /// [`Stage::ConfirmationApplied`](super::Stage::ConfirmationApplied).
    ConfirmationApplied,
    /// [`Stage::ConfirmationRefused`](super::Stage::ConfirmationRefused).
    ConfirmationRefused,
    /// [`Stage::Confirmed`](super::Stage::Confirmed).
    Confirmed,
    /// [`Stage::EnforcementApplied`](super::Stage::EnforcementApplied).
    EnforcementApplied,
    /// [`Stage::WithCourt`](super::Stage::WithCourt).
    WithCourt,
    /// [`End::Performed`](super::End::Performed).
    Performed,
    /// [`End::Breached`](super::End::Breached).
    Breached,
    /// [`End::Terminated`](super::End::Terminated).
    Terminated,
    /// [`End::Declined`](super::End::Declined).
    Declined,
    /// [`End::Transferred`](super::End::Transferred).
    Transferred,
    /// [`End::CourtConcluded`](super::End::CourtConcluded).
    CourtConcluded,
    /// [`Stage::Archived`](super::Stage::Archived).
    Archived,
}

impl StageName {
    /// Every stage, in the order of a dispute's life.
    pub const ALL: [Self; 22] = [
        Self::Applied,
        Self::Entrusted,
        Self::ProactiveDraft,
        Self::Screening,
        Self::ConsentPending,
        Self::MediatorSelection,
        Self::Mediating,
        Self::AgreementDrafted,
        Self::AgreementEffective,
        Self::Performing,
        Self::ConfirmationApplied,
        Self::ConfirmationRefused,
        Self::Confirmed,
        Self::EnforcementApplied,
        Self::WithCourt,
        Self::Performed,
        Self::Breached,
        Self::Terminated,
        Self::Declined,
        Self::Transferred,
        Self::CourtConcluded,
        Self::Archived,
    ];

    /// Its word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Entrusted => "entrusted",
            Self::ProactiveDraft => "proactive_draft",
            Self::Screening => "screening",
            Self::ConsentPending => "consent_pending",
            Self::MediatorSelection => "mediator_selection",
            Self::Mediating => "mediating",
            Self::AgreementDrafted => "agreement_drafted",
            Self::AgreementEffective => "agreement_effective",
            Self::Performing => "performing",
            Self::ConfirmationApplied => "confirmation_applied",
            Self::ConfirmationRefused => "confirmation_refused",
            Self::Confirmed => "confirmed",
            Self::EnforcementApplied => "enforcement_applied",
            Self::WithCourt => "with_court",
            Self::Performed => "performed",
            Self::Breached => "breached",
            Self::Terminated => "terminated",
            Self::Declined => "declined",
            Self::Transferred => "transferred",
            Self::CourtConcluded => "court_concluded",
            Self::Archived => "archived",
        }
    }

    /// Whether a dispute here has come to its end.
    #[must_use]
    pub fn is_end(self) -> bool {
        self >= Self::Performed
    }

    /// The orders that belong to this stage.
    #[must_use]
    pub fn takes(self) -> &'static [Verb] {
        use Verb as V;
        match self {
            Self::Applied | Self::Entrusted | Self::ProactiveDraft => ON_ARRIVAL,
            Self::Screening => SCREENING,
            Self::ConsentPending => CONSENT_PENDING,
            Self::MediatorSelection => MEDIATOR_SELECTION,
            Self::Mediating => MEDIATING,
            Self::AgreementDrafted => AGREEMENT_DRAFTED,
            Self::AgreementEffective | Self::Performing => IN_PERFORMANCE,
            Self::ConfirmationApplied => &[
                V::RecordConfirmation,
                V::RecordPerformance,
                V::GiveRoutesNotice,
                V::Remind,
                V::FlagEscalation,
                V::ReportEscalation,
            ],
            Self::ConfirmationRefused => &[
                V::Remediate,
                V::RecordPerformance,
                V::GiveRoutesNotice,
                V::Terminate,
                V::FlagEscalation,
                V::ReportEscalation,
            ],
            Self::Confirmed => &[
                V::RecordPerformance,
                V::Remind,
                V::ApplyEnforcement,
                V::GiveRoutesNotice,
                V::FlagEscalation,
                V::ReportEscalation,
            ],
            Self::EnforcementApplied => &[
                V::RecordPerformance,
                V::Remind,
                V::ApplyEnforcement,
                V::DeclareBreach,
                V::GiveRoutesNotice,
                V::FlagEscalation,
                V::ReportEscalation,
            ],
            Self::WithCourt => &[
                V::RecordCourtStep,
                V::RecordCourtVerdict,
                V::EndByParty,
                V::FlagEscalation,
                V::ReportEscalation,
            ],
            Self::Performed => &[
                V::GiveRoutesNotice,
                V::ApplyConfirmation,
                V::RecordConfirmation,
                V::FollowUp,
                V::ReportBack,
                V::Evaluate,
                V::ReportFault,
                V::FlagEscalation,
                V::ReportEscalation,
                V::Archive,
            ],
            Self::Breached => AFTER_BREACH,
            Self::Terminated => AFTER_FAILURE,
            Self::Declined => &[
                V::GiveRoutesNotice,
                V::ReportBack,
                V::FlagEscalation,
                V::ReportEscalation,
                V::Archive,
            ],
            Self::Transferred | Self::CourtConcluded => &[V::ReportBack, V::FlagEscalation, V::ReportEscalation, V::Archive],
            Self::Archived => &[],
        }
    }

    /// The methods of the contract it takes.
    #[must_use]
    pub fn allowed(self) -> Vec<&'static str> {
        self.takes().iter().map(|verb| verb.rpc()).collect()
    }
}
