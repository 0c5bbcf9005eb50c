//! Orders at the end.

use std::collections::BTreeSet;

use serde::Serialize;
use uuid::Uuid;

/// A petitioner withdraws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Withdraw {
    /// Which party.
    pub party: Uuid,
    /// Why, if they say so.
    pub reason: String,
    /// Reference of what they signed; of what is put on record for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
    /// Whether somebody who speaks for several withdraws for all of them, and the proof is of everybody's consent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub for_all: bool,
    /// Matters merged into it that are of nobody else, as the door finds them.
    #[serde(skip)]
    pub own: BTreeSet<Uuid>,
}
