//! Where a dispute stands (domain.md C2), and which orders it takes there.

mod ending;
mod name;
mod orders;

use serde::{Deserialize, Serialize};

pub use ending::{End, Ending};
pub use name::StageName;
pub(in crate::domain) use orders::OPEN_PART;

/// Where a dispute stands. What outlives a stage lies in [`Course`](super::Course).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 已申请: the parties brought it.
    Applied,
    /// 已委托: another service, a court, the police or an agency sent it.
    Entrusted,
    /// 拟主动调解: nobody asked; the parties may refuse.
    ProactiveDraft,
    /// 审查中: whether it can be mediated here.
    Screening,
    /// 征询意愿: every party is asked.
    ConsentPending,
    /// 选定调解员.
    MediatorSelection,
    /// 调解中.
    Mediating,
    /// 已拟协议: waits for signatures and seal.
    AgreementDrafted,
    /// 协议生效: nothing was performed yet.
    AgreementEffective,
    /// 履行中: part was performed, or was reminded of.
    Performing,
    /// 已申请司法确认.
    ConfirmationApplied,
    /// 法院未予确认: they mediate again, or sue.
    ConfirmationRefused,
    /// 已确认: it can be enforced.
    Confirmed,
    /// 已申请执行.
    EnforcementApplied,
    /// 司法调解中: the court has it.
    WithCourt,
    /// It has come to an end.
    Ended(Ending),
    /// 已归档.
    Archived(Ending),
}

impl Stage {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> StageName {
        match self {
            Self::Applied => StageName::Applied,
            Self::Entrusted => StageName::Entrusted,
            Self::ProactiveDraft => StageName::ProactiveDraft,
            Self::Screening => StageName::Screening,
            Self::ConsentPending => StageName::ConsentPending,
            Self::MediatorSelection => StageName::MediatorSelection,
            Self::Mediating => StageName::Mediating,
            Self::AgreementDrafted => StageName::AgreementDrafted,
            Self::AgreementEffective => StageName::AgreementEffective,
            Self::Performing => StageName::Performing,
            Self::ConfirmationApplied => StageName::ConfirmationApplied,
            Self::ConfirmationRefused => StageName::ConfirmationRefused,
            Self::Confirmed => StageName::Confirmed,
            Self::EnforcementApplied => StageName::EnforcementApplied,
            Self::WithCourt => StageName::WithCourt,
            Self::Ended(ending) => ending.end.name(),
            Self::Archived(_) => StageName::Archived,
        }
    }

    /// How it ended, once it did.
    #[must_use]
    pub fn ending(&self) -> Option<&Ending> {
        if let Self::Ended(ending) | Self::Archived(ending) = self {
            return Some(ending);
        }
        None
    }

    /// Whether something of an agreement in effect may still be performed: also after its breach.
    #[must_use]
    pub fn is_performed_in(&self) -> bool {
        self.is_in_effect() || self.name() == StageName::Breached
    }

    /// Whether an agreement has taken effect and the dispute has not ended.
    #[must_use]
    pub fn is_in_effect(&self) -> bool {
        match self {
            Self::AgreementEffective
            | Self::Performing
            | Self::ConfirmationApplied
            | Self::ConfirmationRefused
            | Self::Confirmed
            | Self::EnforcementApplied => true,
            Self::Applied
            | Self::Entrusted
            | Self::ProactiveDraft
            | Self::Screening
            | Self::ConsentPending
            | Self::MediatorSelection
            | Self::Mediating
            | Self::AgreementDrafted
            | Self::WithCourt
            | Self::Ended(_)
            | Self::Archived(_) => false,
        }
    }
}
