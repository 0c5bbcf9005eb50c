//! A party vault with keys of its own, and people who do not exist to put into it.

use tempfile::TempDir;

use crate::config::{PartyConfig, PartyKeyFiles};
use crate::party::{Document, DocumentKind, Identity, PartyKind, Suite, Vault, check_of_identity, keys};

/// Fresh random keys in a folder that is gone with the test.
#[derive(Debug)]
pub struct KeyFolder(TempDir);

impl KeyFolder {
    /// New keys.
    ///
    /// # Panics
    /// When they cannot be written.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without keys has nothing to show")]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["envelope", "index"] {
            keys::generate(&folder.path().join(name)).expect("a key");
        }
        Self(folder)
    }

    /// What a service is told that has these keys.
    #[must_use]
    pub fn config(&self, suite: Suite) -> PartyConfig {
        PartyConfig {
            suite,
            key_files: Some(PartyKeyFiles {
                envelope: self.0.path().join("envelope"),
                index: self.0.path().join("index"),
            }),
            ..PartyConfig::default()
        }
    }

    /// The vault of a service that has these keys.
    ///
    /// # Panics
    /// When it does not open.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without a vault has nothing to show")]
    pub fn vault(&self, suite: Suite, service: &str) -> Vault {
        Vault::open(&self.config(suite), service).expect("keys").expect("a vault")
    }
}

impl Default for KeyFolder {
    fn default() -> Self {
        Self::new()
    }
}

/// A service's vault with fresh random keys.
#[must_use]
pub fn vault(service: &str) -> Vault {
    KeyFolder::new().vault(Suite::default(), service)
}

/// A person who does not exist, with an identity number and a telephone of their own for each serial below 1000.
#[must_use]
pub fn person(name: &str, serial: u16) -> Identity {
    let body = format!("33060219900101{:03}", serial % 1000);
    let digits: Vec<u32> = body.chars().filter_map(|sign| sign.to_digit(10)).collect();
    Identity {
        kind: PartyKind::Person,
        name: name.to_owned(),
        document: Some(Document {
            kind: DocumentKind::IdentityCard,
            number: format!("{body}{}", check_of_identity(&digits)),
        }),
        phone: Some(format!("13800{:06}", serial % 1000)),
        address: Some("浙江省绍兴市越城区府山街道水沟营社区3幢502室".to_owned()),
    }
}
