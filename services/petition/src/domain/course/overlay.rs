//! What goes on beside the stages.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::terms::{AccountabilityGround, Adoption, Category, Fault, Rating};

/// That a member of staff stands aside for a direct interest (回避, art. 28).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recusal {
    /// Subject of who stands aside.
    pub subject: String,
    /// Why.
    pub reason: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What the petitioner thinks of both offices, rated separately (art. 21). Who rated is not shown to the rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The party who rated.
    pub party: Uuid,
    /// Of the petition office.
    pub petition_office: Option<Rating>,
    /// Of the handling unit.
    pub handling_unit: Option<Rating>,
    /// The office that took it down for them; none: their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_down: Option<Code>,
    /// Whether it takes the place of one that was taken down for them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replaces: bool,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That one of several petitioners withdrew; it goes on for the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyWithdrawal {
    /// Who.
    pub party: Uuid,
    /// Why, if they said so.
    pub reason: String,
    /// Reference of what they signed, if it was put on record for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// One case, one plan (一案一策), with a leader in charge (包案领导). It is a duty, and no way around the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sponsorship {
    /// Subject of the leader.
    pub leader: String,
    /// Subject of who is responsible for the work.
    pub responsible: String,
    /// The plan.
    pub plan: String,
    /// Its steps.
    pub milestones: Vec<Milestone>,
    /// The root cause, as a slug; what policy advice is drawn from.
    pub root_cause: Option<Category>,
    /// Who had it in charge before.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub earlier: BTreeSet<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl Sponsorship {
    /// Whoever has it in charge or had it.
    pub fn charged(&self) -> impl Iterator<Item = &String> {
        [&self.leader, &self.responsible].into_iter().chain(&self.earlier)
    }
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// What is to be done.
    pub title: String,
    /// By when.
    pub due: Date,
    /// When it was done.
    #[serde(with = "time::serde::rfc3339::option")]
    pub done_at: Option<OffsetDateTime>,
}

/// A supervision of a unit by the petition office; it answers in writing (督办, art. 40).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervision {
    /// Its id.
    pub id: Uuid,
    /// Which unit.
    pub unit: Code,
    /// What for.
    pub fault: Fault,
    /// What the petition office suggests.
    pub suggestion: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The unit's answer.
    pub answer: Option<String>,
    /// When it answered.
    #[serde(with = "time::serde::rfc3339::option")]
    pub answered_at: Option<OffsetDateTime>,
}

/// A proposal of the petition office to hold a unit responsible for what had grave consequences, put to the organ in charge of the unit,
/// which answers in writing (追究责任的建议, art. 40). It names a unit and nobody of it: who did what, the organ finds out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountabilityProposal {
    /// Its id.
    pub id: Uuid,
    /// Which unit.
    pub unit: Code,
    /// What for.
    pub ground: AccountabilityGround,
    /// What grave consequences it had.
    pub reason: String,
    /// The organ in charge of the unit.
    pub organ: Code,
    /// Reference of the paper.
    pub reference: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The organ's answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<AccountabilityAnswer>,
}

/// What the organ makes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountabilityAnswer {
    /// In a word.
    pub adoption: Adoption,
    /// In writing.
    pub text: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That a major or urgent matter was reported at once, to the leadership and the superior petition office (art. 25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UrgentReport {
    /// The units it was reported to.
    pub to: Vec<Code>,
    /// What is urgent about it.
    pub reason: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// Help for the petitioner after the final answer (疏导, 帮扶; art. 37).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareTask {
    /// Its id.
    pub id: Uuid,
    /// Who does it.
    pub unit: Code,
    /// What.
    pub task: String,
    /// When it was set.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// When it was done.
    #[serde(with = "time::serde::rfc3339::option")]
    pub done_at: Option<OffsetDateTime>,
}
