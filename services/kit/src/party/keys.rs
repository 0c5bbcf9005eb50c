//! Key files: 32 random bytes as 64 hexadecimal digits. What is wrong with one is said without repeating it.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rand::TryRngCore;
use rand::rngs::OsRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::fold;
use crate::config::PartyConfig;

/// The bytes of a key file. No key is used as it lies there: each is derived for a service and a purpose.
#[derive(Clone)]
pub(super) struct KeyBytes(Zeroizing<[u8; 32]>);

/// What a vault is opened with.
pub(super) struct KeyRing {
    pub envelope: KeyBytes,
    pub retired: Vec<KeyBytes>,
    pub index: KeyBytes,
    /// The oldest first.
    pub retired_index: Vec<KeyBytes>,
}

/// What is wrong with a key file.
#[derive(Debug, thiserror::Error)]
pub enum KeyTrouble {
    /// It cannot be read.
    #[error("cannot be read")]
    Unreadable(#[source] io::Error),
    /// It does not hold 64 hexadecimal digits and nothing else.
    #[error("is not 64 hexadecimal digits")]
    Malformed,
    /// Its bytes are equal, or follow each other by rule: nobody drew them.
    #[error("is weak: its bytes are equal, or follow each other by rule")]
    Weak,
    /// It is another key of this vault: who finds parties could open them.
    #[error("is the same as another key of the vault")]
    Shared,
}

/// A key file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the key file {} {trouble}", path.display())]
pub struct KeyError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    #[source]
    pub trouble: KeyTrouble,
}

/// Every key file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub struct KeyErrors(pub Vec<KeyError>);

impl fmt::Display for KeyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the party vault cannot be opened")?;
        self.0.iter().try_for_each(|error| write!(f, "; {error}"))
    }
}

impl KeyRing {
    /// Reads every key file; none when none is configured.
    pub fn read(config: &PartyConfig) -> Result<Option<Self>, KeyErrors> {
        let Some(files) = &config.key_files else { return Ok(None) };
        let mut errors = Vec::new();
        let mut key = |path: &PathBuf| read(path).map_err(|error| errors.push(error)).ok();
        let (envelope, index) = (key(&files.envelope), key(&files.index));
        let retired = config.retired_envelope_key_files.iter().filter_map(&mut key).collect();
        let retired_index = config.retired_index_key_files.iter().filter_map(key).collect();
        let ring = match (envelope, index) {
            (Some(envelope), Some(index)) if errors.is_empty() => Self {
                envelope,
                retired,
                index,
                retired_index,
            },
            (_, _) => return Err(KeyErrors(errors)),
        };
        let shared = ring.shared(config, &files.index);
        if shared.is_empty() {
            Ok(Some(ring))
        } else {
            Err(KeyErrors(shared))
        }
    }
}

impl KeyRing {
    /// The files that hold a key which is in use for something else.
    fn shared(&self, config: &PartyConfig, index: &Path) -> Vec<KeyError> {
        let error = |path: &Path| KeyError {
            path: path.to_owned(),
            trouble: KeyTrouble::Shared,
        };
        let clash = self.envelope.is(&self.index).then(|| error(index));
        let retired = config.retired_envelope_key_files.iter().zip(&self.retired);
        let retired = retired.filter(|(_, key)| key.is(&self.envelope) || key.is(&self.index));
        let indexes = config.retired_index_key_files.iter().zip(&self.retired_index);
        let indexes = indexes.filter(|(_, key)| key.is(&self.envelope) || key.is(&self.index) || self.retired.iter().any(|of| of.is(key)));
        let listed = retired.chain(indexes).map(|(path, _)| error(path));
        clash.into_iter().chain(listed).collect()
    }
}

impl KeyBytes {
    /// Whether it is the same key, told in the same time whether it is or not.
    fn is(&self, other: &Self) -> bool {
        self.secret().ct_eq(other.secret()).into()
    }

    /// The bytes, for derivation.
    pub fn secret(&self) -> &[u8] {
        self.0.as_slice()
    }

    fn parse(text: &str) -> Result<Self, KeyTrouble> {
        let mut bytes = Zeroizing::new([0; 32]);
        if text.len() != 64 {
            return Err(KeyTrouble::Malformed);
        }
        for (slot, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *slot = pair
                .iter()
                .try_fold(0, |byte, digit| Some(byte << 4 | nibble(*digit)?))
                .ok_or(KeyTrouble::Malformed)?;
        }
        // Equal bytes are the rule of adding nothing.
        let mut steps = bytes.iter().zip(bytes.iter().skip(1)).map(|(one, next)| next.wrapping_sub(*one));
        let first = steps.next();
        let weak = steps.all(|step| Some(step) == first);
        if weak { Err(KeyTrouble::Weak) } else { Ok(Self(bytes)) }
    }
}

fn nibble(digit: u8) -> Option<u8> {
    u8::try_from(char::from(digit).to_digit(16)?).ok()
}

fn read(path: &Path) -> Result<KeyBytes, KeyError> {
    let error = |trouble| KeyError {
        path: path.to_owned(),
        trouble,
    };
    let bytes = fs::read(path)
        .map(Zeroizing::new)
        .map_err(|trouble| error(KeyTrouble::Unreadable(trouble)))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| error(KeyTrouble::Malformed))?;
    warn_if_open(path);
    KeyBytes::parse(text.trim_end()).map_err(error)
}

/// A key that everybody on the machine may read is one no longer; the service starts all the same.
#[cfg(unix)]
fn warn_if_open(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    if fs::metadata(path).is_ok_and(|of| of.permissions().mode() & 0o007 != 0) {
        tracing::warn!(file = %path.display(), "a key file of the party vault is open to every user of this machine");
    }
}

#[cfg(not(unix))]
fn warn_if_open(_: &Path) {}

/// Writes a new key file that only its owner may read. Never overwrites. Blocks.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] when there is a file of that name; otherwise the system's.
pub fn generate(path: &Path) -> io::Result<()> {
    let mut key = Zeroizing::new([0_u8; 32]);
    OsRng.try_fill_bytes(key.as_mut_slice()).map_err(io::Error::other)?;
    let text = Zeroizing::new(fold::hex(key.as_slice()) + "\n");
    // A link appears whole or not at all, and never in the place of another file.
    let draft = path.with_extension(format!("{:016x}.draft", rand::random::<u64>()));
    let linked = write(&draft, text.as_bytes()).and_then(|()| fs::hard_link(&draft, path));
    let removed = fs::remove_file(&draft);
    linked.and(removed)
}

fn write(file: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    file.write_all(content)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_key_is_its_owners_and_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("envelope.key");
        generate(&path).unwrap();
        let first = fs::read(&path).unwrap();
        assert_eq!(generate(&path).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        read(&path).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_key_that_is_none_is_refused_without_being_repeated() {
        let good = "7d112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";
        assert!(KeyBytes::parse(good).is_ok());
        let (weak, counted) = (
            "5e".repeat(32),
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f".to_owned(),
        );
        let texts = [
            &weak,
            &counted,
            &good[2..],
            &format!("{good}00"),
            &good.replace("aa", "zz"),
            &good.replace("aa", "+1"),
            "",
        ];
        for (at, text) in texts.into_iter().enumerate() {
            let trouble = KeyBytes::parse(text).err().unwrap();
            assert_eq!(matches!(trouble, KeyTrouble::Weak), at < 2, "{at}");
            let said = format!("{trouble} {trouble:?}");
            assert!(text.is_empty() || !said.contains(text), "{at}");
        }
    }

    #[test]
    fn no_key_of_a_vault_is_used_for_two_purposes() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        for name in ["envelope", "index", "old"] {
            generate(&file(name)).unwrap();
        }
        let config = |envelope: &str, index: &str, retired: &str| PartyConfig {
            key_files: Some(crate::config::PartyKeyFiles {
                envelope: file(envelope),
                index: file(index),
            }),
            retired_envelope_key_files: vec![file(retired)],
            ..PartyConfig::default()
        };
        assert!(KeyRing::read(&config("envelope", "index", "old")).unwrap().is_some());
        for (envelope, index, retired, wrong) in [
            ("envelope", "envelope", "old", "envelope"),
            ("envelope", "index", "envelope", "envelope"),
            ("envelope", "index", "index", "index"),
        ] {
            let KeyErrors(errors) = KeyRing::read(&config(envelope, index, retired)).err().unwrap();
            let [
                KeyError {
                    path,
                    trouble: KeyTrouble::Shared,
                },
            ] = errors.as_slice()
            else {
                panic!("{errors:?}");
            };
            assert_eq!(path, &file(wrong));
        }
    }
}
