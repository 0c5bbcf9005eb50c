//! How it came in, whose it is, and whether the parties want it.

use serde::{Deserialize, Serialize};
use shiyu_kit::referral::{Offer, ReferralState, Settled};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::terms::{Channel, Procedure};

/// An offer of another of our services (S1, S4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrustment {
    /// What is offered; identities are not in it, and are read there under its grant.
    pub offer: Offer,
    /// Where the offer stands, as we last said or heard.
    pub state: ReferralState,
    /// How much it was told is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
    /// And upon which agreement, by its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<u32>,
}

impl Entrustment {
    /// Whether identities may be read there now.
    #[must_use]
    pub fn is_readable(&self, now: OffsetDateTime) -> bool {
        self.state.is_open() && !self.offer.fields.is_empty() && self.offer.granted_until.is_some_and(|until| now < until)
    }
}

/// A transfer to another unit of the county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Who had it.
    pub from: Code,
    /// Who has it.
    pub to: Code,
    /// Why.
    pub reason: String,
    /// Whether a common superior said so; then it binds.
    pub designated: bool,
    /// Subject of who did it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That it was asked whose it is: the first receiver asks the common superior (深圳 43-47).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jurisdiction {
    /// The units that claim it or deny it.
    pub units: Vec<Code>,
    /// What is disputed.
    pub reason: String,
    /// When it was asked.
    #[serde(with = "time::serde::rfc3339")]
    pub asked_at: OffsetDateTime,
    /// When it was decided.
    #[serde(with = "time::serde::rfc3339::option")]
    pub decided_at: Option<OffsetDateTime>,
}

/// Who had the attempts that ended with a change of procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The last of them, by its number.
    pub last: u32,
    /// The committee or agency.
    pub unit: Code,
    /// Subjects of who mediated then.
    pub mediators: Vec<String>,
}

/// A change between the three procedures, under the same id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureChange {
    /// From which.
    pub from: Procedure,
    /// To which.
    pub to: Procedure,
    /// Why.
    pub reason: String,
    /// The parties who consented: all of them.
    pub agreed: Vec<Uuid>,
    /// Of judicial mediation: the court, and its reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<(String, String)>,
    /// Of administrative mediation: the item of the catalogue, if another than was brought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Uuid>,
    /// Who had the attempts before it: the words of these stay with them. None of what an older build wrote down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
    /// Subject of who recorded it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// Its acceptance (受理).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Subject of who accepted it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The pack of limits whose time it has; empty: the built-in one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pack: String,
    /// The pack's version.
    #[serde(default)]
    pub pack_version: i64,
}

/// A party's word on the mediation (人民调解法 art. 17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Whose.
    pub party: Uuid,
    /// Of which attempt.
    #[serde(default)]
    pub attempt: u32,
    /// Whether it consents.
    pub given: bool,
    /// How the word came.
    pub channel: Channel,
    /// The agent who said it for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Uuid>,
    /// Reference of the form or the recording; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Whether the party asks for an agreement in writing (M-22).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub wants_writing: bool,
    /// Whether the party lets the address at which it is served be used in later procedures too (M-24).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reuse_address: bool,
    /// Subject of who recorded it.
    pub recorded_by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
