//! Orders that bring others in: our other services, other counties, another city.

use serde::Serialize;
use shiyu_kit::packet::Seal;
use shiyu_kit::referral::{Destination, IdentityField};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

/// An offer to another of our services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferReferral {
    /// The link's id.
    pub id: Uuid,
    /// To whom.
    pub to: Destination,
    /// What for, as a slug.
    pub purpose: String,
    /// The matter in neutral words.
    pub summary: String,
    /// Reference of the consent of every side; needed for mediation.
    pub consent: Option<String>,
    /// What of the identity may be read.
    pub fields: Vec<IdentityField>,
    /// Until when it may be read.
    pub until: Option<OffsetDateTime>,
    /// The unit that is asked; none: the one that was named as competent, or else whom the service finds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Code>,
}

/// It may be another county's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RaiseBoundary {
    /// The request's id.
    pub id: Uuid,
    /// The other counties.
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
