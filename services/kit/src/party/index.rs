//! Keyed blind indexes (G-04): equal values have equal indexes, within one service and for one purpose only.

use std::fmt;

use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::keys::KeyBytes;
use super::suite::{Key, Suite};
use super::{Identity, fold};

/// One index: HMAC cut to 16 bytes.
pub(super) type Index = [u8; 16];

/// What parties are looked for by. No case is known from it, and its `Debug` shows only what it holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Probe {
    /// Index of the document's number.
    pub document: Option<[u8; 16]>,
    /// Index of the telephone.
    pub phone: Option<[u8; 16]>,
    /// Index of the name.
    pub name: Option<[u8; 16]>,
}

impl fmt::Debug for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { document, phone, name } = self;
        f.debug_struct("Probe")
            .field("document", &document.is_some())
            .field("phone", &phone.is_some())
            .field("name", &name.is_some())
            .finish()
    }
}

/// Whether two second factors are the same, in a time that does not tell how far they are.
#[must_use]
pub fn same_factor(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// A key for each purpose.
pub(super) struct IndexKeys {
    /// `<suite>:<8 hexadecimal digits>`: what a row says it is found under.
    pub label: String,
    suite: Suite,
    document: Key,
    phone: Key,
    name: Key,
    fingerprint: Key,
    factor: Key,
    code: Key,
    code_index: Key,
    mark: Key,
}

impl IndexKeys {
    pub fn derive(suite: Suite, bytes: &KeyBytes, service: &str) -> Self {
        let key = |purpose: &str| suite.derive(bytes.secret(), &[purpose.as_bytes(), b"\0", service.as_bytes()], 32);
        let digest = suite.hash(&[b"shiyu.party.index-name.v1\0", bytes.secret()]);
        let short = fold::hex(digest.get(..4).unwrap_or_default());
        Self {
            label: format!("{suite}:{short}"),
            suite,
            document: key("index.document"),
            phone: key("index.phone"),
            name: key("index.name"),
            fingerprint: key("fingerprint"),
            factor: key("factor"),
            code: key("code"),
            code_index: key("index.code"),
            mark: key("mark"),
        }
    }

    pub fn probe(&self, identity: &Identity) -> Probe {
        let number = |key, text: &str| self.index(key, fold::number(text));
        Probe {
            document: identity
                .document
                .as_ref()
                .and_then(|document| number(&self.document, &document.number)),
            phone: identity.phone.as_deref().and_then(|phone| number(&self.phone, phone)),
            name: self.index(&self.name, fold::name(&identity.name)),
        }
    }

    /// What folds to nothing is in no index.
    fn index(&self, key: &Key, text: String) -> Option<Index> {
        let text = zeroize::Zeroizing::new(text);
        (!text.is_empty()).then(|| cut(&self.suite.mac(key, &[text.as_bytes()])))
    }

    /// Tells one identity of a party from another, and says nothing else about it.
    pub fn fingerprint(&self, party: Uuid, case: Uuid, plain: &[u8]) -> Index {
        cut(&self.suite.mac(&self.fingerprint, &[party.as_bytes(), case.as_bytes(), plain]))
    }

    pub fn factor(&self, case: Uuid, text: &str) -> Index {
        cut(&self.suite.mac(&self.factor, &[case.as_bytes(), fold::number(text).as_bytes()]))
    }

    pub fn mark(&self, case: Uuid, text: &str) -> Index {
        cut(&self.suite.mac(&self.mark, &[case.as_bytes(), text.as_bytes()]))
    }

    /// What a case's query code is written from.
    pub fn code(&self, case: Uuid) -> Index {
        cut(&self.suite.mac(&self.code, &[case.as_bytes()]))
    }

    pub fn code_index(&self, code: &str) -> Index {
        cut(&self.suite.mac(&self.code_index, &[code.as_bytes()]))
    }
}

fn cut(mac: &[u8; 32]) -> Index {
    let mut index = [0; 16];
    index.iter_mut().zip(mac).for_each(|(slot, byte)| *slot = *byte);
    index
}
