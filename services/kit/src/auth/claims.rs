//! What a token says, read strictly: the header before its signature is checked, the claims after, against a given time.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, PrimitiveDateTime};

use super::principal::{Kind, Principal};
use super::refusal::TokenError;
use crate::fault::text;

/// How far two clocks may disagree, in seconds.
pub(super) const LEEWAY: i64 = 30;
/// Longer tokens are not read at all, in bytes.
const LONGEST: usize = 8 * 1024;

/// Which key and algorithm a token claims to be signed with; nothing here is proven.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub algorithm: Algorithm,
    pub kid: String,
}

#[derive(Deserialize)]
struct RawHeader {
    alg: String,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

impl Header {
    /// Reads the header; refuses `none`, every symmetric algorithm and extensions we would have to understand.
    pub fn read(token: &str) -> Result<Self, TokenError> {
        let mut parts = token.split('.');
        let (Some(header), Some(_), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(TokenError::Malformed);
        };
        if token.len() > LONGEST {
            return Err(TokenError::Malformed);
        }
        let header = URL_SAFE_NO_PAD.decode(header).map_err(|_| TokenError::Malformed)?;
        let header: RawHeader = serde_json::from_slice(&header).map_err(|_| TokenError::Malformed)?;
        if header.crit.is_some() {
            return Err(TokenError::Malformed);
        }
        let algorithm = accepted(&header.alg).ok_or(TokenError::SignatureInvalid)?;
        let kid = header.kid.ok_or(TokenError::KeyUnknown)?;
        Ok(Self { algorithm, kid })
    }
}

/// The asymmetric algorithms accepted; a key's own kind narrows them further.
fn accepted(algorithm: &str) -> Option<Algorithm> {
    match algorithm {
        "EdDSA" => Some(Algorithm::EdDSA),
        "ES256" => Some(Algorithm::ES256),
        "RS256" => Some(Algorithm::RS256),
        "PS256" => Some(Algorithm::PS256),
        _ => None,
    }
}

/// The claims of a token; times are whole seconds since 1970.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Claims {
    #[serde(default)]
    pub iss: String,
    #[serde(default)]
    pub aud: Audience,
    pub sub: String,
    pub exp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nbf: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iat: Option<i64>,
    pub shiyu_county: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shiyu_unit: Option<String>,
    #[serde(default)]
    pub shiyu_roles: BTreeSet<String>,
    /// Never assumed: a program whose token forgets it would pass for a person.
    pub shiyu_kind: Kind,
}

/// `aud` is one text or several (RFC 7519, 4.1.3).
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Default for Audience {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl Audience {
    fn names(&self, audience: &str) -> bool {
        match self {
            Self::One(one) => one == audience,
            Self::Several(several) => several.iter().any(|one| one == audience),
        }
    }
}

/// When a token holds; whole seconds since 1970.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    nbf: Option<i64>,
    exp: i64,
}

impl Span {
    /// The moment from which it holds no more, what two clocks may disagree included.
    pub fn end(self) -> OffsetDateTime {
        let end = OffsetDateTime::from_unix_timestamp(self.exp.saturating_add(LEEWAY));
        end.unwrap_or_else(|_| PrimitiveDateTime::MAX.assume_utc())
    }

    /// Whether it holds at `now`, give or take what two clocks may disagree.
    pub fn holds(self, now: OffsetDateTime) -> Result<(), TokenError> {
        let now = now.unix_timestamp();
        if now >= self.exp.saturating_add(LEEWAY) {
            return Err(TokenError::Expired);
        }
        if self.nbf.is_some_and(|nbf| now < nbf.saturating_sub(LEEWAY)) {
            return Err(TokenError::NotYetValid);
        }
        Ok(())
    }
}

impl Claims {
    /// The identity these claims prove at `now` to the given audience.
    pub fn prove(self, issuer: &str, audience: &str, now: OffsetDateTime) -> Result<Principal, TokenError> {
        if self.iss != issuer {
            return Err(TokenError::IssuerUnknown);
        }
        if !self.aud.names(audience) {
            return Err(TokenError::AudienceWrong);
        }
        self.span().holds(now)?;
        self.identity()
    }

    /// From when until when they hold.
    pub fn span(&self) -> Span {
        Span {
            nbf: self.nbf,
            exp: self.exp,
        }
    }

    fn identity(self) -> Result<Principal, TokenError> {
        let county = &self.shiyu_county;
        let is_division = county.len() == 6 && county.bytes().all(|byte| byte.is_ascii_digit());
        if !is_division || self.sub.trim().is_empty() || text::not_one_line(&self.sub).is_some() || self.shiyu_unit.as_deref() == Some("") {
            return Err(TokenError::Malformed);
        }
        Ok(Principal {
            subject: self.sub,
            county: self.shiyu_county,
            unit: self.shiyu_unit,
            roles: self.shiyu_roles,
            kind: self.shiyu_kind,
        })
    }
}
