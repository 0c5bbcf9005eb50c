//! Orders from registration to classification.

use serde::Serialize;
use shiyu_kit::party::Sealed;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::petition::{Accused, Number, Submission};
use crate::domain::terms::{Classification, Party};

/// Register a petition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Register {
    /// The county whose matter it is.
    pub county: Code,
    /// The unit that received it; `None`: the actor's own.
    pub unit: Option<Code>,
    /// Its number. It is drawn anew when the request is repeated, so it is no part of what is compared.
    #[serde(skip)]
    pub number: Number,
    /// Keyed index of the petitioner's code, which follows from the petition's id.
    #[serde(skip)]
    pub query_index: String,
    /// What was brought.
    pub submission: Submission,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// Their identities, sealed.
    pub sealed: Vec<Sealed>,
    /// From whom it is kept.
    pub accused: Accused,
    /// When it was received; `None`: now.
    #[serde(with = "time::serde::rfc3339::option")]
    pub received_at: Option<OffsetDateTime>,
    /// The matter of the same petitioner that has ended, upon which it brings new facts or reasons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follows: Option<Uuid>,
}

/// Send a matter to the procedure it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Divert {
    /// As what.
    pub classification: Classification,
    /// The organ that is competent, in words.
    pub organ: String,
    /// The day on which the petitioner came to know of the act they complain of, if it is an administrative act: from it the
    /// last days for reconsideration and litigation are reckoned (S6).
    pub act_known_on: Option<Date>,
}

/// Classify an accepted matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Classify {
    /// As what.
    pub classification: Classification,
    /// From whom an accusation is kept, beyond those named at registration.
    pub accused: Accused,
    /// The organ: of the other procedure in words (arts. 30, 31 items 1 to 4).
    pub organ: Option<String>,
    /// The organ whose duty it is (art. 31 item 5).
    pub duty_organ: Option<Code>,
    /// As in [`Divert::act_known_on`].
    pub act_known_on: Option<Date>,
}

/// A unit that was asked holds itself not competent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Object {
    /// Why.
    pub reasons: String,
    /// The unit it holds competent, if it knows one.
    pub competent: Option<Code>,
}
