//! What a report put on record.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use crate::domain::incident::Report;
use crate::domain::terms::{Class, Party, Place};

/// An event was reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The county.
    pub county: Code,
    /// What was reported.
    pub report: Report,
    /// What it is about.
    pub class: Class,
    /// Where it is.
    pub place: Place,
    /// Keyed index of the reporter's code; may be empty.
    pub query_index: String,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// The unit that received it.
    pub receiver: Code,
    /// Subject of the member of staff who reported it; none for a citizen.
    pub by: Option<String>,
    /// Whether who reported it patrols the grid: then it was patrolled too.
    pub patrolled: bool,
    /// Whether something of its subclass was reported in its grid within the thirty days before (重复发生).
    #[serde(default)]
    pub repeats: bool,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
