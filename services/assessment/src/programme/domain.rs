//! What programmes, objectives and tasks are, and what may become of a task. Pure.

use serde::{Deserialize, Serialize};
use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::{Code, NotCompetent};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::catalogue::Item;
use crate::hands;
use crate::shelf::entry;

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Who leads it.
    pub unit: Code,
    /// Its first day.
    pub from: Date,
    /// Its last one.
    pub to: Date,
    /// The last day by which what was done is archived.
    pub archive: Date,
    /// The document it was decided by.
    pub document: String,
    /// Since when it is there.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// An objective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objective {
    /// Its id.
    pub id: Uuid,
    /// Its programme.
    pub programme: Uuid,
    /// Its place among the others.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// Who answers for it.
    pub unit: Code,
    /// Since when it is there.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It is thought of.
    Planned,
    /// The unit has it.
    Issued,
    /// The unit is at it.
    InProgress,
    /// The unit says that it is done.
    Submitted,
    /// It is.
    Accepted,
    /// It is not.
    Returned,
    /// On file.
    Archived,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it is.
    pub title: String,
    /// As the archive files it.
    pub reference: String,
    /// SHA-256 of the file, hex.
    pub sha256: String,
}

/// What moves a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Step {
    /// The unit is told.
    Issue,
    /// The unit begins.
    Begin,
    /// The unit says that it is done.
    Submit(Vec<Evidence>),
    /// It is.
    Accept,
    /// It is not, because.
    Return(String),
    /// On file.
    Archive,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its id.
    pub id: Uuid,
    /// Its objective.
    pub objective: Uuid,
    /// Code of the catalogue's item.
    pub item: String,
    /// What it is.
    pub title: String,
    /// Whose it is.
    pub unit: Code,
    /// The last day.
    pub due: Date,
    /// The last day of the archive.
    pub archive: Date,
    /// Where it stands.
    pub stage: Stage,
    /// What shows that it was done.
    pub evidence: Vec<Evidence>,
    /// What was lacking.
    pub remarks: String,
    /// Since when it is there.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// When it came to where it stands.
    #[serde(with = "time::serde::rfc3339")]
    pub moved_at: OffsetDateTime,
}

/// A catalogue that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Its id.
    pub id: Uuid,
    /// The county it belongs to.
    pub county: Code,
    /// What it is called, as in `2026`.
    pub edition: String,
    /// The document it was decided by.
    pub document: String,
    /// What stands in it.
    pub items: Vec<Item>,
    /// Since when it is there.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl Stage {
    /// What may be ordered there.
    #[must_use]
    pub const fn allowed(self) -> &'static [&'static str] {
        match self {
            Self::Planned => &["IssueTask", "PutTask"],
            Self::Issued => &["BeginTask"],
            Self::InProgress | Self::Returned => &["SubmitTask"],
            Self::Submitted => &["AcceptTask", "ReturnTask"],
            Self::Accepted => &["ArchiveTask"],
            Self::Archived => &[],
        }
    }
}

impl Task {
    /// Whether what is due is not done: the task by its last day, its archive by that of the programme.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        match self.stage {
            Stage::Planned | Stage::Archived | Stage::Submitted => false,
            Stage::Issued | Stage::InProgress | Stage::Returned => self.due < today,
            Stage::Accepted => self.archive < today,
        }
    }

    /// After a step.
    ///
    /// # Errors
    /// `TASK_MOVE_NOT_ALLOWED`; of who may not: `UNIT_NOT_YOURS`, `UNIT_ACCEPTS_NOT_ITSELF`.
    pub fn moved(self, step: &Step, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        match step {
            Step::Issue | Step::Accept | Step::Return(_) | Step::Archive => {
                if !hands::is_above(&self.unit, sitting)? {
                    return Err(Refusal::UnitAcceptsNotItself);
                }
            }
            Step::Begin | Step::Submit(_) => hands::of_unit(&self.unit, sitting)?,
        }
        let stage = match (self.stage, step) {
            (Stage::Planned, Step::Issue) => Stage::Issued,
            (Stage::Issued, Step::Begin) => Stage::InProgress,
            (Stage::InProgress | Stage::Returned, Step::Submit(_)) => Stage::Submitted,
            (Stage::Submitted, Step::Accept) => Stage::Accepted,
            (Stage::Submitted, Step::Return(_)) => Stage::Returned,
            (Stage::Accepted, Step::Archive) => Stage::Archived,
            (
                Stage::Planned | Stage::Issued | Stage::InProgress | Stage::Submitted | Stage::Accepted | Stage::Returned | Stage::Archived,
                Step::Issue | Step::Begin | Step::Submit(_) | Step::Accept | Step::Return(_) | Step::Archive,
            ) => return Err(Refusal::MoveNotAllowed(self.stage)),
        };
        let (evidence, remarks) = match step {
            Step::Submit(evidence) => (evidence.clone(), String::new()),
            Step::Return(remarks) => (self.evidence, remarks.clone()),
            Step::Issue | Step::Begin | Step::Accept | Step::Archive => (self.evidence, self.remarks),
        };
        Ok(Self {
            stage,
            evidence,
            remarks,
            moved_at: sitting.now,
            ..self
        })
    }

    /// A planned one with what it is to be, within its programme.
    ///
    /// # Errors
    /// `TASK_AFTER_PROGRAMME`, `TASK_MOVE_NOT_ALLOWED` of one that was issued, and of who may not.
    pub fn put(self, before: Option<&Self>, programme: &Programme, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        hands::of_county(&self.unit, sitting)?;
        if let Some(issued) = before.filter(|before| before.stage != Stage::Planned) {
            return Err(Refusal::MoveNotAllowed(issued.stage));
        }
        if self.due > programme.to {
            return Err(Refusal::TaskAfterProgramme);
        }
        Ok(Self {
            archive: programme.archive,
            at: before.map_or(sitting.now, |before| before.at),
            moved_at: sitting.now,
            ..self
        })
    }
}

entry! { Programme is "programme": id, unit, at }

entry! { Objective is "objective": id, unit, at, programme }

entry! { Task is "task": id, unit, at, objective }

entry! { Catalogue is "catalogue": id, county, at, edition }

/// Why not, one variant a reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller, or for no unit of ours.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is none.
    #[error("there is no such programme")]
    ProgrammeUnknown,
    /// There is none.
    #[error("there is no such objective")]
    ObjectiveUnknown,
    /// There is none.
    #[error("there is no such task")]
    TaskUnknown,
    /// There is none.
    #[error("there is no such catalogue")]
    CatalogueUnknown,
    /// What was imported never changes.
    #[error("there is a catalogue of this edition")]
    CatalogueExists,
    /// Not from where it stands.
    #[error("the task does not go that way")]
    MoveNotAllowed(Stage),
    /// It ends later than its programme.
    #[error("the task ends after its programme")]
    TaskAfterProgramme,
    /// Somebody else says whether it is done.
    #[error("a unit does not accept its own task")]
    UnitAcceptsNotItself,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::ProgrammeUnknown => "PROGRAMME_UNKNOWN",
            Self::ObjectiveUnknown => "OBJECTIVE_UNKNOWN",
            Self::TaskUnknown => "TASK_UNKNOWN",
            Self::CatalogueUnknown => "CATALOGUE_UNKNOWN",
            Self::CatalogueExists => "CATALOGUE_EXISTS",
            Self::MoveNotAllowed(_) => "TASK_MOVE_NOT_ALLOWED",
            Self::TaskAfterProgramme => "TASK_AFTER_PROGRAMME",
            Self::UnitAcceptsNotItself => "UNIT_ACCEPTS_NOT_ITSELF",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::ProgrammeUnknown | Self::ObjectiveUnknown | Self::TaskUnknown | Self::CatalogueUnknown => RefusalClass::NotFound,
            Self::CatalogueExists => RefusalClass::AlreadyExists,
            Self::UnitAcceptsNotItself => RefusalClass::Forbidden,
            Self::MoveNotAllowed(_) | Self::TaskAfterProgramme => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        if let Self::MoveNotAllowed(stage) = self {
            return stage.allowed().to_vec();
        }
        Vec::new()
    }
}
