//! Review and re-review (复查, 复核; arts. 35, 36).

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::answer::Delivery;
use crate::domain::terms::{Remedy, Ruling};

/// One review or re-review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemedyCase {
    /// Which.
    pub remedy: Remedy,
    /// The party who asked.
    pub party: Uuid,
    /// Why.
    pub reasons: String,
    /// When the request was received; the 30 days of the unit above run from here (arts. 35, 36).
    #[serde(with = "time::serde::rfc3339")]
    pub requested_at: OffsetDateTime,
    /// When it was posted, if it came by post: what keeps the petitioner's own 30 days.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "time::serde::rfc3339::option")]
    pub posted_at: Option<OffsetDateTime>,
    /// The unit above the one that decided before.
    pub organ: Code,
    /// Who took it up.
    pub taken_up: Option<TakenUp>,
    /// What was decided.
    pub ruling: Option<RulingGiven>,
    /// That it was none, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dismissed: Option<Dismissal>,
}

/// That a request was no request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissal {
    /// Why; the petitioner reads it.
    pub reason: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl RemedyCase {
    /// Whether it was decided that the matter is handled anew.
    #[must_use]
    pub fn is_revocation(&self) -> bool {
        self.ruling.as_ref().is_some_and(|ruling| ruling.ruling == Ruling::Revoked)
    }

    /// Whether somebody took it up or decided it.
    #[must_use]
    pub fn is_by(&self, subject: &str) -> bool {
        let taken_up = self.taken_up.as_ref().is_some_and(|taken_up| taken_up.by == subject);
        taken_up || self.ruling.as_ref().is_some_and(|ruling| ruling.decided_by == subject)
    }
}

/// That staff of the organ took a request up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenUp {
    /// The organ's unit.
    pub unit: Code,
    /// Subject of the reviewer; had no hand in the handling.
    pub by: String,
    /// When; the 30 days run from here.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What a reviewing unit decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingGiven {
    /// What.
    pub ruling: Ruling,
    /// The decision's text.
    pub text: String,
    /// The provisions it rests on; at least one.
    pub legal_basis: Vec<String>,
    /// Whether something is to be carried out by it (art. 32).
    pub supported: bool,
    /// Subject of the reviewer who decided.
    pub decided_by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// How it was served, once it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
}

/// That a decision on re-review upon a hearing is shown to the public (公示, art. 36), with everybody in it covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// What the public reads.
    pub text: String,
    /// Reference of the petitioner's consent.
    pub consent: String,
    /// Since when.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// When it was taken down.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "time::serde::rfc3339::option")]
    pub withdrawn_at: Option<OffsetDateTime>,
}
