//! What goes to another city, which has no part in our bus (S14): a packet, and a receipt for it.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::packet::Seal;

/// That a matter was offered to another city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outside {
    /// The other city's organ.
    pub organ: String,
    /// SHA-256 of the packet handed over, lowercase hex.
    pub packet: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub offered_at: OffsetDateTime,
    /// Reference of the receipt, once there is one.
    pub receipt: Option<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339::option")]
    pub received_at: Option<OffsetDateTime>,
    /// When, without a receipt in time, it was put to the cities' joint conference.
    #[serde(with = "time::serde::rfc3339::option")]
    pub conference_at: Option<OffsetDateTime>,
    /// Our signature on the packet, if packets are signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
    /// Whether the receipt is known to be that organ's, by its signature.
    #[serde(default)]
    pub receipt_verified: bool,
}

impl Outside {
    /// Offered to an organ, in a packet of this hash, and without a receipt yet.
    #[must_use]
    pub fn offered((organ, packet): (&str, &str), seal: Option<Seal>, at: OffsetDateTime) -> Self {
        Self {
            organ: organ.to_owned(),
            packet: packet.to_owned(),
            offered_at: at,
            receipt: None,
            received_at: None,
            conference_at: None,
            seal,
            receipt_verified: false,
        }
    }
}
