//! A visit: drawn, made, found, shared with its unit, put right.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::Refusal;

/// Where a visit stands (domain.md C5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It was drawn.
    Planned,
    /// Somebody was there.
    Done,
    /// What was found is written down.
    Found,
    /// The unit knows.
    Shared,
    /// It is put right.
    Rectified,
}

/// What was looked at, and how often it was not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub item: String,
    /// How often it was looked at.
    pub checked: u32,
    /// How often it was not right.
    pub defects: u32,
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Code of the unit or division.
    pub unit: Code,
    /// Where it stands.
    pub stage: Stage,
    /// When somebody was there.
    #[serde(with = "time::serde::rfc3339::option")]
    pub visited_at: Option<OffsetDateTime>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What was done about it.
    pub rectification: Option<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339::option")]
    pub rectified_at: Option<OffsetDateTime>,
}

/// What is done of one visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Step {
    /// Somebody was there then.
    Visit(#[serde(with = "time::serde::rfc3339")] OffsetDateTime),
    /// This was found.
    Find(Vec<Finding>),
    /// The unit is told.
    Share,
    /// The unit says what it did.
    Rectify(String),
}

impl Visit {
    /// One that was drawn.
    pub(super) fn planned(unit: Code) -> Self {
        Self {
            unit,
            stage: Stage::Planned,
            visited_at: None,
            findings: Vec::new(),
            rectification: None,
            rectified_at: None,
        }
    }

    /// After a step by whoever may.
    pub(super) fn stepped(&mut self, step: &Step, (drawn, now): (OffsetDateTime, OffsetDateTime)) -> Result<(), Refusal> {
        self.stage = match (self.stage, step) {
            (Stage::Planned, Step::Visit(at)) => {
                if *at > now || *at < drawn {
                    return Err(Refusal::VisitInFuture);
                }
                self.visited_at = Some(*at);
                Stage::Done
            }
            (Stage::Done, Step::Find(findings)) => {
                self.findings.clone_from(findings);
                Stage::Found
            }
            (Stage::Found, Step::Share) => Stage::Shared,
            (Stage::Shared, Step::Rectify(text)) => {
                self.rectification = Some(text.clone());
                self.rectified_at = Some(now);
                Stage::Rectified
            }
            (stage @ Stage::Planned, Step::Find(_) | Step::Share | Step::Rectify(_))
            | (stage @ Stage::Done, Step::Visit(_) | Step::Share | Step::Rectify(_))
            | (stage @ Stage::Found, Step::Visit(_) | Step::Find(_) | Step::Rectify(_))
            | (stage @ Stage::Shared, Step::Visit(_) | Step::Find(_) | Step::Share)
            | (stage @ Stage::Rectified, Step::Visit(_) | Step::Find(_) | Step::Share | Step::Rectify(_)) => {
                return Err(Refusal::VisitMoveNotAllowed(stage));
            }
        };
        Ok(())
    }

    /// How many defects were found.
    #[must_use]
    pub fn defects(&self) -> u32 {
        self.findings.iter().fold(0, |sum, finding| sum.saturating_add(finding.defects))
    }

    /// Whether its unit may know of it.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        matches!(self.stage, Stage::Shared | Stage::Rectified)
    }
}
