//! What is done so that things stay as they are: registered, sealed, seized.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::terms::MeasureKind;

/// What became of what was registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposal {
    /// What: returned, seized, appraised, confiscated by the decision.
    pub outcome: String,
    /// Subject of who did it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// 先行登记保存 (行政处罚法 art. 56).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preservation {
    /// Which.
    pub id: Uuid,
    /// What, thing by thing.
    pub items: Vec<String>,
    /// The officers.
    pub officers: Vec<String>,
    /// Subject of the head who approved it.
    pub approver: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What became of it.
    pub disposal: Option<Disposal>,
}

/// That a measure ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Why: no longer needed, its time was over, not approved, confiscated.
    pub reason: String,
    /// Subject of who released it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// 查封、扣押 (行政强制法 arts. 18 to 28).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Which.
    pub id: Uuid,
    /// Sealed or seized.
    pub kind: MeasureKind,
    /// What, thing by thing (清单).
    pub items: Vec<String>,
    /// Why.
    pub reason: String,
    /// The officers.
    pub officers: Vec<String>,
    /// Whether it was urgent, and approved only afterwards (art. 19).
    pub urgent: bool,
    /// Subject of the head who approved it; none as long as an urgent one waits.
    pub approver: Option<String>,
    /// When it was taken.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// That it ended.
    pub release: Option<Release>,
}
