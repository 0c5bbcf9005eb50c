//! From registration to classification.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::terms::{Classification, DeliveryMethod};

/// What is missing, told once and completely (一次性告知).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletenessNotice {
    /// Each missing thing.
    pub missing: Vec<String>,
    /// How the petitioner was told.
    pub method: DeliveryMethod,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What a party brought after registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplement {
    /// Which party.
    pub party: Uuid,
    /// What they say.
    pub text: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That a unit was asked (转送, 交办; arts. 22, 23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forwarding {
    /// The unit that asked.
    pub from: Code,
    /// The unit that was asked.
    pub to: Code,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Days within which it reports back; only of an assignment (交办).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_days: Option<u32>,
}

/// That a unit that was asked holds itself not competent (art. 23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// The unit.
    pub by: Code,
    /// Why.
    pub reasons: String,
    /// The unit it holds competent, if it knows one.
    pub competent: Option<Code>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Whether the sender agreed; none while it has not decided.
    pub agreed: Option<bool>,
}

/// Who handles it, after units disputed that (art. 24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Designation {
    /// The unit.
    pub unit: Code,
    /// The common superior that decided; none where the joint conference did.
    pub by: Option<Code>,
    /// Why.
    pub reasons: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That a unit accepted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// The unit.
    pub unit: Code,
    /// When; the 60 days run from here (art. 34).
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// How the petitioner was told in writing; not at all where nobody knew who or where they are (art. 23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<DeliveryMethod>,
}

/// As what it was classified (art. 31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classified {
    /// As what.
    pub classification: Classification,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
