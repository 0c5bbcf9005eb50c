//! What goes to criminal justice, in parallel with the case (行刑衔接).

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::domain::terms::CriminalAnswer;

/// The hand-over to the police.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// To which office.
    pub to: String,
    /// Reference of the letter.
    pub reference: String,
    /// Subject of who handed it over.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What the police said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoliceWord {
    /// What.
    pub answer: CriminalAnswer,
    /// Reference of the letter.
    pub reference: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A suspicion of crime, and what became of it (移送规定 arts. 5 to 12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crime {
    /// The officers who report.
    pub officers: Vec<String>,
    /// Why.
    pub reason: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub reported_at: OffsetDateTime,
    /// Whether the head approved the transfer; none as long as nothing is said.
    pub approved: Option<bool>,
    /// Subject of the head.
    pub approver: Option<String>,
    /// The hand-over.
    pub transfer: Option<Transfer>,
    /// What the police said, each time.
    pub words: Vec<PoliceWord>,
    /// Whether another word was asked of them.
    pub asked_again: bool,
    /// Whether the prosecutor was asked to supervise.
    pub prosecutor_asked: bool,
    /// When the materials were handed over.
    #[serde(with = "time::serde::rfc3339::option")]
    pub materials_at: Option<OffsetDateTime>,
    /// When it came back, was not approved, or ended there.
    #[serde(with = "time::serde::rfc3339::option")]
    pub ended_at: Option<OffsetDateTime>,
}

impl Crime {
    /// Whether it lies with criminal justice now.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.ended_at.is_none() && self.approved == Some(true)
    }
}
