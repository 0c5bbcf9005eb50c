//! Identities: in the clear, masked, or as far as somebody was granted them.

use shiyu_proto::common::v1 as common;

use super::{Word, number};
use crate::party::{Document, DocumentKind, Identity, Masked, PartyKind};
use crate::referral::IdentityField;

/// In the clear: for the answer of an act of revealing, and nothing else.
#[must_use]
pub fn clear(identity: &Identity) -> common::Identity {
    let document = identity.document.as_ref();
    common::Identity {
        kind: identity.kind.number(),
        name: identity.name.clone(),
        document_kind: number(document.map(|document| document.kind)),
        document_number: document.map(|document| document.number.clone()).unwrap_or_default(),
        phone: identity.phone.clone().unwrap_or_default(),
        address: identity.address.clone().unwrap_or_default(),
    }
}

/// Masked (G-05).
#[must_use]
pub fn hidden(identity: &Masked) -> common::Identity {
    let document = identity.document.as_ref();
    common::Identity {
        kind: identity.kind.number(),
        name: identity.name.clone(),
        document_kind: number(document.map(|document| document.kind)),
        document_number: document.map(|document| document.number.clone()).unwrap_or_default(),
        phone: identity.phone.clone().unwrap_or_default(),
        address: identity.address.clone().unwrap_or_default(),
    }
}

/// What of it was granted; the rest is empty (G-13).
#[must_use]
pub fn granted(identity: &Identity, fields: &[IdentityField]) -> common::Identity {
    let clear = clear(identity);
    let mut granted = common::Identity::default();
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

/// Who somebody is, as another service of ours told it in the clear: it was checked there. None if it has no kind.
#[must_use]
pub fn unmasked(told: common::Identity) -> Option<Identity> {
    let some = |text: String| (!text.is_empty()).then_some(text);
    let kind = common::PartyKind::try_from(told.kind).ok().and_then(PartyKind::read)?;
    let document_kind = common::DocumentKind::try_from(told.document_kind).ok().and_then(DocumentKind::read);
    Some(Identity {
        kind,
        name: told.name,
        document: document_kind.map(|kind| Document {
            kind,
            number: told.document_number,
        }),
        phone: some(told.phone),
        address: some(told.address),
    })
}
