//! A decision that has to pass the gate, and its assessment (domain.md S12, C5). Pure.

use serde::{Deserialize, Serialize};
use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::{Code, NotCompetent};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::hands;
use crate::shelf::entry;

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

/// How many cases there were before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cases {
    /// In so many days before the approval.
    pub before: i64,
    /// In as many after it.
    pub after: i64,
    /// Whether ninety days are over.
    pub whole: bool,
}

impl Cases {
    /// Whether there were more than chance would bring: three times the root of what was before, and five at least.
    #[must_use]
    pub const fn is_more_than_chance(&self) -> bool {
        let more = self.after - self.before;
        let before = if self.before > 1 { self.before } else { 1 };
        more >= 5 && more.saturating_mul(more) > before.saturating_mul(9)
    }
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its id.
    pub id: Uuid,
    /// Who decides.
    pub unit: Code,
    /// What.
    pub subject: Subject,
    /// What it is called.
    pub title: String,
    /// Category of cases that it may lead to; empty if none is known.
    pub category: String,
    /// Where its assessment stands.
    pub stage: Stage,
    /// Why it need not be assessed, by which document.
    pub exemption: Option<(Exemption, String)>,
    /// How many were heard, by which document.
    pub consultation: Option<(i32, String)>,
    /// The report.
    pub report: Option<Report>,
    /// What it came to, by which document.
    pub conclusion: Option<(Conclusion, String)>,
    /// What shows that the mitigation was carried out.
    pub mitigated: Option<String>,
    /// The document of the approval.
    pub approval: Option<String>,
    /// When it was approved.
    #[serde(with = "time::serde::rfc3339::option")]
    pub approved_at: Option<OffsetDateTime>,
    /// What came after.
    pub cases: Option<Cases>,
    /// Whether the unit has to look at it again.
    pub review_needed: bool,
    /// What came of that.
    pub review: Option<String>,
    /// Since when it is there.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What is ordered of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Step {
    /// It need not be assessed.
    Exempt(Exemption, String),
    /// The assessment begins.
    Begin,
    /// So many were heard.
    Consult(i32, String),
    /// There is a report.
    Report(Report),
    /// It comes to this.
    Decide(Conclusion, String),
    /// What was to be done before is.
    Mitigate(String),
    /// The gate.
    Approve(String),
    /// What came after.
    FollowUp,
    /// The unit looked at it again.
    Review(String),
}

impl Decision {
    /// What may be ordered now.
    #[must_use]
    pub fn allowed(&self) -> Vec<&'static str> {
        let mut allowed = self.stage.allowed().to_vec();
        if self.approval.is_some() {
            allowed.push("FollowUpDecision");
            allowed.extend(self.review_needed.then_some("ReviewDecision"));
        } else if self.gate().is_ok() {
            allowed.push("ApproveDecision");
        }
        if self.needs_mitigation() {
            allowed.push("RecordMitigation");
        }
        allowed
    }

    fn needs_mitigation(&self) -> bool {
        let demanded = self
            .conclusion
            .as_ref()
            .is_some_and(|(conclusion, _)| *conclusion == Conclusion::MitigateThen);
        demanded && self.mitigated.is_none()
    }

    /// The gate: nothing that is to be assessed is approved before it was.
    ///
    /// # Errors
    /// `ASSESSMENT_MISSING`, `RISK_NOT_CONTROLLABLE`, `MITIGATION_MISSING`.
    pub fn gate(&self) -> Result<(), Refusal> {
        if self.stage == Stage::Exempted {
            return Ok(());
        }
        match &self.conclusion {
            None => Err(Refusal::AssessmentMissing),
            Some((Conclusion::NotControllable, _)) => Err(Refusal::RiskNotControllable),
            Some((Conclusion::MitigateThen, _)) if self.mitigated.is_none() => Err(Refusal::MitigationMissing),
            Some((Conclusion::MitigateThen | Conclusion::Controllable, _)) => Ok(()),
        }
    }

    /// After a step; `cases` are counted for the look at what came after.
    ///
    /// # Errors
    /// The refusal; nothing has changed then.
    pub fn moved(self, step: &Step, cases: Option<Cases>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        self.competent(step, sitting)?;
        match step {
            Step::Exempt(reason, document) => {
                self.stands(Stage::Required)?;
                Ok(Self {
                    stage: Stage::Exempted,
                    exemption: Some((*reason, document.clone())),
                    ..self
                })
            }
            Step::Begin => self.on(Stage::Required, Stage::InProgress),
            Step::Consult(heard, document) => Ok(Self {
                consultation: Some((*heard, document.clone())),
                ..self.on(Stage::InProgress, Stage::Consulted)?
            }),
            Step::Report(report) => self.reported(report),
            Step::Decide(conclusion, document) => Ok(Self {
                conclusion: Some((*conclusion, document.clone())),
                ..self.on(Stage::Reported, Stage::Decided)?
            }),
            Step::Mitigate(document) if self.needs_mitigation() => Ok(Self {
                mitigated: Some(document.clone()),
                ..self
            }),
            Step::Mitigate(_) => Err(self.not_allowed()),
            Step::Approve(document) => self.approved(document, sitting.now),
            Step::FollowUp => self.followed_up(cases),
            Step::Review(document) => self.reviewed(document),
        }
    }

    /// The unit itself works on it; somebody above it says whether it need not, and what it comes to.
    fn competent(&self, step: &Step, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        match step {
            Step::Exempt(..) | Step::Decide(..) => {
                if hands::is_above(&self.unit, sitting)? {
                    Ok(())
                } else {
                    Err(Refusal::DeciderExemptsNotItself)
                }
            }
            Step::Begin | Step::Consult(..) | Step::Report(_) | Step::Mitigate(_) | Step::Approve(_) | Step::FollowUp | Step::Review(_) => {
                sitting.governs(&self.unit).map_err(Refusal::from)
            }
        }
    }

    fn not_allowed(&self) -> Refusal {
        Refusal::MoveNotAllowed(self.allowed())
    }

    fn stands(&self, stage: Stage) -> Result<(), Refusal> {
        if self.stage == stage { Ok(()) } else { Err(self.not_allowed()) }
    }

    fn on(self, from: Stage, to: Stage) -> Result<Self, Refusal> {
        self.stands(from)?;
        Ok(Self { stage: to, ..self })
    }

    fn reported(self, report: &Report) -> Result<Self, Refusal> {
        self.stands(Stage::Consulted)?;
        let done = |demand: &&str| report.checklist.iter().any(|done| done == demand);
        if !self.subject.demanded().iter().all(done) {
            return Err(Refusal::ChecklistIncomplete);
        }
        Ok(Self {
            stage: Stage::Reported,
            report: Some(report.clone()),
            ..self
        })
    }

    fn approved(self, document: &str, now: OffsetDateTime) -> Result<Self, Refusal> {
        if self.approval.is_some() {
            return Err(Refusal::AlreadyApproved);
        }
        self.gate()?;
        Ok(Self {
            approval: Some(document.to_owned()),
            approved_at: Some(now),
            ..self
        })
    }

    fn followed_up(self, cases: Option<Cases>) -> Result<Self, Refusal> {
        let cases = cases.filter(|_| self.approval.is_some()).ok_or(Refusal::NotApproved)?;
        let over = cases.whole && self.stage == Stage::Decided;
        Ok(Self {
            stage: if over { Stage::FollowedUp } else { self.stage },
            cases: Some(cases),
            review_needed: cases.is_more_than_chance() && self.review.is_none(),
            ..self
        })
    }

    fn reviewed(self, document: &str) -> Result<Self, Refusal> {
        if !self.review_needed {
            return Err(Refusal::ReviewNotNeeded);
        }
        Ok(Self {
            review_needed: false,
            review: Some(document.to_owned()),
            ..self
        })
    }
}

entry! { Decision is "risk_decision": id, unit, at }

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
