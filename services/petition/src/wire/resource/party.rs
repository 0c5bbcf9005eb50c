//! Who stands in a petition: masked, in the clear, or as far as another service was granted it.

use shiyu_kit::party::{Identity, Masked};
use shiyu_kit::referral::IdentityField;
use shiyu_kit::wire::{clear, granted, hidden};
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use crate::domain::Party;
use crate::wire::terms::Word;

/// A party in the clear: for the answer of `RevealParty` and nothing else.
#[must_use]
pub fn party(party: &Party, identity: &Identity) -> pb::Party {
    shown(party, Some(clear(identity)))
}

/// A party with what of its identity was granted; the rest is empty.
#[must_use]
pub fn granted_party(party: &Party, identity: Option<&Identity>, fields: &[IdentityField]) -> common::GrantedParty {
    let role = party.role.told().as_str_name();
    common::GrantedParty {
        id: party.id.to_string(),
        role: role.trim_start_matches("PARTY_ROLE_").to_ascii_lowercase(),
        identity: identity.map(|identity| granted(identity, fields)),
    }
}

pub(super) fn masked(party: &Party, identities: &[(Uuid, Masked)]) -> pb::Party {
    let identity = identities.iter().find(|(id, _)| *id == party.id);
    shown(party, identity.map(|(_, identity)| hidden(identity)))
}

fn shown(party: &Party, identity: Option<common::Identity>) -> pb::Party {
    pb::Party {
        id: party.id.to_string(),
        role: party.role.number(),
        identity,
    }
}
