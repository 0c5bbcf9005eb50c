//! Who stands in a dispute: masked, or in the clear.

use shiyu_kit::party::{Identity, Masked};
use shiyu_kit::wire::{Word, clear, hidden};
use shiyu_proto::common::v1 as common;
use shiyu_proto::mediation::v1 as pb;
use uuid::Uuid;

use crate::domain::terms::Party;

/// A party in the clear: for the answer of `RevealParty` and nothing else.
#[must_use]
pub fn party(party: Party, identity: Option<&Identity>) -> pb::DisputeParty {
    shown(party, identity.map(clear))
}

pub(super) fn masked(party: Party, identities: &[(Uuid, Masked)]) -> pb::DisputeParty {
    let identity = identities.iter().find(|(id, _)| *id == party.id);
    shown(party, identity.map(|(_, identity)| hidden(identity)))
}

fn shown(party: Party, identity: Option<common::Identity>) -> pb::DisputeParty {
    pb::DisputeParty {
        id: party.id.to_string(),
        role: party.role.number(),
        speaks_for: party.speaks_for.map(|party| party.to_string()).unwrap_or_default(),
        identity,
    }
}

/// As what somebody stands in a dispute, in the contract's word without its prefix.
#[must_use]
pub fn stands(party: &Party) -> (Uuid, String) {
    let word = party.role.told().as_str_name();
    let word = word.strip_prefix("DISPUTE_PARTY_ROLE_").unwrap_or(word);
    (party.id, word.to_lowercase())
}
