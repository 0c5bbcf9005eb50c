//! Orders after the answer.

use serde::Serialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::terms::{Rating, Ruling};

/// Ask for review or re-review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequestRemedy {
    /// Which party asks.
    pub party: Uuid,
    /// Why.
    pub reasons: String,
    /// When the request was received; `None`: now.
    #[serde(with = "time::serde::rfc3339::option")]
    pub at: Option<OffsetDateTime>,
    /// When it was posted, if it came by post.
    #[serde(with = "time::serde::rfc3339::option")]
    pub posted_at: Option<OffsetDateTime>,
}

/// Decide on a review or re-review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecideRemedy {
    /// What.
    pub ruling: Ruling,
    /// The decision's text.
    pub text: String,
    /// The provisions it rests on.
    pub legal_basis: Vec<String>,
    /// Whether something is to be carried out after a change.
    pub supported: bool,
}

/// Rate both offices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evaluate {
    /// Which party.
    pub party: Uuid,
    /// Of the petition office.
    pub petition_office: Option<Rating>,
    /// Of the handling unit.
    pub handling_unit: Option<Rating>,
}

/// Show a decision on re-review to the public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishRuling {
    /// What the public reads; nobody of the matter is in it.
    pub text: String,
    /// Reference of the petitioner's consent.
    pub consent: String,
}
