//! An issuer for desks and tests: it signs whatever it is asked to, so production neither opens it nor believes it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use time::{Duration, OffsetDateTime};

use super::claims::{Audience, Claims};
use super::principal::Principal;
use super::{AuthConfig, Environment, Keys};

/// The `iss` of every development token. No production configuration may name it.
pub const DEVELOPMENT_ISSUER: &str = "https://shiyu.invalid/development";
/// The `aud` of every development token.
pub const DEVELOPMENT_AUDIENCE: &str = "shiyu";

const KEY_FILE: &str = "development-key.pem";
const JWKS_FILE: &str = "jwks.json";
/// RFC 8410: what stands before the 32 bytes of an Ed25519 seed in PKCS #8.
const PKCS8_ED25519: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// Signs development tokens with a key pair that lives in a folder.
#[derive(Debug)]
pub struct DevelopmentIssuer {
    key: EncodingKey,
    kid: String,
    jwks: PathBuf,
}

/// Why there is no development issuer.
#[derive(Debug, thiserror::Error)]
pub enum DevelopmentIssuerError {
    /// It was asked for in production.
    #[error("production has no development issuer")]
    Production,
    /// The folder cannot be used.
    #[error("the folder of the development key cannot be used")]
    Folder(#[from] io::Error),
    /// The key cannot be read or used.
    #[error("the development key cannot be used")]
    Key(#[from] jsonwebtoken::errors::Error),
}

impl DevelopmentIssuer {
    /// Opens the key pair of a folder, creating it first if there is none; writes its public half to `jwks.json` beside
    /// it. Blocks.
    ///
    /// # Errors
    /// Always in [`Environment::Production`]; otherwise when the folder or the key cannot be used.
    pub fn open(dir: &Path, environment: Environment) -> Result<Self, DevelopmentIssuerError> {
        if environment == Environment::Production {
            return Err(DevelopmentIssuerError::Production);
        }
        fs::create_dir_all(dir)?;
        let file = dir.join(KEY_FILE);
        if !file.exists() {
            create(&file)?;
        }
        let key = EncodingKey::from_ed_pem(&fs::read(&file)?)?;
        let mut public = Jwk::from_encoding_key(&key, Algorithm::EdDSA)?;
        let kid = public.thumbprint(ThumbprintHash::SHA256)?;
        public.common.key_id = Some(kid.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        let jwks = dir.join(JWKS_FILE);
        publish(&jwks, public)?;
        Ok(Self { key, kid, jwks })
    }

    /// A token that proves `principal` from `now` on for `ttl`.
    ///
    /// # Errors
    /// [`DevelopmentIssuerError::Key`] when it cannot be signed.
    pub fn issue(&self, principal: &Principal, ttl: Duration, now: OffsetDateTime) -> Result<String, DevelopmentIssuerError> {
        let claims = Claims {
            iss: DEVELOPMENT_ISSUER.to_owned(),
            aud: Audience::One(DEVELOPMENT_AUDIENCE.to_owned()),
            sub: principal.subject.clone(),
            exp: now.saturating_add(ttl).unix_timestamp(),
            nbf: Some(now.unix_timestamp()),
            iat: Some(now.unix_timestamp()),
            shiyu_county: principal.county.clone(),
            shiyu_unit: principal.unit.clone(),
            shiyu_roles: principal.roles.clone(),
            shiyu_kind: principal.kind,
        };
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.kid.clone());
        Ok(encode(&header, &claims, &self.key)?)
    }

    /// The configuration under which this issuer's tokens are accepted.
    #[must_use]
    pub fn auth_config(&self) -> AuthConfig {
        AuthConfig {
            keys: Keys::File(self.jwks.clone()),
            issuer: DEVELOPMENT_ISSUER.to_owned(),
            audience: DEVELOPMENT_AUDIENCE.to_owned(),
            environment: Environment::Development,
        }
    }
}

/// Writes a new private key. Of two processes that start together, the second uses the key of the first.
fn create(file: &Path) -> io::Result<()> {
    let seed: [u8; 32] = rand::random();
    let der = [PKCS8_ED25519.as_slice(), seed.as_slice()].concat();
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der));
    let draft = draft_beside(file);
    write(&draft, pem.as_bytes())?;
    let linked = fs::hard_link(&draft, file);
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Replaces the public key set in one step, so that no reader meets half of it.
fn publish(file: &Path, key: Jwk) -> io::Result<()> {
    let draft = draft_beside(file);
    write(&draft, &serde_json::to_vec(&JwkSet { keys: vec![key] })?)?;
    fs::rename(&draft, file)
}

fn draft_beside(file: &Path) -> PathBuf {
    file.with_extension(format!("{:016x}.draft", rand::random::<u64>()))
}

/// Writes a new file only its owner may read.
fn write(file: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(content)
}
