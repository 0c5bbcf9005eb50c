//! Orders about whose a matter is.

use serde::Serialize;
use shiyu_kit::packet::Seal;
use shiyu_kit::unit::Code;
use uuid::Uuid;

/// It may be another county's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RaiseBoundary {
    /// The request's id.
    pub id: Uuid,
    /// The other counties; at least one.
    pub counties: Vec<Code>,
    /// Why.
    pub reason: String,
}

/// Offer it to another city (S14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferOutside {
    /// The other city's organ.
    pub organ: String,
    /// SHA-256 of the packet handed over, lowercase hex.
    pub packet: String,
    /// Our signature on it, as the door gives it; none where packets are not signed.
    #[serde(skip)]
    pub seal: Option<Seal>,
}
