//! Who stands in an event: masked, or in the clear.

use shiyu_kit::party::{Identity, Masked};
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use crate::domain::terms::Party;
use crate::wire::terms::Word;

/// A party in the clear: for the answer of `RevealReporter` and nothing else.
#[must_use]
pub fn party(party: Party, identity: Option<&Identity>) -> pb::Party {
    shown(party, identity.map(clear))
}

/// Under which id somebody stands in an event, and as what.
#[must_use]
pub fn stands(party: Party) -> (Uuid, String) {
    let role = party.role.told().as_str_name();
    (party.id, role.trim_start_matches("PARTY_ROLE_").to_ascii_lowercase())
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
