//! Why a decision does not go on.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;

/// Why not, one variant a reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller, or for no unit of ours.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is none.
    #[error("there is no such decision")]
    DecisionUnknown,
    /// Not from where it stands.
    #[error("the decision does not go that way")]
    MoveNotAllowed(Vec<&'static str>),
    /// 应评未评.
    #[error("it is to be assessed first")]
    AssessmentMissing,
    /// It may not be done.
    #[error("the risk is not controllable")]
    RiskNotControllable,
    /// Something is to be done before.
    #[error("what is to be mitigated is not")]
    MitigationMissing,
    /// Something of it is missing.
    #[error("something of the checklist is missing")]
    ChecklistIncomplete,
    /// It is.
    #[error("it is approved")]
    AlreadyApproved,
    /// It is not.
    #[error("it is not approved")]
    NotApproved,
    /// There were no more than before.
    #[error("there is nothing to look at again")]
    ReviewNotNeeded,
    /// Somebody above says so.
    #[error("the unit that decides does not say this of itself")]
    DeciderExemptsNotItself,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::DecisionUnknown => "DECISION_UNKNOWN",
            Self::MoveNotAllowed(_) => "DECISION_MOVE_NOT_ALLOWED",
            Self::AssessmentMissing => "ASSESSMENT_MISSING",
            Self::RiskNotControllable => "RISK_NOT_CONTROLLABLE",
            Self::MitigationMissing => "MITIGATION_MISSING",
            Self::ChecklistIncomplete => "CHECKLIST_INCOMPLETE",
            Self::AlreadyApproved => "ALREADY_APPROVED",
            Self::NotApproved => "NOT_APPROVED",
            Self::ReviewNotNeeded => "REVIEW_NOT_NEEDED",
            Self::DeciderExemptsNotItself => "DECIDER_EXEMPTS_NOT_ITSELF",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::DecisionUnknown => RefusalClass::NotFound,
            Self::DeciderExemptsNotItself => RefusalClass::Forbidden,
            Self::MoveNotAllowed(_)
            | Self::AssessmentMissing
            | Self::RiskNotControllable
            | Self::MitigationMissing
            | Self::ChecklistIncomplete
            | Self::AlreadyApproved
            | Self::NotApproved
            | Self::ReviewNotNeeded => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        if let Self::MoveNotAllowed(allowed) = self {
            return allowed.clone();
        }
        Vec::new()
    }
}
