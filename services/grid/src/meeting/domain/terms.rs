//! The words of meetings and notices. A word in a table never changes.

use serde::{Deserialize, Serialize};

/// The four meetings (四会).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum MeetingKind {
    /// 民情恳谈会.
    Talk,
    /// 事务协调会.
    Coordination,
    /// 工作听证会.
    Hearing,
    /// 成效评议会.
    Appraisal,
}

/// The five steps of deliberation (五议决策法), in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 提议.
    Proposal,
    /// 商议.
    Discussion,
    /// 审议.
    Review,
    /// 决议.
    Resolution,
    /// 评议.
    Appraisal,
}

/// How the follow-up of a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FollowUpState {
    /// None was due.
    None,
    /// Due, and not reported.
    Open,
    /// Reported.
    Done,
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum BroadcastKind {
    /// 灾害预警.
    HazardWarning,
    /// 安全提示.
    SafetyAdvice,
    /// 政策宣传.
    Policy,
    /// 便民通知.
    Service,
    /// 工作部署.
    Work,
}

impl MeetingKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Talk, Self::Coordination, Self::Hearing, Self::Appraisal];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Coordination => "coordination",
            Self::Hearing => "hearing",
            Self::Appraisal => "appraisal",
        }
    }
}

impl Step {
    /// All five, in order.
    pub const ALL: [Self; 5] = [Self::Proposal, Self::Discussion, Self::Review, Self::Resolution, Self::Appraisal];
}

impl FollowUpState {
    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Open => "open",
            Self::Done => "done",
        }
    }
}

impl BroadcastKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::HazardWarning, Self::SafetyAdvice, Self::Policy, Self::Service, Self::Work];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HazardWarning => "hazard_warning",
            Self::SafetyAdvice => "safety_advice",
            Self::Policy => "policy",
            Self::Service => "service",
            Self::Work => "work",
        }
    }
}
