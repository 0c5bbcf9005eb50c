//! What is handed to another city (S14), signed by whoever hands it over; and the other city's receipt, by the signature on it.
//!
//! Ed25519 over lines of text that anybody can write down again: `shiyu-packet-1`, the case's name, the organ and the packet's SHA-256;
//! of a receipt `shiyu-receipt-1`, the same three and the receipt's reference. Keys are 64 hexadecimal digits, signatures 128.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::config::{Problem, Reader};

const KEY_FILE: &str = "packets.key_file";
const ORGANS: &str = "packets.organs";

/// What is handed over, and to whom.
#[derive(Debug, Clone, Copy)]
pub struct Packet<'a> {
    /// The case's name, as in `counties/330602/petitions/{uuid}`.
    pub case: &'a str,
    /// The other city's organ.
    pub organ: &'a str,
    /// SHA-256 of the packet, lowercase hex.
    pub hash: &'a str,
}

impl Packet<'_> {
    fn offer(&self) -> String {
        format!("shiyu-packet-1\n{}\n{}\n{}", self.case, self.organ, self.hash)
    }

    fn receipt(&self, reference: &str) -> String {
        format!("shiyu-receipt-1\n{}\n{}\n{}\n{reference}", self.case, self.organ, self.hash)
    }
}

/// A signature, and the key it holds by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The public key.
    pub key: String,
    /// The signature.
    pub signature: String,
}

/// The key that packets are signed with, and those that receipts are known by.
#[derive(Debug, Clone, Default)]
pub struct Seals {
    own: Option<Arc<SigningKey>>,
    organs: Organs,
}

/// The public keys of other cities' organs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organs(Arc<BTreeMap<String, VerifyingKey>>);

/// A receipt as it was shown, with the keys to look at it by: those are no part of what makes two orders the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The case's name.
    #[serde(skip)]
    pub case: String,
    /// The signature on it, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// The keys of the organs.
    #[serde(skip)]
    pub organs: Organs,
}

/// Why a receipt does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forgery {
    /// The organ signs, and this is not signed.
    Unsigned,
    /// The signature is not the organ's, or not on this.
    NotTheirs,
}

impl Seals {
    /// Reads `[packets]`.
    pub fn read(reader: &mut Reader) -> Self {
        let seed = reader.secret_file(KEY_FILE);
        let own = seed.and_then(|seed| {
            let key = bytes(seed.reveal()).map(|seed| Arc::new(SigningKey::from_bytes(&seed)));
            if key.is_none() {
                reader.reject(
                    KEY_FILE,
                    Problem::Conflict("names a file that is not 64 hexadecimal digits".to_owned()),
                );
            }
            key
        });
        Self {
            own,
            organs: Organs::read(reader),
        }
    }

    /// Signs a packet; none where no key is configured.
    #[must_use]
    pub fn sign(&self, packet: &Packet<'_>) -> Option<Seal> {
        let own = self.own.as_ref()?;
        Some(Seal {
            key: hex(own.verifying_key().as_bytes()),
            signature: hex(&own.sign(packet.offer().as_bytes()).to_bytes()),
        })
    }

    /// The keys that receipts are known by.
    #[must_use]
    pub fn organs(&self) -> Organs {
        self.organs.clone()
    }
}

impl Organs {
    /// `杭州市信访局=` and 64 hexadecimal digits, and its like.
    fn read(reader: &mut Reader) -> Self {
        let mut organs = BTreeMap::new();
        for entry in reader.list(ORGANS) {
            let read = entry.split_once('=').and_then(|(organ, key)| {
                let key = VerifyingKey::from_bytes(&bytes(key.trim())?).ok()?;
                Some((organ.trim().to_owned(), key)).filter(|(organ, _)| !organ.is_empty())
            });
            if let Some((organ, key)) = read {
                organs.insert(organ, key);
            } else {
                let wrong = format!("has {entry:?}, which is no organ, an equals sign and a public key");
                reader.reject(ORGANS, Problem::Conflict(wrong));
            }
        }
        Self(Arc::new(organs))
    }
}

impl Receipt {
    /// Whether it is the organ's for this packet. `false` where the organ's key is not known, so that nobody can say.
    ///
    /// # Errors
    /// [`Forgery`], of an organ whose key is known.
    pub fn holds(&self, (organ, hash): (&str, &str), reference: &str) -> Result<bool, Forgery> {
        let Some(key) = self.organs.0.get(organ) else { return Ok(false) };
        let signature = self.signature.as_deref().ok_or(Forgery::Unsigned)?;
        let signature = bytes(signature).ok_or(Forgery::NotTheirs)?;
        let case = self.case.as_str();
        let signed = Packet { case, organ, hash }.receipt(reference);
        let held = key.verify_strict(signed.as_bytes(), &Signature::from_bytes(&signature));
        held.map(|()| true).map_err(|_| Forgery::NotTheirs)
    }
}

/// Nothing unless there are exactly so many bytes in hexadecimal digits.
fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = "counties/330602/petitions/0198d2a4-0000-7000-8000-000000000001";
    const ORGAN: &str = "杭州市信访局";

    /// The other city's key, and ours that knows it.
    fn theirs() -> (SigningKey, Organs) {
        let key = SigningKey::from_bytes(&[7; 32]);
        let organs = BTreeMap::from([(ORGAN.to_owned(), key.verifying_key())]);
        (key, Organs(Arc::new(organs)))
    }

    fn receipt(signed: &str) -> Receipt {
        let (key, organs) = theirs();
        Receipt {
            case: CASE.to_owned(),
            signature: Some(hex(&key.sign(signed.as_bytes()).to_bytes())),
            organs,
        }
    }

    #[test]
    fn what_is_handed_over_holds_by_the_key_beside_it_and_for_nothing_else() {
        let seals = Seals {
            own: Some(Arc::new(SigningKey::from_bytes(&[3; 32]))),
            organs: Organs::default(),
        };
        let packet = |hash| Packet {
            case: CASE,
            organ: ORGAN,
            hash,
        };
        let seal = seals.sign(&packet("ab")).unwrap();
        let key = VerifyingKey::from_bytes(&bytes(&seal.key).unwrap()).unwrap();
        let signature = Signature::from_bytes(&bytes(&seal.signature).unwrap());
        assert!(key.verify_strict(packet("ab").offer().as_bytes(), &signature).is_ok());
        assert!(key.verify_strict(packet("cd").offer().as_bytes(), &signature).is_err());
        assert_eq!(Seals::default().sign(&packet("ab")), None);
    }

    #[test]
    fn a_receipt_of_an_organ_that_signs_holds_by_its_signature_alone() {
        let signed = format!("shiyu-receipt-1\n{CASE}\n{ORGAN}\nab\n收2026-8");
        assert_eq!(receipt(&signed).holds((ORGAN, "ab"), "收2026-8"), Ok(true));
        for (hash, reference) in [("cd", "收2026-8"), ("ab", "收2026-9")] {
            assert_eq!(receipt(&signed).holds((ORGAN, hash), reference), Err(Forgery::NotTheirs));
        }
        let unsigned = Receipt {
            signature: None,
            ..receipt(&signed)
        };
        assert_eq!(unsigned.holds((ORGAN, "ab"), "收2026-8"), Err(Forgery::Unsigned));
        assert_eq!(serde_json::to_value(&unsigned).unwrap(), serde_json::json!({}));
        let shown = receipt(&signed);
        let told = serde_json::to_value(&shown).unwrap();
        assert_eq!(
            told,
            serde_json::json!({ "signature": shown.signature }),
            "another signature is another order"
        );
        let garbled = Receipt {
            signature: Some("+f".repeat(64)),
            ..receipt(&signed)
        };
        assert_eq!(garbled.holds((ORGAN, "ab"), "收2026-8"), Err(Forgery::NotTheirs));
        assert_eq!(receipt(&signed).holds(("宁波市信访局", "ab"), "收2026-8"), Ok(false));
    }

    #[test]
    fn keys_are_told_and_what_is_none_is_said() {
        const DEFAULTS: &str = "[packets]\nkey_file = \"\"\norgans = []\n";
        let read = |told: &[(&str, &str)]| {
            let told = told.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
            let mut reader = Reader::new(DEFAULTS).environment(told);
            let seals = Seals::read(&mut reader);
            reader.finish_part().map(|()| seals)
        };
        assert_eq!(read(&[]).unwrap().organs(), Organs::default());
        let (key, organs) = theirs();
        let entry = format!("{ORGAN}={}", hex(key.verifying_key().as_bytes()));
        assert_eq!(read(&[("SHIYU_PACKETS__ORGANS", entry.as_str())]).unwrap().organs(), organs);
        assert!(read(&[("SHIYU_PACKETS__ORGANS", "杭州市信访局=abc")]).is_err());
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("packets.key");
        let path = file.display().to_string();
        for (text, holds) in [("05".repeat(32), true), ("zz".repeat(32), false)] {
            std::fs::write(&file, text).unwrap();
            assert_eq!(read(&[("SHIYU_PACKETS__KEY_FILE", path.as_str())]).is_ok(), holds);
        }
    }
}
