//! The mediation itself. What is said in it stays in this service.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::terms::{InvitedAs, Leaving, MediatorKind, SessionForm};

/// A mediator of the dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Who, by the register.
    pub mediator: Uuid,
    /// Subject of their token.
    pub subject: String,
    /// What kind.
    pub kind: MediatorKind,
    /// Of which attempt.
    #[serde(default, skip_serializing_if = "super::is_first")]
    pub attempt: u32,
    /// The parties who chose them; empty: appointed (art. 19).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chosen_by: Vec<Uuid>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What they disclosed (M-23); they mediate once they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclosure: Option<Disclosure>,
    /// Why they left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Leaving>,
    /// When they left.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub left_at: Option<OffsetDateTime>,
}

/// What a mediator discloses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// Whether there is something that may call their impartiality in question.
    pub interest: bool,
    /// What; empty if nothing.
    pub note: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionState {
    /// Planned: mediators and room are taken.
    Planned,
    /// Held and recorded.
    Held,
    /// Not held.
    Cancelled,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its id: the request's.
    pub id: Uuid,
    /// Of which attempt.
    #[serde(default, skip_serializing_if = "super::is_first")]
    pub attempt: u32,
    /// Who mediates.
    pub mediators: Vec<Uuid>,
    /// Where, by the register; none on the telephone and the like.
    pub room: Option<Uuid>,
    /// From.
    #[serde(with = "time::serde::rfc3339")]
    pub starts_at: OffsetDateTime,
    /// To.
    #[serde(with = "time::serde::rfc3339")]
    pub ends_at: OffsetDateTime,
    /// How.
    pub form: SessionForm,
    /// Whether anybody may listen; only if every party wants it so (art. 23).
    pub public: bool,
    /// Where it stands.
    pub state: SessionState,
    /// What was said, once it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<SessionRecord>,
    /// Why it was not held.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cancelled: String,
}

/// The record of a session (调解笔录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRecord {
    /// The parties who came.
    pub attended: Vec<Uuid>,
    /// The invited who came.
    pub invited: Vec<Uuid>,
    /// What was said. It never leaves this service.
    pub statements: String,
    /// What came of it, in the mediator's words. Neither does this.
    pub outcome: String,
    /// Subject of who wrote it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// An invitation (art. 20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Who, sealed in the vault.
    pub party: Uuid,
    /// As what.
    pub invited_as: InvitedAs,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What a party offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its id: the request's.
    pub id: Uuid,
    /// Whose.
    pub party: Uuid,
    /// Of which attempt.
    #[serde(default, skip_serializing_if = "super::is_first")]
    pub attempt: u32,
    /// The offer it counters.
    pub counters: Option<Uuid>,
    /// What is offered. It never leaves this service.
    pub terms: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What the others said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<OfferAnswer>,
}

/// What a party says to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferAnswer {
    /// Who.
    pub party: Uuid,
    /// Whether it takes it.
    pub accepted: bool,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A fact that nobody disputes (深圳 73), recorded with every party's consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undisputed {
    /// What. It never leaves this service but in the hands of the parties.
    pub text: String,
    /// Of which attempt.
    #[serde(default, skip_serializing_if = "super::is_first")]
    pub attempt: u32,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// More time, by every party's consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Days.
    pub days: u32,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
