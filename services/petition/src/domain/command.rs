//! Orders to a petition.

use serde::Serialize;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::course::Opinion;
use super::petition::Submission;
use super::terms::{Classification, DeliveryMethod};

/// An order to a petition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Register it (arts. 18, 22).
    Register(Box<Register>),
    /// Forward it to the competent unit (art. 22).
    Forward {
        /// The unit that is asked.
        to: Code,
    },
    /// Accept it at the unit that was asked (art. 23).
    Accept {
        /// How the petitioner is told in writing.
        notice: DeliveryMethod,
    },
    /// Classify it to handling (art. 31).
    StartHandling {
        /// As what.
        classification: Classification,
    },
    /// Issue the opinion (art. 32).
    IssueOpinion(IssueOpinion),
    /// Record that the opinion was served.
    ServeOpinion(ServeOpinion),
    /// Close it after the petitioner's window.
    Close,
    /// A clock reached a ring.
    Tick {
        /// Which clock.
        clock: String,
        /// When it rings.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Reckon every running clock by the calendar in force.
    Reckon,
}

/// Register a petition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Register {
    /// The county whose matter it is.
    pub county: Code,
    /// The unit that received it; `None`: the actor's own.
    pub unit: Option<Code>,
    /// What was brought.
    pub submission: Submission,
    /// When it was received; `None`: now.
    #[serde(with = "time::serde::rfc3339::option")]
    pub received_at: Option<OffsetDateTime>,
}

/// Issue the opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IssueOpinion {
    /// The opinion.
    pub opinion: Opinion,
    /// Subject of the unit's head who approved it; not the issuer.
    pub approved_by: String,
}

/// Record that the opinion was served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServeOpinion {
    /// How.
    pub method: DeliveryMethod,
    /// Reference of the proof.
    pub proof: String,
    /// When; `None`: now.
    #[serde(with = "time::serde::rfc3339::option")]
    pub at: Option<OffsetDateTime>,
}
