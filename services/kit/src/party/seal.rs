//! Envelope encryption: the identity is sealed with a key of the party's own, and that key with the envelope key.
//! A sealed text is a version byte, an algorithm byte, the nonce, and what the cipher made.

use aes_gcm::aead::Payload;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::suite::{Key, Nonce, Suite};

/// The one form of sealed texts there is so far.
const VERSION: u8 = 1;

/// A key and the suite it is for.
pub(super) struct SealKey {
    pub suite: Suite,
    pub key: Key,
}

/// Where a sealed text belongs: it opens in no other row.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub party: Uuid,
    pub case: Uuid,
}

/// What is sealed.
#[derive(Clone, Copy)]
pub(super) enum Layer {
    /// The party's own key.
    PartyKey,
    /// The identity.
    Identity,
}

impl SealKey {
    /// A key for one party.
    pub fn fresh(suite: Suite) -> Self {
        let drawn: Zeroizing<[u8; 32]> = Zeroizing::new(rand::random());
        let key = drawn.iter().copied().take(suite.key_length()).collect();
        Self {
            suite,
            key: Zeroizing::new(key),
        }
    }

    /// Seals a text.
    pub fn seal(&self, layer: Layer, place: Place, plain: &[u8]) -> Vec<u8> {
        let nonce: Nonce = rand::random();
        let aad = associated(layer, place, self.suite);
        let made = self.suite.encrypt(&self.key, &nonce, Payload { msg: plain, aad: &aad });
        [[VERSION, self.suite.byte()].as_slice(), &nonce, &made].concat()
    }

    /// Opens a text that this key sealed for this place; none otherwise.
    pub fn open(&self, layer: Layer, place: Place, blob: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let [VERSION, algorithm, rest @ ..] = blob else { return None };
        let suite = Suite::of_byte(*algorithm).filter(|suite| *suite == self.suite)?;
        let (nonce, made) = rest.split_first_chunk::<12>()?;
        let aad = associated(layer, place, suite);
        suite.decrypt(&self.key, nonce, Payload { msg: made, aad: &aad })
    }
}

/// Everything a sealed text is bound to: layer, party, case, version and algorithm.
fn associated(layer: Layer, place: Place, suite: Suite) -> Vec<u8> {
    let label: &[u8] = match layer {
        Layer::PartyKey => b"shiyu.party.key",
        Layer::Identity => b"shiyu.party.identity",
    };
    let form = [VERSION, suite.byte()];
    [label, place.party.as_bytes(), place.case.as_bytes(), &form].concat()
}
