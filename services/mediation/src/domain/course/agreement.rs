//! Agreements, and whether they are kept.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::terms::{Channel, Form, Method, ObligationKind};

/// An agreement (人民调解法 arts. 28 to 31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its running number in the dispute, from 1.
    pub number: u32,
    /// Of which attempt.
    #[serde(default, skip_serializing_if = "super::is_first")]
    pub attempt: u32,
    /// How it is made.
    pub form: Form,
    /// Whether it leaves part of the dispute open.
    pub partial: bool,
    /// The main facts (art. 29).
    pub facts: String,
    /// The disputed points, and each side's responsibility.
    pub points: String,
    /// What is agreed, in words.
    pub terms: String,
    /// Who owes what.
    pub obligations: Vec<Obligation>,
    /// Whether it is performed on the spot.
    pub at_once: bool,
    /// What it leaves open, in neutral words for whoever offered the dispute; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rest: String,
    /// Subject of who drafted it.
    pub drafted_by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub drafted_at: OffsetDateTime,
    /// The parties' signatures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<Signature>,
    /// The mediators who signed it, or who recorded what was said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed_by_mediators: Vec<Uuid>,
    /// The committee's or agency's seal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
    /// When it took effect.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub effective_at: Option<OffsetDateTime>,
    /// That its draft is void.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Voided>,
}

impl Agreement {
    /// Whether it waits for signatures.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.voided.is_none() && self.effective_at.is_none()
    }

    /// Whether it has taken effect and is not void.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.voided.is_none() && self.effective_at.is_some()
    }

    /// Whether nothing of it is open.
    #[must_use]
    pub fn is_performed(&self) -> bool {
        self.at_once || self.obligations.iter().all(Obligation::is_performed)
    }
}

/// Something owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Its number among all that was ever owed in the dispute, from 1: those of a further agreement go on counting.
    pub number: u32,
    /// Who owes.
    pub debtor: Uuid,
    /// To whom.
    pub creditor: Uuid,
    /// Money, or something to do.
    pub kind: ObligationKind,
    /// What is to be done, and how.
    pub content: String,
    /// Of money: how much, in fen.
    pub amount_fen: i64,
    /// By the end of which day.
    pub due_on: Option<Date>,
    /// On which condition; empty: on none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub condition: String,
    /// What was performed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub performances: Vec<Performance>,
    /// Reminders that were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    /// That it was broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breach: Option<Breach>,
}

/// That something owed was not performed when it was due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// In words.
    pub reason: String,
    /// Of what was owed on a condition: the day on which that was fulfilled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition_met_on: Option<Date>,
    /// When it was declared.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl Obligation {
    /// What is still to be paid, in fen.
    #[must_use]
    pub fn open_fen(&self) -> i64 {
        let paid = self
            .performances
            .iter()
            .fold(0_i64, |sum, performance| sum.saturating_add(performance.amount_fen));
        self.amount_fen.saturating_sub(paid).max(0)
    }

    /// Whether it is performed.
    #[must_use]
    pub fn is_performed(&self) -> bool {
        match self.kind {
            ObligationKind::Payment => self.open_fen() == 0,
            ObligationKind::Act => !self.performances.is_empty(),
        }
    }
}

/// Something that was performed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Performance {
    /// Of money: how much, in fen.
    pub amount_fen: i64,
    /// On which day.
    pub on: Date,
    /// Receipt or other proof, by its reference.
    pub proof: String,
}

/// A reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// How it was given.
    pub channel: Channel,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A party's signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Whose.
    pub party: Uuid,
    /// How.
    pub method: Method,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// The committee's seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Its entry in the register of seals.
    pub reference: String,
    /// Subject of who put it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That a draft is void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    /// Why; empty: its time ran out.
    pub reason: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
