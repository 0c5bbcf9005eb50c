//! Orders of the work itself.

use serde::Serialize;
use shiyu_kit::unit::Code;
use time::Date;

use crate::domain::terms::{Ground, Level, Measure, Platform, Step};

/// To whom it goes. Empty fields take what the routing table says; a way of one's own needs a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Dispatch {
    /// The unit.
    pub to: Option<Code>,
    /// The platform.
    pub platform: Option<Platform>,
    /// The level.
    pub level: Option<Level>,
    /// Why another way than the table's.
    pub reason: Option<String>,
}

/// More time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Extend {
    /// Days, of the kind the limit is counted in.
    pub days: u32,
    /// Why.
    pub reason: String,
}

/// Let it stand still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suspend {
    /// On which ground.
    pub ground: Ground,
    /// Why.
    pub reason: String,
    /// The day on which it is looked at again.
    pub review_on: Date,
}

/// A part of the handling is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportStep {
    /// Which part.
    pub step: Step,
    /// What was done.
    pub note: String,
    /// Number of the enforcement case, of what was decided on a penalty.
    pub enforcement_case: Option<String>,
}

/// It is handled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportHandled {
    /// What was done.
    pub report: String,
    /// By what means.
    pub measures: Vec<Measure>,
    /// Photos of the result, by hash; each was attached before.
    pub evidence: Vec<String>,
    /// Number of the enforcement case, where it was fined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enforcement_case: Option<String>,
}
