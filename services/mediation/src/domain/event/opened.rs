//! That a dispute was opened.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use crate::domain::course::Entrustment;
use crate::domain::dispute::{Number, Submission};
use crate::domain::terms::{Party, Procedure};

/// A dispute was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The county.
    pub county: Code,
    /// Its number.
    pub number: Number,
    /// What was brought.
    pub submission: Submission,
    /// Under which procedure.
    pub procedure: Procedure,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// The unit that received it.
    pub receiver: Code,
    /// The offer of another service that it came of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entrustment: Option<Entrustment>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
