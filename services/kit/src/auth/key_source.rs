//! Fetching an issuer's keys, from a file or from an `OpenID` provider. Everything here blocks: call it off the runtime.

use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::Deserialize;

use super::config::{is_loopback, may_fetch};
use super::key_set::KeySet;
use super::{AuthConfig, Environment, Keys};

/// An issuer that does not answer within this is away.
const PATIENCE: Duration = Duration::from_secs(5);
/// A discovery document or key set larger than this is not read, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// Keys, and the mark of the file they were read from.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    pub keys: KeySet,
    mark: Option<Mark>,
}

/// Two equal marks mean the same file content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    modified: Option<SystemTime>,
    length: u64,
    inode: u64,
}

/// Why keys could not be had. Never shown to a caller.
#[derive(Debug, thiserror::Error)]
pub(super) enum KeySourceError {
    #[error("the key file cannot be read")]
    File(#[from] io::Error),
    #[error("the issuer does not answer as expected")]
    Http(#[from] Box<ureq::Error>),
    #[error("the answer is not the JSON expected")]
    Json(#[from] serde_json::Error),
    #[error("`{0}` must use https")]
    InsecureUrl(String),
    #[error("the discovery document speaks for `{0}`")]
    OtherIssuer(String),
    #[error("the key set holds no key we can use")]
    Empty,
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: String,
}

/// Where keys come from.
#[derive(Debug)]
pub(super) struct KeySource {
    jwks: Keys,
    issuer: String,
    environment: Environment,
}

impl KeySource {
    pub fn new(config: &AuthConfig) -> Self {
        Self {
            jwks: config.keys.clone(),
            issuer: config.issuer.clone(),
            environment: config.environment,
        }
    }

    /// Whether asking costs someone else something, so that it must not be done for every unknown key.
    pub fn is_remote(&self) -> bool {
        match self.jwks {
            Keys::File(_) => false,
            Keys::Provider(_) => true,
        }
    }

    /// Fetches the keys; `None` when they are the ones of `known`.
    pub fn fetch(&self, known: &Snapshot) -> Result<Option<Snapshot>, KeySourceError> {
        let snapshot = match &self.jwks {
            Keys::File(path) => read(path, known)?,
            Keys::Provider(issuer) => Some(self.discover(issuer)?),
        };
        match snapshot {
            Some(snapshot) if snapshot.keys.is_empty() => Err(KeySourceError::Empty),
            other => Ok(other),
        }
    }

    fn discover(&self, issuer: &str) -> Result<Snapshot, KeySourceError> {
        let url = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let document: Discovery = serde_json::from_slice(&self.get(&url)?)?;
        if document.issuer != self.issuer {
            return Err(KeySourceError::OtherIssuer(document.issuer));
        }
        let keys = KeySet::parse(&self.get(&document.jwks_uri)?)?;
        Ok(Snapshot { keys, mark: None })
    }

    fn get(&self, url: &str) -> Result<Vec<u8>, KeySourceError> {
        if !may_fetch(url, self.environment) {
            return Err(KeySourceError::InsecureUrl(url.to_owned()));
        }
        // A redirect could leave https or the issuer's host: an issuer answers itself.
        let mut agent = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .https_only(self.environment == Environment::Production);
        if url.parse().is_ok_and(|url| is_loopback(&url)) {
            agent = agent.proxy(None);
        }
        let mut answer = agent.build().new_agent().get(url).call().map_err(Box::new)?;
        let body = answer.body_mut().with_config().limit(LARGEST);
        Ok(body.read_to_vec().map_err(Box::new)?)
    }
}

/// Says why a file holds no keys, in words without its content.
pub(crate) fn check_key_file(path: &Path) -> Result<(), String> {
    let json = std::fs::read(path).map_err(|error| error.to_string())?;
    let keys = KeySet::parse(&json).map_err(|_| "is no key set (JWKS)".to_owned())?;
    if keys.is_empty() {
        return Err("holds no key that tokens can be checked with (Ed25519, P-256, or RSA of 2048 bits and more, with a kid)".to_owned());
    }
    Ok(())
}

fn read(path: &Path, known: &Snapshot) -> Result<Option<Snapshot>, KeySourceError> {
    let mark = Mark::of(path)?;
    if known.mark == Some(mark) {
        return Ok(None);
    }
    let keys = KeySet::parse(&std::fs::read(path)?)?;
    Ok(Some(Snapshot { keys, mark: Some(mark) }))
}

impl Mark {
    fn of(path: &Path) -> io::Result<Self> {
        let file = std::fs::metadata(path)?;
        Ok(Self {
            modified: file.modified().ok(),
            length: file.len(),
            inode: inode(&file),
        })
    }
}

#[cfg(unix)]
fn inode(file: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(file)
}

#[cfg(not(unix))]
fn inode(_: &std::fs::Metadata) -> u64 {
    0
}
