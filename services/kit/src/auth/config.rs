//! What a deployment says about tokens, and which of it is refused before anything starts.

use http::Uri;

use super::development::DEVELOPMENT_ISSUER;
use crate::config::{AuthConfig, Environment, Keys};

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
        if let Keys::Provider(issuer) = &self.keys
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
