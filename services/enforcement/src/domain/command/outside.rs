//! What another city is asked (S14).

use serde::Serialize;
use shiyu_kit::packet::Seal;
use uuid::Uuid;

use crate::domain::terms::OutsidePurpose;

/// Ask another city to take it, or to help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferOutside {
    /// The request's id, and its own.
    pub id: Uuid,
    /// To take it, or to help.
    pub purpose: OutsidePurpose,
    /// The other city's organ.
    pub organ: String,
    /// By which provision.
    pub basis: String,
    /// What it is about, without a person.
    pub summary: String,
    /// SHA-256 of the packet handed over, lowercase hex.
    pub packet: String,
    /// Our signature on it, as the door gives it; none where packets are not signed.
    #[serde(skip)]
    pub seal: Option<Seal>,
}
