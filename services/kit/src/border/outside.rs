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

    /// Whether no receipt came, in time or later.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.receipt.is_none()
    }

    /// Whether no receipt came, and the time for it is not over.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.is_open() && self.conference_at.is_none()
    }

    /// With the receipt of this reference, which is known to be that organ's or not.
    pub fn receive(&mut self, (reference, verified): (&str, bool), at: OffsetDateTime) {
        self.receipt = Some(reference.to_owned());
        self.receipt_verified = verified;
        self.received_at = Some(at);
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const OFFERED: OffsetDateTime = datetime!(2026-03-02 01:00 UTC);
    const LATER: OffsetDateTime = datetime!(2026-03-10 01:00 UTC);

    #[test]
    fn a_receipt_may_come_when_its_time_is_over() {
        let mut outside = Outside::offered(("绍兴市信访局", "a1"), None, OFFERED);
        assert!(outside.is_open() && outside.waits());
        outside.conference_at = Some(OFFERED);
        assert!(outside.is_open() && !outside.waits());
        outside.receive(("R-7", true), LATER);
        assert!(!outside.is_open() && !outside.waits());
        let said = (outside.receipt.as_deref(), outside.receipt_verified, outside.received_at);
        assert_eq!(said, (Some("R-7"), true, Some(LATER)));
    }

    #[test]
    fn with_a_receipt_nobody_waits() {
        let mut outside = Outside::offered(("绍兴市信访局", "a1"), None, OFFERED);
        outside.receive(("R-7", false), LATER);
        assert!(!outside.is_open() && !outside.waits() && !outside.receipt_verified);
    }
}
