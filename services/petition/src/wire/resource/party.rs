//! Who stands in a petition: masked, in the clear, or as far as another service was granted it.

use shiyu_kit::party::{Identity, Masked};
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use crate::domain::{IdentityField, Party};
use crate::wire::terms::{Word, number};

/// A party in the clear: for the answer of `RevealParty` and nothing else.
#[must_use]
pub fn party(party: &Party, identity: &Identity) -> pb::Party {
    shown(party, Some(clear(identity)))
}

/// What of an identity was granted; the rest is empty.
#[must_use]
pub fn granted(identity: &Identity, fields: &[IdentityField]) -> pb::Identity {
    let clear = clear(identity);
    let mut granted = pb::Identity::default();
    for field in fields {
        match field {
            IdentityField::Name => {
                granted.kind = clear.kind;
                granted.name.clone_from(&clear.name);
            }
            IdentityField::Document => {
                granted.document_kind = clear.document_kind;
                granted.document_number.clone_from(&clear.document_number);
            }
            IdentityField::Phone => granted.phone.clone_from(&clear.phone),
            IdentityField::Address => granted.address.clone_from(&clear.address),
        }
    }
    granted
}

pub(super) fn masked(party: &Party, identities: &[(Uuid, Masked)]) -> pb::Party {
    let identity = identities.iter().find(|(id, _)| *id == party.id);
    shown(party, identity.map(|(_, identity)| hidden(identity)))
}

fn shown(party: &Party, identity: Option<pb::Identity>) -> pb::Party {
    pb::Party {
        id: party.id.to_string(),
        role: party.role.number(),
        identity,
    }
}

fn clear(identity: &Identity) -> pb::Identity {
    let document = identity.document.as_ref();
    pb::Identity {
        kind: identity.kind.number(),
        name: identity.name.clone(),
        document_kind: number(document.map(|document| document.kind)),
        document_number: document.map(|document| document.number.clone()).unwrap_or_default(),
        phone: identity.phone.clone().unwrap_or_default(),
        address: identity.address.clone().unwrap_or_default(),
    }
}

fn hidden(identity: &Masked) -> pb::Identity {
    let document = identity.document.as_ref();
    pb::Identity {
        kind: identity.kind.number(),
        name: identity.name.clone(),
        document_kind: number(document.map(|document| document.kind)),
        document_number: document.map(|document| document.number.clone()).unwrap_or_default(),
        phone: identity.phone.clone().unwrap_or_default(),
        address: identity.address.clone().unwrap_or_default(),
    }
}
