//! Who stands in an event: masked, in the clear, or as far as another service was granted it.

use shiyu_kit::party::{Identity, Masked};
use shiyu_kit::referral::IdentityField;
use shiyu_kit::wire::granted;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use crate::domain::terms::Party;
use crate::wire::terms::Word;

/// A party in the clear: for the answer of `RevealReporter` and nothing else.
#[must_use]
pub fn party(party: Party, identity: Option<&Identity>) -> pb::Party {
    shown(party, identity.map(clear))
}

/// A party with what of its identity was granted; the rest is empty. Of documents nothing is kept.
#[must_use]
pub fn granted_party(party: Party, identity: Option<&Identity>, fields: &[IdentityField]) -> common::GrantedParty {
    let role = party.role.told().as_str_name();
    common::GrantedParty {
        id: party.id.to_string(),
        role: role.trim_start_matches("PARTY_ROLE_").to_ascii_lowercase(),
        identity: identity.map(|identity| granted(identity, fields)),
    }
}

pub(super) fn masked(party: Party, identities: &[(Uuid, Masked)]) -> pb::Party {
    let identity = identities.iter().find(|(id, _)| *id == party.id);
    shown(party, identity.map(|(_, identity)| hidden(identity)))
}

fn shown(party: Party, identity: Option<pb::Identity>) -> pb::Party {
    pb::Party {
        id: party.id.to_string(),
        role: party.role.number(),
        identity,
    }
}

fn clear(identity: &Identity) -> pb::Identity {
    pb::Identity {
        kind: identity.kind.number(),
        name: identity.name.clone(),
        phone: identity.phone.clone().unwrap_or_default(),
        address: identity.address.clone().unwrap_or_default(),
    }
}

fn hidden(identity: &Masked) -> pb::Identity {
    pb::Identity {
        kind: identity.kind.number(),
        name: identity.name.clone(),
        phone: identity.phone.clone().unwrap_or_default(),
        address: identity.address.clone().unwrap_or_default(),
    }
}
