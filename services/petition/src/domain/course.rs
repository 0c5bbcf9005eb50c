//! What each stage knows. A later stage holds the one it came through, so a closed petition holds its whole course.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::terms::{Classification, Closing, Decision, DeliveryMethod};

/// To whom a petition was forwarded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forwarding {
    /// The unit that forwarded it.
    pub from: Code,
    /// The unit that was asked.
    pub to: Code,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That the unit asked accepted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// How it came to the unit.
    pub forwarding: Forwarding,
    /// When; the 60 days run from here (art. 34).
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// How the petitioner was told in writing (art. 23).
    pub notice: DeliveryMethod,
}

/// That handling started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// Who accepted it.
    pub acceptance: Acceptance,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// As what.
    pub classification: Classification,
}

/// A handling opinion (信访处理意见书, art. 32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// The request as the unit understood it.
    pub request: String,
    /// Facts found and reasons.
    pub facts_and_reasons: String,
    /// What is decided.
    pub decision: Decision,
    /// The provisions it rests on; at least one.
    pub legal_basis: Vec<String>,
    /// What the petitioner may do against it (art. 35).
    pub remedy_notice: String,
}

/// That an opinion was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// How it came to be handled.
    pub handling: Handling,
    /// The opinion.
    pub opinion: Opinion,
    /// Subject of the office holder who issued it.
    pub issued_by: String,
    /// Subject of the unit's head who approved it.
    pub approved_by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That the opinion was served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// The opinion that was served.
    pub issue: Issue,
    /// How.
    pub method: DeliveryMethod,
    /// Reference of the proof.
    pub proof: String,
    /// When; the petitioner's 30 days run from here (art. 35).
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That the petition was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// How it was answered.
    pub service: Service,
    /// How it was closed.
    pub closing: Closing,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
