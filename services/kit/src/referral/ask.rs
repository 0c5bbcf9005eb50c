//! What a service asks of what it was granted.

use serde::{Deserialize, Serialize};
use shiyu_proto::common::v1 as common;
use uuid::Uuid;

use crate::fault::Violations;
use crate::reading::{Order, Reading};
use crate::unit::Code;

/// Under which offer an identity is read, and whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Id of the offer.
    pub referral: Uuid,
    /// One party; none: everybody who stands in the case.
    pub party: Option<Uuid>,
}

impl Asked {
    /// Whether this party is asked about.
    #[must_use]
    pub fn is_of(&self, party: Uuid) -> bool {
        self.party.is_none_or(|asked| asked == party)
    }
}

/// Reads `ReadGrantedIdentity` upon a case of this collection.
///
/// # Errors
/// All that is wrong with the request.
pub fn asked(request: &common::ReadGrantedIdentityRequest, county: &Code, collection: &str) -> Result<Order<Asked>, Violations> {
    let mut reading = Reading::new(county);
    reading.upon(collection, &request.name, "", &request.request_id);
    let referral = reading.uuid("referral", &request.referral);
    let party = reading.optional_uuid("party", &request.party);
    reading.order(referral.map(|referral| Asked { referral, party }))
}
