//! Where a case stands (domain.md C3), and which orders it takes there.

mod ending;
mod name;

use serde::{Deserialize, Serialize};

pub use ending::{End, Ending};
pub use name::StageName;

/// Where a case stands. What outlives a stage lies in [`Course`](super::Course).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 线索: waits to be verified, handed over or dismissed.
    Clue,
    /// 立案审查: two officers found something; the head files or does not.
    FilingReview,
    /// 管辖争议.
    Disputed,
    /// 调查取证.
    Investigating,
    /// 中止调查.
    Suspended,
    /// 调查终结: an outcome is to be proposed.
    Concluded,
    /// 拟处罚: the prior notice is to be served.
    NoticePending,
    /// 已告知: the party may speak.
    NoticeServed,
    /// 听证已通知.
    HearingScheduled,
    /// 听证已举行.
    HearingHeld,
    /// 法制审核.
    LegalReview,
    /// 集体讨论.
    Discussion,
    /// 待决定: the head decides.
    DecisionPending,
    /// 已移送司法机关; where it stood before.
    WithJustice(StageName),
    /// 已决定: to be served.
    Decided,
    /// 已送达: to be performed.
    Served,
    /// 逾期未履行.
    Overdue,
    /// 已催告.
    Demanded,
    /// 已申请法院强制执行.
    CourtApplied,
    /// 法院准予执行.
    CourtAllowed,
    /// 法院不予执行.
    CourtRefused,
    /// 已履行, or nothing is to be performed.
    Performed,
    /// It has come to an end.
    Ended(Ending),
}

impl Stage {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> StageName {
        match self {
            Self::Clue => StageName::Clue,
            Self::FilingReview => StageName::FilingReview,
            Self::Disputed => StageName::Disputed,
            Self::Investigating => StageName::Investigating,
            Self::Suspended => StageName::Suspended,
            Self::Concluded => StageName::Concluded,
            Self::NoticePending => StageName::NoticePending,
            Self::NoticeServed => StageName::NoticeServed,
            Self::HearingScheduled => StageName::HearingScheduled,
            Self::HearingHeld => StageName::HearingHeld,
            Self::LegalReview => StageName::LegalReview,
            Self::Discussion => StageName::Discussion,
            Self::DecisionPending => StageName::DecisionPending,
            Self::WithJustice(_) => StageName::WithJustice,
            Self::Decided => StageName::Decided,
            Self::Served => StageName::Served,
            Self::Overdue => StageName::Overdue,
            Self::Demanded => StageName::Demanded,
            Self::CourtApplied => StageName::CourtApplied,
            Self::CourtAllowed => StageName::CourtAllowed,
            Self::CourtRefused => StageName::CourtRefused,
            Self::Performed => StageName::Performed,
            Self::Ended(ending) => ending.end.name(),
        }
    }

    /// How it ended, once it did.
    #[must_use]
    pub fn ending(&self) -> Option<&Ending> {
        if let Self::Ended(ending) = self {
            return Some(ending);
        }
        None
    }
}
