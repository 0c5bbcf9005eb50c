//! Who stands in a case: masked, or in the clear. Of whoever complained or testified a reader learns nothing but that there is somebody.

use shiyu_kit::party::{Identity, Masked};
use shiyu_kit::wire::{Word, clear, hidden};
use shiyu_proto::common::v1 as common;
use shiyu_proto::enforcement::v1 as pb;
use uuid::Uuid;

use crate::domain::terms::Party;

/// A party in the clear: for the answer of `RevealParty` and nothing else.
#[must_use]
pub fn party(party: Party, identity: Option<&Identity>) -> pb::Party {
    shown(party, identity.map(clear))
}

pub(super) fn masked(party: Party, identities: &[(Uuid, Masked)]) -> pb::Party {
    let identity = identities.iter().find(|(id, _)| *id == party.id);
    let identity = identity.filter(|_| !party.role.is_kept_from_the_suspect());
    shown(party, identity.map(|(_, identity)| hidden(identity)))
}

fn shown(party: Party, identity: Option<common::Identity>) -> pb::Party {
    pb::Party {
        id: party.id.to_string(),
        role: party.role.number(),
        identity,
    }
}
