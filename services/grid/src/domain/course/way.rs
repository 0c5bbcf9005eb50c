//! The way an event takes: dispatched, returned, up the ladder.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use crate::domain::terms::{Level, Platform};

/// One dispatch (派遣).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// The unit that has to handle it (责任单位).
    pub to: Code,
    /// Over which of the town's platforms.
    pub platform: Option<Platform>,
    /// At which level.
    pub level: Level,
    /// Id of the routing rule that suggested it; none where a person chose another way.
    pub rule: Option<String>,
    /// Version of the routing table.
    pub table: Option<i64>,
    /// Why, where a person chose another way than the table's.
    pub reason: Option<String>,
    /// Subject of who confirmed it.
    pub by: String,
    /// The command room or centre that ordered it, which may order the stations seconded to it (指挥派驻机构).
    pub by_unit: Code,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Subject of who signed in, once somebody did (签收).
    pub signed_by: Option<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339::option")]
    pub signed_at: Option<OffsetDateTime>,
}

/// That it went from one command room or centre to another (转办).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// From which.
    pub from: Code,
    /// To which.
    pub to: Code,
    /// Why.
    pub reason: String,
    /// The level that answers from then on, of what is filed: the other desk's. None before that, and in what was written before levels
    /// went along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Subject of who gave it on.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A return of a wrong dispatch, with what the unit has to explain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The unit that returned it.
    pub by_unit: Code,
    /// Why it is not competent.
    pub reason: String,
    /// Whom it holds competent.
    pub competent: Option<Code>,
    /// The level that answers again: that of the desk which dispatched it. None in what was written before levels came back too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// Why something went up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EscalationGround {
    /// The level has no authority for it.
    NoAuthority,
    /// Eighty per cent of the level's limit, or of that of the handling where it ends first, are over.
    NearLimit,
    /// It was returned twice.
    ReturnedTwice,
}

/// One step up the ladder (S3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// From which level.
    pub from: Level,
    /// To which.
    pub to: Level,
    /// The unit of that level.
    pub to_unit: Code,
    /// Why.
    pub ground: EscalationGround,
    /// In words; empty where the clock did it.
    pub reason: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
