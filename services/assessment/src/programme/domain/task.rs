//! What a unit has to do: where it stands, and what may become of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shiyu_kit::register::{Sitting, Standing};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Programme, Refusal};
use crate::hands;
use crate::shelf::entry;

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

entry! { Task is "task": id, unit, at, objective }

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
    /// One that is thought of.
    #[must_use]
    pub fn planned(id: Uuid, (objective, unit, due): (Uuid, Code, Date), (item, title): (String, String)) -> Self {
        Self {
            id,
            objective,
            item,
            title,
            unit,
            due,
            archive: due,
            stage: Stage::Planned,
            evidence: Vec::new(),
            remarks: String::new(),
            at: OffsetDateTime::UNIX_EPOCH,
            moved_at: OffsetDateTime::UNIX_EPOCH,
        }
    }

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
    /// `TASK_UNKNOWN`, `TASK_AFTER_PROGRAMME`, `TASK_MOVE_NOT_ALLOWED` of one that was issued, and of who may not.
    pub fn put(self, (standing, before): (Standing, Option<&Self>), programme: &Programme, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        let same = before.is_some_and(|before| before.objective == self.objective);
        if standing == Standing::Known && !same {
            return Err(Refusal::TaskUnknown);
        }
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

/// How many tasks there are, and how many of them are overdue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub tasks: i64,
    /// What is due of them is not done.
    pub overdue: i64,
}

/// Tasks by objective and by where they stand.
#[must_use]
pub fn tally(tasks: &[Task], today: Date) -> BTreeMap<(Uuid, Stage), Tally> {
    let mut tally = BTreeMap::<_, Tally>::new();
    for task in tasks {
        let count = tally.entry((task.objective, task.stage)).or_default();
        count.tasks += 1;
        count.overdue += i64::from(task.is_overdue(today));
    }
    tally
}
