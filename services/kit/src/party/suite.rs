//! The two suites of algorithms, and what each is made of: AES-256-GCM with SHA-256, SM4-GCM with SM3 (GM/T 0002, 0004).

use std::fmt;
use std::str::FromStr;

use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, AesGcm, KeyInit};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use sm3::Sm3;
use sm4::Sm4;
use zeroize::Zeroizing;

type Sm4Gcm = AesGcm<Sm4, U12>;

/// Which algorithms seal and index (G-04).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Suite {
    /// AES-256-GCM, HMAC-SHA-256, HKDF-SHA-256.
    #[default]
    Aes256Gcm,
    /// SM4-GCM, HMAC-SM3, HKDF-SM3: what GB/T 39786 asks of systems of government.
    Sm4Gcm,
}

/// A text that names no suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("aes-256-gcm or sm4-gcm")]
pub struct UnknownSuite;

/// A nonce: 96 bits, drawn anew for every sealing.
pub(super) type Nonce = [u8; 12];

/// A key that is wiped when it is no longer held.
pub(super) type Key = Zeroizing<Vec<u8>>;

impl Suite {
    /// Both.
    pub(super) const ALL: [Self; 2] = [Self::Aes256Gcm, Self::Sm4Gcm];

    /// What stands for it in a sealed text.
    pub(super) const fn byte(self) -> u8 {
        match self {
            Self::Aes256Gcm => 1,
            Self::Sm4Gcm => 2,
        }
    }

    /// The suite a byte stands for.
    pub(super) fn of_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.byte() == byte)
    }

    /// Bytes of a key.
    pub(super) const fn key_length(self) -> usize {
        match self {
            Self::Aes256Gcm => 32,
            Self::Sm4Gcm => 16,
        }
    }

    pub(super) fn encrypt(self, key: &Key, nonce: &Nonce, payload: Payload<'_, '_>) -> Vec<u8> {
        possible(match self {
            Self::Aes256Gcm => encrypt::<Aes256Gcm>(key, nonce, payload),
            Self::Sm4Gcm => encrypt::<Sm4Gcm>(key, nonce, payload),
        })
    }

    pub(super) fn decrypt(self, key: &Key, nonce: &Nonce, payload: Payload<'_, '_>) -> Option<Zeroizing<Vec<u8>>> {
        match self {
            Self::Aes256Gcm => decrypt::<Aes256Gcm>(key, nonce, payload),
            Self::Sm4Gcm => decrypt::<Sm4Gcm>(key, nonce, payload),
        }
    }

    /// HMAC over the parts, one after the other.
    pub(super) fn mac(self, key: &Key, parts: &[&[u8]]) -> [u8; 32] {
        match self {
            Self::Aes256Gcm => mac::<Hmac<Sha256>>(key, parts),
            Self::Sm4Gcm => mac::<Hmac<Sm3>>(key, parts),
        }
    }

    /// A key of `length` bytes for one purpose (HKDF, RFC 5869); 255 hashes' length at most.
    pub(super) fn derive(self, secret: &[u8], info: &[&[u8]], length: usize) -> Key {
        let mut key = Zeroizing::new(vec![0; length]);
        let salt = Some(b"shiyu.party.v1".as_slice());
        possible(match self {
            Self::Aes256Gcm => Hkdf::<Sha256>::new(salt, secret).expand_multi_info(info, &mut key).ok(),
            Self::Sm4Gcm => Hkdf::<Sm3>::new(salt, secret).expand_multi_info(info, &mut key).ok(),
        });
        key
    }

    /// A plain hash.
    pub(super) fn hash(self, parts: &[&[u8]]) -> Vec<u8> {
        match self {
            Self::Aes256Gcm => hash::<Sha256>(parts),
            Self::Sm4Gcm => hash::<Sm3>(parts),
        }
    }
}

/// What only fails as nobody asks it: every key here has its suite's length, a text of 64 GiB is no request, and texts
/// and words always make JSON.
#[expect(
    clippy::expect_used,
    reason = "to go on without a key or a sealed text would lose an identity in silence"
)]
pub(super) fn possible<T>(made: Option<T>) -> T {
    made.expect("a key of its suite's length and a text of a request's")
}

fn encrypt<C: Aead<NonceSize = U12> + KeyInit>(key: &Key, nonce: &Nonce, payload: Payload<'_, '_>) -> Option<Vec<u8>> {
    C::new_from_slice(key).ok()?.encrypt(&(*nonce).into(), payload).ok()
}

fn decrypt<C: Aead<NonceSize = U12> + KeyInit>(key: &Key, nonce: &Nonce, payload: Payload<'_, '_>) -> Option<Zeroizing<Vec<u8>>> {
    let opened = C::new_from_slice(key).ok()?.decrypt(&(*nonce).into(), payload);
    opened.ok().map(Zeroizing::new)
}

fn mac<M: Mac + KeyInit>(key: &Key, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = possible(<M as KeyInit>::new_from_slice(key).ok());
    for part in parts {
        mac.update(part);
    }
    let mut out = [0; 32];
    out.iter_mut()
        .zip(mac.finalize().into_bytes())
        .for_each(|(slot, byte)| *slot = byte);
    out
}

fn hash<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = D::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().to_vec()
}

impl FromStr for Suite {
    type Err = UnknownSuite;

    fn from_str(text: &str) -> Result<Self, UnknownSuite> {
        match text {
            "aes-256-gcm" => Ok(Self::Aes256Gcm),
            "sm4-gcm" => Ok(Self::Sm4Gcm),
            _ => Err(UnknownSuite),
        }
    }
}

impl fmt::Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aes256Gcm => "aes-256-gcm",
            Self::Sm4Gcm => "sm4-gcm",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        hex.as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }

    struct Vector {
        suite: Suite,
        key: &'static str,
        nonce: &'static str,
        aad: &'static str,
        plain: &'static str,
        sealed: &'static str,
    }

    const VECTORS: [Vector; 2] = [
        // NIST's GCM revised specification, test case 16.
        Vector {
            suite: Suite::Aes256Gcm,
            key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
            nonce: "cafebabefacedbaddecaf888",
            aad: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            plain: "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            sealed: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662\
                     76fc6ece0f4e1768cddf8853bb2d551b",
        },
        // RFC 8998, appendix A.1.
        Vector {
            suite: Suite::Sm4Gcm,
            key: "0123456789abcdeffedcba9876543210",
            nonce: "00001234567800000000abcd",
            aad: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            plain: "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd\
                    eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
            sealed: "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d\
                     83de3541e4c2b58177e065a9bf7b62ec",
        },
    ];

    #[test]
    fn both_suites_seal_as_the_standards_say() {
        for Vector {
            suite,
            key,
            nonce,
            aad,
            plain,
            sealed,
        } in VECTORS
        {
            let (key, nonce) = (Zeroizing::new(bytes(key)), bytes(nonce).try_into().unwrap());
            let (aad, plain, sealed) = (bytes(aad), bytes(plain), bytes(sealed));
            let payload = |msg| Payload { msg, aad: &aad };
            assert_eq!(suite.encrypt(&key, &nonce, payload(&plain)), sealed, "{suite}");
            assert_eq!(*suite.decrypt(&key, &nonce, payload(&sealed)).unwrap(), plain, "{suite}");
        }
    }

    #[test]
    fn the_national_suite_hashes_with_sm3() {
        // GB/T 32905, appendix A.1.
        let expected = bytes("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assert_eq!(Suite::Sm4Gcm.hash(&[b"a", b"bc"]), expected);
    }
}
