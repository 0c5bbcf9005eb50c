//! The seven steps: collected, accepted, filed, dispatched, handled, looked at, closed.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use crate::domain::stage::Stage;
use crate::domain::terms::{Ground, Level, Measure, Step};

/// What somebody saw on the spot before it was accepted (核实).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Subject of who was asked to go, if one was named.
    pub asked: Option<String>,
    /// Subject of who went.
    pub by: Option<String>,
    /// Whether it is so.
    pub found: Option<bool>,
    /// What was seen.
    pub note: String,
    /// When it was ordered.
    #[serde(with = "time::serde::rfc3339")]
    pub ordered_at: OffsetDateTime,
    /// When it was reported back.
    #[serde(with = "time::serde::rfc3339::option")]
    pub reported_at: Option<OffsetDateTime>,
}

/// Who accepted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Subject of the dispatcher.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// Who filed it (立案), at which level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// Subject of who filed it.
    pub by: String,
    /// At which level it is dispatched.
    pub level: Level,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// One report of handling (处置反馈).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// Subject of who handled it.
    pub by: String,
    /// What was done.
    pub report: String,
    /// By what means.
    pub measures: Vec<Measure>,
    /// Photos of the result, by hash.
    pub evidence: Vec<String>,
    /// Number of the enforcement case, where it was fined; none in what was written before it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enforcement_case: Option<String>,
    /// Where it stood, of what an agreement handled before anybody had it in hand; none of what was in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stood: Option<Stage>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl Handling {
    /// Whether it used means of enforcement, which are closed to grid staff: an order to correct, a penalty, a seizure, an entry, a
    /// document.
    #[must_use]
    pub fn enforces(&self) -> bool {
        self.measures.iter().any(|measure| !measure.is_open_to_grid_staff())
    }
}

/// That a part of the handling is done which has a limit of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// Which part.
    pub step: Step,
    /// Subject of who says so.
    pub by: String,
    /// What was done.
    pub note: String,
    /// Number of the enforcement case, of what was decided on a penalty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enforcement_case: Option<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// One look at what was handled (核查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// Subject of who looked; never one who handled it.
    pub by: String,
    /// Whether it is done.
    pub passed: bool,
    /// What was seen.
    pub note: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A time in which it stood still (挂账).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// On which ground.
    pub ground: Ground,
    /// Why.
    pub reason: String,
    /// Subject of who approved it.
    pub approver: String,
    /// The day on which it is looked at again.
    pub review_on: Date,
    /// Whether it goes on in the grid; else with a unit.
    pub in_grid: bool,
    /// Where it stood and goes on, of what another service took on before anybody had it in hand; none of what was in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stood: Option<Stage>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// When it went on.
    #[serde(with = "time::serde::rfc3339::option")]
    pub ended_at: Option<OffsetDateTime>,
}

impl Suspension {
    /// Where it goes on.
    #[must_use]
    pub fn goes_on(&self) -> Stage {
        let in_hand = if self.in_grid { Stage::InGrid } else { Stage::Handling };
        self.stood.clone().unwrap_or(in_hand)
    }
}
