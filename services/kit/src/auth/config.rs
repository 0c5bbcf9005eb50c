//! What a deployment says about tokens, and which of it is refused before anything starts.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use http::Uri;
use serde::{Deserialize, Serialize};

use super::development::DEVELOPMENT_ISSUER;

/// Where this process runs. Only a development may sign its own tokens or fetch keys without TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// A desk, a laptop, a test.
    Development,
    /// Anything that holds a citizen's matter.
    Production,
}

/// A word that is neither `development` nor `production`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an environment: write development or production")]
pub struct UnknownEnvironment(pub String);

impl FromStr for Environment {
    type Err = UnknownEnvironment;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "development" => Ok(Self::Development),
            "production" => Ok(Self::Production),
            other => Err(UnknownEnvironment(other.to_owned())),
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Development => "development",
            Self::Production => "production",
        })
    }
}

/// Where the public keys that verify tokens come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Jwks {
    /// A JWK set on disk, read again when it changes.
    File(PathBuf),
    /// An `OpenID` provider: its discovery document names the JWK set.
    Oidc {
        /// The URL below which `/.well-known/openid-configuration` lies. It may be an inner address of the provider; the
        /// document must still name [`AuthConfig::issuer`].
        issuer: String,
    },
}

/// Which tokens are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthConfig {
    /// Where the keys come from.
    pub jwks: Jwks,
    /// The one `iss` accepted.
    pub issuer: String,
    /// The `aud` a token must carry.
    pub audience: String,
    /// Whether the development issuer and plain http may be used.
    pub environment: Environment,
}

/// A configuration no verifier may be built from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuthConfigError {
    /// The issuer of development tokens was named in production.
    #[error("the development issuer cannot be trusted in production")]
    DevelopmentIssuer,
    /// Keys would travel in the clear, where they can be replaced.
    #[error("`{0}` must use https (plain http only to a loopback address, in development)")]
    InsecureUrl(String),
    /// A required text is empty.
    #[error("`{0}` must not be empty")]
    Blank(&'static str),
}

impl AuthConfig {
    /// Says whether a verifier may be built from this.
    ///
    /// # Errors
    /// Every [`AuthConfigError`] that applies, at once.
    pub fn check(&self) -> Result<(), Vec<AuthConfigError>> {
        let mut errors = Vec::new();
        for (name, text) in [("issuer", &self.issuer), ("audience", &self.audience)] {
            if text.trim().is_empty() {
                errors.push(AuthConfigError::Blank(name));
            }
        }
        if self.environment == Environment::Production && self.issuer == DEVELOPMENT_ISSUER {
            errors.push(AuthConfigError::DevelopmentIssuer);
        }
        if let Jwks::Oidc { issuer } = &self.jwks
            && !may_fetch(issuer, self.environment)
        {
            errors.push(AuthConfigError::InsecureUrl(issuer.clone()));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

/// Https anywhere; plain http only to this machine, and only in development.
pub(super) fn may_fetch(url: &str, environment: Environment) -> bool {
    let Ok(url) = url.parse::<Uri>() else { return false };
    match url.scheme_str() {
        Some("https") => url.host().is_some(),
        Some("http") => environment == Environment::Development && is_loopback(&url),
        _ => false,
    }
}

/// Whether the host of a URL is this machine.
pub(super) fn is_loopback(url: &Uri) -> bool {
    matches!(url.host(), Some("localhost" | "127.0.0.1" | "[::1]"))
}
