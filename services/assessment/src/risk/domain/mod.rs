//! A decision that has to pass the gate, and its assessment (domain.md S12, C5). Pure.

mod look;
mod refusal;
mod terms;

use serde::{Deserialize, Serialize};
use shiyu_kit::case::Actor;
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::hands;
use crate::shelf::entry;

pub use look::{Cases, Look};
pub use refusal::Refusal;
pub use terms::{Conclusion, Exemption, Level, Report, Stage, Subject};

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
    /// The day of the last look at that.
    #[serde(default)]
    pub looked_on: Option<Date>,
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
    /// On record, for a unit of the county by whoever writes for it.
    ///
    /// # Errors
    /// Of who may not.
    pub fn recorded(self, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.writes_for(&self.unit)?;
        Ok(Self { at: sitting.now, ..self })
    }

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
            Step::FollowUp => self.followed_up(cases, sitting.today()),
            Step::Review(document) => self.reviewed(document),
        }
    }

    /// The unit itself works on it; somebody above it says whether it need not, and what it comes to. The clock looks at what came after.
    fn competent(&self, step: &Step, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        match step {
            Step::Exempt(..) | Step::Decide(..) => {
                if hands::is_above(&self.unit, sitting)? {
                    Ok(())
                } else {
                    Err(Refusal::DeciderExemptsNotItself)
                }
            }
            Step::FollowUp if matches!(sitting.by, Actor::Clock) => Ok(()),
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

    fn followed_up(self, cases: Option<Cases>, today: Date) -> Result<Self, Refusal> {
        let cases = cases.filter(|_| self.approval.is_some()).ok_or(Refusal::NotApproved)?;
        let over = cases.whole && self.stage == Stage::Decided;
        Ok(Self {
            stage: if over { Stage::FollowedUp } else { self.stage },
            cases: Some(cases),
            looked_on: Some(today),
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

/// 应评尽评: of what has to be assessed, how much is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// How many have to be assessed.
    pub should: usize,
    /// How many are.
    pub assessed: usize,
    /// How many need not be.
    pub exempted: usize,
}

impl Coverage {
    /// Of these decisions.
    #[must_use]
    pub fn of(decisions: &[Decision]) -> Self {
        let exempted = decisions.iter().filter(|decision| decision.stage == Stage::Exempted).count();
        Self {
            should: decisions.len() - exempted,
            assessed: decisions.iter().filter(|decision| decision.conclusion.is_some()).count(),
            exempted,
        }
    }
}
