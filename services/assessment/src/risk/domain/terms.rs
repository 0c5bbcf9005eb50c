//! What is decided, where its assessment stands, and what it comes to.

use serde::{Deserialize, Serialize};

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 重大项目.
    Project,
    /// 重大政策.
    Policy,
    /// 大型活动.
    Activity,
    /// 重大敏感案件.
    SensitiveCase,
    /// 涉环保项目.
    Environment,
}

impl Subject {
    /// What its checklist demands.
    #[must_use]
    pub const fn demanded(self) -> &'static [&'static str] {
        match self {
            Self::Project => &["legality", "compensation", "construction_safety"],
            Self::Policy => &["legality", "fairness", "means"],
            Self::Activity => &["crowd_safety", "emergency_plan"],
            Self::SensitiveCase => &["legality", "publicity"],
            // 三同时: designed, built and put to use together with the works.
            Self::Environment => &["designed_together", "built_together", "used_together", "settled_on_site"],
        }
    }
}

/// Where the assessment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It is to be made.
    Required,
    /// It is being made.
    InProgress,
    /// Who is concerned was heard.
    Consulted,
    /// There is a report.
    Reported,
    /// It is decided.
    Decided,
    /// What came after was looked at.
    FollowedUp,
    /// It need not be made.
    Exempted,
}

impl Stage {
    /// What may be ordered there, but for what follows the approval.
    #[must_use]
    pub const fn allowed(self) -> &'static [&'static str] {
        match self {
            Self::Required => &["BeginAssessment", "ExemptDecision"],
            Self::InProgress => &["ConsultPublic"],
            Self::Consulted => &["ReportRisk"],
            Self::Reported => &["DecideRisk"],
            Self::Decided | Self::FollowedUp | Self::Exempted => &[],
        }
    }
}

/// What it comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// It may be done.
    Controllable,
    /// Once something is done before.
    MitigateThen,
    /// It may not.
    NotControllable,
}

/// How high the risk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
}

/// Why it need not be assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exemption {
    /// It is part of what was.
    AssessedAsPart,
    /// It bears no delay.
    Emergency,
    /// A superior did.
    DecidedAbove,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How high the risk is.
    pub level: Level,
    /// What was found.
    pub findings: String,
    /// What is to be done about it.
    pub mitigation: String,
    /// What of the checklist is done.
    pub checklist: Vec<String>,
}
