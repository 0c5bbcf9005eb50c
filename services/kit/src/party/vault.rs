//! The vault of one service: it seals at the door, opens for who may, and answers by keyed index.

use std::fmt;
use std::sync::Arc;

use time::OffsetDateTime;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::index::IndexKeys;
use super::keys::{KeyBytes, KeyErrors, KeyRing};
use super::seal::{Layer, Place, SealKey};
use super::suite::{Suite, possible};
use super::{Identity, Probe, Sealed, Unopened, Why, code, fold, read_code, row};
use crate::clock::to_micros;
use crate::config::PartyConfig;

/// A service's vault; a clone is the same vault.
#[derive(Clone)]
pub struct Vault(Arc<Keys>);

struct Keys {
    current: Envelope,
    /// The current key and every retired one, each under both suites: what either ever sealed is read.
    known: Vec<Envelope>,
    /// What parties are found by.
    index: IndexKeys,
    /// What they were found by before, the oldest first.
    earlier: Vec<IndexKeys>,
}

/// A key that wraps the parties' own.
struct Envelope {
    name: String,
    key: SealKey,
}

impl Vault {
    /// Opens the vault of a service with the configured key files; none when none is configured. Two services that are
    /// given one file have different keys all the same. Blocks.
    ///
    /// # Errors
    /// Every key file that cannot be used.
    pub fn open(config: &PartyConfig, service: &str) -> Result<Option<Self>, KeyErrors> {
        Ok(KeyRing::read(config)?.map(|ring| Self::of(config.suite, &ring, service)))
    }

    fn of(suite: Suite, ring: &KeyRing, service: &str) -> Self {
        let files = || std::iter::once(&ring.envelope).chain(&ring.retired);
        let known = Suite::ALL
            .into_iter()
            .flat_map(|suite| files().map(move |bytes| Envelope::derive(suite, bytes, service)));
        Self(Arc::new(Keys {
            current: Envelope::derive(suite, &ring.envelope, service),
            known: known.collect(),
            index: IndexKeys::derive(suite, &ring.index, service),
            earlier: ring
                .retired_index
                .iter()
                .map(|bytes| IndexKeys::derive(suite, bytes, service))
                .collect(),
        }))
    }

    /// Name of the key that new parties are sealed under: `<suite>:<8 hexadecimal digits>`.
    #[must_use]
    pub fn envelope_key(&self) -> &str {
        &self.0.current.name
    }

    /// Seals a party of a case.
    #[must_use]
    pub fn seal(&self, party: Uuid, case: Uuid, identity: &Identity, now: OffsetDateTime) -> Sealed {
        let (keys, place, plain) = (&self.0, Place { party, case }, written(identity));
        let own = SealKey::fresh(keys.current.key.suite);
        let [document_index, phone_index, name_index] = columns(&self.probe(identity));
        let row = row::Model {
            id: party,
            case_id: case,
            envelope_key: keys.current.name.clone(),
            wrapped_key: keys.current.key.seal(Layer::PartyKey, place, &own.key),
            sealed: own.seal(Layer::Identity, place, &plain),
            document_index,
            phone_index,
            name_index,
            index_key: Some(keys.index.label.clone()),
            sealed_at: to_micros(now),
        };
        Sealed::new(row, keys.anchor().fingerprint(party, case, &plain))
    }

    /// Opens a party's row.
    ///
    /// # Errors
    /// [`Unopened`].
    pub fn unseal(&self, row: &row::Model) -> Result<Identity, Unopened> {
        let unopened = |why| Unopened {
            party: row.id,
            envelope_key: row.envelope_key.clone(),
            why,
        };
        let mut named = self.0.known.iter().filter(|envelope| envelope.name == row.envelope_key).peekable();
        if named.peek().is_none() {
            return Err(unopened(Why::UnknownKey));
        }
        // A name is 32 bits of a hash: two keys may share it, and then only one opens.
        let plain = named
            .find_map(|envelope| envelope.open(row))
            .ok_or_else(|| unopened(Why::NotAuthentic))?;
        serde_json::from_slice(&plain).map_err(|_| unopened(Why::NoIdentity))
    }

    /// The same party, its own key wrapped under the key in use; under another suite it is sealed anew.
    ///
    /// # Errors
    /// [`Unopened`].
    pub fn rewrapped(&self, row: &row::Model) -> Result<row::Model, Unopened> {
        let (place, current) = (
            Place {
                party: row.id,
                case: row.case_id,
            },
            &self.0.current,
        );
        let named = self
            .0
            .known
            .iter()
            .filter(|envelope| envelope.name == row.envelope_key && envelope.key.suite == current.key.suite);
        let mut own = named.filter_map(|envelope| envelope.key.open(Layer::PartyKey, place, &row.wrapped_key));
        if let Some(own) = own.next() {
            return Ok(row::Model {
                envelope_key: current.name.clone(),
                wrapped_key: current.key.seal(Layer::PartyKey, place, &own),
                ..row.clone()
            });
        }
        let plain = written(&self.unseal(row)?);
        let own = SealKey::fresh(current.key.suite);
        Ok(row::Model {
            envelope_key: current.name.clone(),
            wrapped_key: current.key.seal(Layer::PartyKey, place, &own.key),
            sealed: own.seal(Layer::Identity, place, &plain),
            ..row.clone()
        })
    }

    /// The indexes an identity is found by. They hold for this service, its suite and its index key only.
    #[must_use]
    pub fn probe(&self, identity: &Identity) -> Probe {
        self.0.index.probe(identity)
    }

    /// The same under every index key there is, the one in use first: what is not indexed anew yet is found by an earlier one.
    #[must_use]
    pub fn probes(&self, identity: &Identity) -> Vec<Probe> {
        let all = std::iter::once(&self.0.index).chain(&self.0.earlier);
        all.map(|keys| keys.probe(identity)).collect()
    }

    /// The indexes an identity has for good: for what a case remembers of it, whichever key parties are found by.
    #[must_use]
    pub fn anchored(&self, identity: &Identity) -> Probe {
        self.0.anchor().probe(identity)
    }

    /// Name of the key that parties are found by: `<suite>:<8 hexadecimal digits>`.
    #[must_use]
    pub fn index_key(&self) -> &str {
        &self.0.index.label
    }

    /// The same party, indexed under the key in use. Whoever is in no index stays in none.
    ///
    /// # Errors
    /// [`Unopened`].
    pub fn reindexed(&self, row: &row::Model) -> Result<row::Model, Unopened> {
        let index_key = Some(self.0.index.label.clone());
        let found = [&row.document_index, &row.phone_index, &row.name_index];
        if found.into_iter().all(Option::is_none) {
            return Ok(row::Model { index_key, ..row.clone() });
        }
        let [document_index, phone_index, name_index] = columns(&self.probe(&self.unseal(row)?));
        Ok(row::Model {
            document_index,
            phone_index,
            name_index,
            index_key,
            ..row.clone()
        })
    }

    /// A second factor of a case, as the last four characters of a document's number or a telephone. Compare with
    /// [`super::same_factor`].
    #[must_use]
    pub fn factor(&self, case: Uuid, text: &str) -> [u8; 16] {
        self.0.anchor().factor(case, text)
    }

    /// The second factors a party can show: of its document and of its telephone, the last four characters.
    #[must_use]
    pub fn factors(&self, case: Uuid, identity: &Identity) -> Vec<[u8; 16]> {
        let number = identity.document.as_ref().map(|document| &document.number);
        number
            .into_iter()
            .chain(&identity.phone)
            .filter_map(|text| Some(self.factor(case, last_four(text)?)))
            .collect()
    }

    /// By what a case knows words again that it does not keep, in hexadecimal digits: the same words have another mark in another case.
    #[must_use]
    pub fn mark(&self, case: Uuid, text: &str) -> String {
        fold::hex(&self.0.anchor().mark(case, text))
    }

    /// The query code of a case, `XXXX-XXXX-XXXX`: 60 bits that nobody guesses and that need not be stored.
    #[must_use]
    pub fn code(&self, case: Uuid) -> String {
        code::write(&self.0.anchor().code(case))
    }

    /// What a case is found by when its query code is given, in hexadecimal digits; the code's spelling does not matter.
    #[must_use]
    pub fn code_index(&self, code: &str) -> String {
        let code = read_code(code).unwrap_or_else(|| code.to_owned());
        fold::hex(&self.0.anchor().code_index(&code))
    }
}

impl Keys {
    /// The oldest index key: what was given out, or is remembered by a case, hangs on it and cannot be made anew.
    fn anchor(&self) -> &IndexKeys {
        self.earlier.first().unwrap_or(&self.index)
    }
}

impl Envelope {
    fn derive(suite: Suite, bytes: &KeyBytes, service: &str) -> Self {
        let info = [b"envelope".as_slice(), b"\0", service.as_bytes()];
        let digest = suite.hash(&[b"shiyu.party.key-name.v1\0", bytes.secret()]);
        let short = fold::hex(digest.get(..4).unwrap_or_default());
        Self {
            name: format!("{suite}:{short}"),
            key: SealKey {
                suite,
                key: suite.derive(bytes.secret(), &info, suite.key_length()),
            },
        }
    }

    fn open(&self, row: &row::Model) -> Option<Zeroizing<Vec<u8>>> {
        let place = Place {
            party: row.id,
            case: row.case_id,
        };
        let key = self.key.open(Layer::PartyKey, place, &row.wrapped_key)?;
        let suite = self.key.suite;
        SealKey { suite, key }.open(Layer::Identity, place, &row.sealed)
    }
}

/// What is sealed.
fn written(identity: &Identity) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(possible(serde_json::to_vec(identity).ok()))
}

/// As a row keeps them: of the document, the telephone and the name.
fn columns(probe: &Probe) -> [Option<Vec<u8>>; 3] {
    [probe.document, probe.phone, probe.name].map(|index| index.map(|index| index.to_vec()))
}

fn last_four(text: &str) -> Option<&str> {
    let (at, _) = text.char_indices().rev().nth(3)?;
    text.get(at..)
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Vault").field(&self.0.current.name).finish()
    }
}
