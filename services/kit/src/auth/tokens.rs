//! From a bearer token to a principal: header, key, signature, claims, in this order and at a given time.

use std::sync::Arc;

use time::OffsetDateTime;

use super::claims::Header;
use super::key_ring::KeyRing;
use super::key_source::KeySource;
use super::principal::Principal;
use super::proven::{Mark, Proof, Proven};
use super::refusal::TokenError;
use super::{AuthConfig, AuthConfigError};

/// Verifies tokens of one issuer for one audience. Share it behind an `Arc`: it holds the fetched keys.
#[derive(Debug)]
pub struct Tokens {
    keys: KeyRing,
    issuer: String,
    audience: String,
    proven: Proven,
}

impl Tokens {
    /// A verifier that has no keys yet; they are fetched when the first token comes, or by [`Tokens::load`].
    ///
    /// # Errors
    /// Everything [`AuthConfig::check`] finds.
    pub fn new(config: &AuthConfig) -> Result<Self, Vec<AuthConfigError>> {
        config.check()?;
        Ok(Self {
            keys: KeyRing::new(KeySource::new(config)),
            issuer: config.issuer.clone(),
            audience: config.audience.clone(),
            proven: Proven::default(),
        })
    }

    /// Fetches the keys now, so that a service can say it is not ready instead of refusing its first callers.
    ///
    /// # Errors
    /// [`TokenError::KeysUnavailable`]; the cause is in the log.
    pub async fn load(&self, now: OffsetDateTime) -> Result<(), TokenError> {
        self.keys.load(now).await
    }

    /// The identity a token proves at `now` (which must be real time, not a moved development clock).
    ///
    /// # Errors
    /// Every [`TokenError`] but `Missing`.
    pub async fn verify(&self, token: &str, now: OffsetDateTime) -> Result<Principal, TokenError> {
        self.verify_until(token, now).await.map(|(principal, _)| principal)
    }

    /// The identity a token proves at `now`, and until when it does.
    ///
    /// # Errors
    /// As [`Tokens::verify`].
    pub async fn verify_until(&self, token: &str, now: OffsetDateTime) -> Result<(Principal, OffsetDateTime), TokenError> {
        let mark = Proven::mark(token);
        if let Some(proof) = self.proven.find(&mark) {
            // A key that was withdrawn or replaced proves nothing any more.
            if Arc::ptr_eq(&self.keys.find(&proof.kid, now).await?, &proof.key) {
                proof.span.holds(now)?;
                return Ok((proof.principal.clone(), proof.span.end()));
            }
        }
        self.prove(token, mark, now).await
    }

    async fn prove(&self, token: &str, mark: Mark, now: OffsetDateTime) -> Result<(Principal, OffsetDateTime), TokenError> {
        let header = Header::read(token)?;
        let key = self.keys.find(&header.kid, now).await?;
        let claims = key.verify(token, &header)?;
        let span = claims.span();
        let principal = claims.prove(&self.issuer, &self.audience, now)?;
        let proof = Proof {
            kid: header.kid,
            key,
            span,
            principal: principal.clone(),
        };
        self.proven.keep(mark, proof);
        Ok((principal, span.end()))
    }
}
