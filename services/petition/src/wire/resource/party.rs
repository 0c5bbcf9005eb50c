//! Who stands in a petition: masked, or in the clear.

use shiyu_kit::party::{Identity, Masked};
use shiyu_kit::wire::{clear, hidden};
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

/// Under which id somebody stands in a petition, and as what.
#[must_use]
pub fn stands(party: &Party) -> (Uuid, String) {
    let role = party.role.told().as_str_name();
    (party.id, role.trim_start_matches("PARTY_ROLE_").to_ascii_lowercase())
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
