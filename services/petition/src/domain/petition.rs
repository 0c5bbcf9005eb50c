//! The petition matter (信访事项) itself.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use shiyu_kit::calendar::Clock;

use super::stage::Stage;
use super::terms::{Category, Channel};

/// What a petitioner brought; it never changes. In this version without the petitioner: identities come with the party vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// How it came.
    pub channel: Channel,
    /// What it is about.
    pub category: Category,
    /// In one line.
    pub title: String,
    /// What is asked for (请求, art. 19).
    pub request: String,
    /// Facts and reasons (art. 19).
    pub facts_and_reasons: String,
    /// The division it is about.
    pub place: Code,
    /// Id the channel gave it; unique in its channel.
    pub source_reference: Option<String>,
}

/// A petition matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Petition {
    /// The county (or city) whose matter it is.
    pub county: Code,
    /// What was brought.
    pub submission: Submission,
    /// When it was received; the first clock runs from here.
    #[serde(with = "time::serde::rfc3339")]
    pub received_at: OffsetDateTime,
    /// When it was registered.
    #[serde(with = "time::serde::rfc3339")]
    pub registered_at: OffsetDateTime,
    /// The unit that holds it now.
    pub unit: Code,
    /// Where it stands.
    pub stage: Stage,
    /// Every clock that ran or runs, in the order they started; each at most once.
    pub clocks: Vec<Clock>,
}
