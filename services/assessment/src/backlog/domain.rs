//! A campaign against old cases: which are chosen, who stands for it, what is reached, and when it is over. Pure.

use serde::{Deserialize, Serialize};
use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::{Code, NotCompetent};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::shelf::entry;

/// Cases in a campaign at most: more of them are no plan.
pub const MOST: usize = 2_000;

/// A step of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// What is reached.
    pub title: String,
    /// By which day.
    pub due: Date,
    /// When it was.
    #[serde(with = "time::serde::rfc3339::option")]
    pub reached_at: Option<OffsetDateTime>,
}

/// A chosen case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Chosen {
    /// The day on which it was opened.
    pub opened: Date,
    /// The case.
    pub case: Uuid,
    /// The service.
    pub service: String,
    /// Code of the unit.
    pub unit: String,
    /// Its category.
    pub category: String,
    /// Why it was let go.
    pub released: Option<String>,
}

/// What is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// The document it rests on.
    pub document: String,
    /// The unit that sponsors it.
    pub sponsor: Code,
    /// Cases opened before this day.
    pub before: Date,
    /// Only of this service.
    pub service: Option<String>,
    /// Only of this category.
    pub category: Option<String>,
    /// Its milestones.
    pub milestones: Vec<Milestone>,
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// As it was planned, and what was reached of it.
    pub plan: Plan,
    /// The chosen cases, the oldest first.
    pub cases: Vec<Chosen>,
    /// When it was opened.
    #[serde(with = "time::serde::rfc3339")]
    pub opened_at: OffsetDateTime,
    /// When it was closed.
    #[serde(with = "time::serde::rfc3339::option")]
    pub closed_at: Option<OffsetDateTime>,
}

entry! { Campaign is "backlog_campaign": plan.id, plan.sponsor, opened_at }

impl Plan {
    /// The office opens a campaign over the cases that the plan chooses.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `UNIT_OUTSIDE_JURISDICTION`, `NOTHING_TO_CHOOSE`, `TOO_MANY_CASES`.
    pub fn open(self, mut cases: Vec<Chosen>, sitting: &Sitting<'_>) -> Result<Campaign, Refusal> {
        sitting.county_wide()?;
        sitting.competence().in_county(&self.sponsor)?;
        cases.sort_unstable();
        match cases.len() {
            0 => Err(Refusal::NothingToChoose),
            1..=MOST => Ok(Campaign {
                plan: self,
                cases,
                opened_at: sitting.now,
                closed_at: None,
            }),
            _ => Err(Refusal::TooManyCases),
        }
    }
}

impl Campaign {
    /// The cases that are still in it.
    pub fn kept(&self) -> impl Iterator<Item = &Chosen> {
        self.cases.iter().filter(|chosen| chosen.released.is_none())
    }

    fn open(&self) -> Result<(), Refusal> {
        if self.closed_at.is_some() {
            return Err(Refusal::Closed);
        }
        Ok(())
    }

    /// The sponsor, or the office above it, says that a milestone is reached.
    ///
    /// # Errors
    /// `CAMPAIGN_CLOSED`, `MILESTONE_UNKNOWN`, `MILESTONE_REACHED`, and who may not.
    pub fn reached(mut self, index: usize, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.plan.sponsor)?;
        self.open()?;
        let milestone = self.plan.milestones.get_mut(index).ok_or(Refusal::MilestoneUnknown)?;
        if milestone.reached_at.is_some() {
            return Err(Refusal::MilestoneReached);
        }
        milestone.reached_at = Some(sitting.now);
        Ok(self)
    }

    /// A case is let go from it; its own procedure goes on as before.
    ///
    /// # Errors
    /// `CAMPAIGN_CLOSED`, `CASE_NOT_CHOSEN`, `CASE_RELEASED`, and who may not.
    pub fn released(mut self, case: Uuid, reason: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        self.open()?;
        let chosen = self.cases.iter_mut().find(|chosen| chosen.case == case);
        let chosen = chosen.ok_or(Refusal::CaseNotChosen)?;
        if chosen.released.is_some() {
            return Err(Refusal::CaseReleased);
        }
        chosen.released = Some(reason.to_owned());
        Ok(self)
    }

    /// It is over once every case in it came to its end by its own procedure, and every milestone is reached.
    ///
    /// # Errors
    /// `CAMPAIGN_CLOSED`, `CASES_OPEN`, `MILESTONES_OPEN`, and who may not.
    pub fn closed(mut self, has_ended: impl Fn(Uuid) -> bool, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        self.open()?;
        if !self.kept().all(|chosen| has_ended(chosen.case)) {
            return Err(Refusal::CasesOpen);
        }
        if self.plan.milestones.iter().any(|milestone| milestone.reached_at.is_none()) {
            return Err(Refusal::MilestonesOpen);
        }
        self.closed_at = Some(sitting.now);
        Ok(self)
    }
}

/// Why not, one variant a reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is none, or none of theirs.
    #[error("there is no such campaign")]
    Unknown,
    /// It is over.
    #[error("the campaign is closed")]
    Closed,
    /// No open case is so old.
    #[error("no open case is so old")]
    NothingToChoose,
    /// More than anybody plans for.
    #[error("more than {MOST} cases are no plan")]
    TooManyCases,
    /// There is none of this number.
    #[error("there is no such milestone")]
    MilestoneUnknown,
    /// Once.
    #[error("the milestone is reached")]
    MilestoneReached,
    /// It is none of those chosen.
    #[error("the case is not in the campaign")]
    CaseNotChosen,
    /// Once.
    #[error("the case was let go")]
    CaseReleased,
    /// A case goes on until its own procedure ends it.
    #[error("cases of the campaign are open")]
    CasesOpen,
    /// Something is still to be reached.
    #[error("milestones of the campaign are open")]
    MilestonesOpen,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::Unknown => "CAMPAIGN_UNKNOWN",
            Self::Closed => "CAMPAIGN_CLOSED",
            Self::NothingToChoose => "NOTHING_TO_CHOOSE",
            Self::TooManyCases => "TOO_MANY_CASES",
            Self::MilestoneUnknown => "MILESTONE_UNKNOWN",
            Self::MilestoneReached => "MILESTONE_REACHED",
            Self::CaseNotChosen => "CASE_NOT_CHOSEN",
            Self::CaseReleased => "CASE_RELEASED",
            Self::CasesOpen => "CASES_OPEN",
            Self::MilestonesOpen => "MILESTONES_OPEN",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::Unknown | Self::MilestoneUnknown | Self::CaseNotChosen => RefusalClass::NotFound,
            Self::Closed
            | Self::NothingToChoose
            | Self::TooManyCases
            | Self::MilestoneReached
            | Self::CaseReleased
            | Self::CasesOpen
            | Self::MilestonesOpen => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        match self {
            Self::CasesOpen => vec!["ReleaseBacklogCase"],
            Self::MilestonesOpen => vec!["ReachBacklogMilestone"],
            Self::NotCompetent(_)
            | Self::Unknown
            | Self::Closed
            | Self::NothingToChoose
            | Self::TooManyCases
            | Self::MilestoneUnknown
            | Self::MilestoneReached
            | Self::CaseNotChosen
            | Self::CaseReleased => Vec::new(),
        }
    }
}
