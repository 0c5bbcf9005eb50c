//! Something the linter found, and where.

use serde::{Deserialize, Serialize};

use super::FindingKind;
use crate::domain::terms::Point;

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// Codes of the grids it is about.
    pub grids: Vec<String>,
    /// Its area in square metres, 0 where it has none.
    pub area_m2: f64,
    /// A point in it, or where to look.
    pub point: Option<Point>,
    /// Its outer ring, closed; empty where it has none.
    pub ring: Vec<Point>,
    /// Of a grid that goes: what hangs on it.
    #[serde(default)]
    pub hanging: Hanging,
}

/// What hangs on a grid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hanging {
    /// Open events.
    pub events: i64,
    /// Assignments that have not ended.
    pub assignments: i64,
    /// Plans of patrols with rounds to come.
    pub plans: i64,
    /// Campaigns that name it and are not over.
    pub campaigns: i64,
}

impl Hanging {
    /// Nothing.
    pub const NOTHING: Self = Self {
        events: 0,
        assignments: 0,
        plans: 0,
        campaigns: 0,
    };
}
