//! The public keys of an issuer, each tied to the algorithms it may verify: a token cannot choose how its key is read.

use std::collections::HashMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::Deserialize;

use super::claims::{Claims, Header};
use super::refusal::TokenError;

/// The shortest RSA modulus accepted, in bytes (2048 bits).
const SHORTEST_MODULUS: usize = 256;

/// One public key.
#[derive(Debug)]
pub(super) struct VerifyingKey {
    key: DecodingKey,
    algorithms: Vec<Algorithm>,
}

/// The usable keys of a JWK set, by key id.
#[derive(Debug, Default)]
pub(super) struct KeySet(HashMap<String, Arc<VerifyingKey>>);

#[derive(Deserialize)]
struct RawSet {
    keys: Vec<serde_json::Value>,
}

impl KeySet {
    /// Reads a JWK set; keys of a kind or size we do not use are passed over.
    pub fn parse(json: &[u8]) -> Result<Self, serde_json::Error> {
        let set: RawSet = serde_json::from_slice(json)?;
        let keys = set.keys.into_iter().filter_map(|key| {
            let jwk: Jwk = serde_json::from_value(key).ok()?;
            let kid = jwk.common.key_id.clone()?;
            Some((kid, Arc::new(VerifyingKey::new(&jwk)?)))
        });
        Ok(Self(keys.collect()))
    }

    pub fn get(&self, kid: &str) -> Option<Arc<VerifyingKey>> {
        self.0.get(kid).map(Arc::clone)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl VerifyingKey {
    fn new(jwk: &Jwk) -> Option<Self> {
        let mut algorithms = algorithms(&jwk.algorithm)?;
        if !matches!(jwk.common.public_key_use, None | Some(PublicKeyUse::Signature)) {
            return None;
        }
        if let Some(declared) = jwk.common.key_algorithm {
            let declared = Algorithm::try_from(declared).ok()?;
            algorithms.retain(|algorithm| *algorithm == declared);
        }
        let key = DecodingKey::from_jwk(jwk).ok()?;
        (!algorithms.is_empty()).then_some(Self { key, algorithms })
    }

    /// The claims of a token this key signed. Times, issuer and audience are still unproven.
    pub fn verify(&self, token: &str, header: &Header) -> Result<Claims, TokenError> {
        use jsonwebtoken::errors::ErrorKind::{Base64, InvalidToken, Json, Utf8};
        if !self.algorithms.contains(&header.algorithm) {
            return Err(TokenError::SignatureInvalid);
        }
        let mut validation = Validation::new(header.algorithm);
        // The library would ask the wall clock: `Claims::prove` checks these against a given time.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        match decode::<Claims>(token, &self.key, &validation) {
            Ok(token) => Ok(token.claims),
            Err(error) if matches!(error.kind(), Base64(_) | InvalidToken | Json(_) | Utf8(_)) => Err(TokenError::Malformed),
            Err(_) => Err(TokenError::SignatureInvalid),
        }
    }
}

/// What a key of this kind may verify. Sizes are checked here because the library trusts them.
fn algorithms(parameters: &AlgorithmParameters) -> Option<Vec<Algorithm>> {
    if let AlgorithmParameters::OctetKeyPair(key) = parameters {
        let fits = key.curve == EllipticCurve::Ed25519 && length(&key.x) == 32;
        return fits.then(|| vec![Algorithm::EdDSA]);
    }
    if let AlgorithmParameters::EllipticCurve(key) = parameters {
        let fits = key.curve == EllipticCurve::P256 && length(&key.x) == 32 && length(&key.y) == 32;
        return fits.then(|| vec![Algorithm::ES256]);
    }
    if let AlgorithmParameters::RSA(key) = parameters {
        let fits = length(&key.n) >= SHORTEST_MODULUS;
        return fits.then(|| vec![Algorithm::RS256, Algorithm::PS256]);
    }
    None
}

/// The length of a base64url number in bytes; 0 for what cannot be decoded.
fn length(number: &str) -> usize {
    URL_SAFE_NO_PAD.decode(number).map_or(0, |bytes| bytes.len())
}
