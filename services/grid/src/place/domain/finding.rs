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
}
