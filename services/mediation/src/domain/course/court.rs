//! What the court has to do with it.

use serde::{Deserialize, Deserializer, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::terms::{ConfirmationResult, Court, CourtStep, CourtVerdict};

/// An application for judicial confirmation (司法确认).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Which court.
    pub court: Court,
    /// The numbers of the agreements it is about; empty of what was written down before there could be several: whichever held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<u32>,
    /// The parties who apply: all of them.
    pub applicants: Vec<Uuid>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub applied_at: OffsetDateTime,
    /// What the court said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<ConfirmationDecision>,
}

impl Confirmation {
    /// Whether it is about an agreement.
    #[must_use]
    pub fn is_of(&self, agreement: u32) -> bool {
        self.agreements.is_empty() || self.agreements.contains(&agreement)
    }

    /// Whether the court confirmed.
    #[must_use]
    pub fn is_granted(&self) -> bool {
        let decision = self.decision.as_ref();
        decision.is_some_and(|decision| decision.result == ConfirmationResult::Confirmed)
    }

    /// Whether the court did not.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        let decision = self.decision.as_ref();
        decision.is_some_and(|decision| matches!(decision.result, ConfirmationResult::Refused(_)))
    }
}

/// What the court said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationDecision {
    /// What.
    pub result: ConfirmationResult,
    /// Number of its ruling.
    pub reference: String,
    /// When it was recorded.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// An application for enforcement of what was confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enforcement {
    /// The creditor who applies.
    pub creditor: Uuid,
    /// What it is about, by the numbers of the obligations; empty of what was written down before there could be several: all that creditor
    /// is owed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub obligations: Vec<u32>,
    /// The court.
    pub court: String,
    /// Its reference.
    pub reference: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl Enforcement {
    /// Whether it is about what is owed to somebody.
    #[must_use]
    pub fn is_of(&self, creditor: Uuid, obligation: u32) -> bool {
        self.creditor == creditor && (self.obligations.is_empty() || self.obligations.contains(&obligation))
    }
}

/// Applications for enforcement. What was written down before there could be several is one.
pub(super) fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Enforcement>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Kept {
        Several(Vec<Enforcement>),
        One(Enforcement),
    }
    Ok(match Kept::deserialize(deserializer)? {
        Kept::Several(several) => several,
        Kept::One(one) => vec![one],
    })
}

/// Something the court did while it had the dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtEvent {
    /// A step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<CourtStep>,
    /// Or the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<CourtVerdict>,
    /// The court's reference.
    pub reference: String,
    /// When the court did it.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
