//! Why a caller was turned away, with the reason words callers may rely on, and how that is said over gRPC.

use std::collections::HashMap;
use std::time::Duration;

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

/// The `domain` of every `google.rpc.ErrorInfo` of this system.
const DOMAIN: &str = "shiyu";
/// How long a caller should wait when the issuer's keys cannot be had.
const KEYS_RETRY: Duration = Duration::from_secs(10);

/// What is wrong with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum TokenError {
    /// The call needs a token and carries none.
    #[error("this call needs a token")]
    Missing,
    /// The header or the token cannot be read, or lacks a claim.
    #[error("the token cannot be read")]
    Malformed,
    /// `exp` has passed.
    #[error("the token has expired")]
    Expired,
    /// `nbf` has not come.
    #[error("the token is not valid yet")]
    NotYetValid,
    /// The signature does not fit the key, or the algorithm is not one of ours.
    #[error("the token's signature is not valid")]
    SignatureInvalid,
    /// No key of this id is known.
    #[error("the token's key is not known")]
    KeyUnknown,
    /// `iss` is not the issuer trusted here.
    #[error("the token's issuer is not trusted here")]
    IssuerUnknown,
    /// `aud` does not name this system.
    #[error("the token is meant for someone else")]
    AudienceWrong,
    /// The keys could not be fetched and none are known: our trouble, not the caller's.
    #[error("tokens cannot be verified for the moment")]
    KeysUnavailable,
}

impl TokenError {
    /// The word of `ErrorInfo.reason`; never changes.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Missing => "TOKEN_MISSING",
            Self::Malformed => "TOKEN_MALFORMED",
            Self::Expired => "TOKEN_EXPIRED",
            Self::NotYetValid => "TOKEN_NOT_YET_VALID",
            Self::SignatureInvalid => "TOKEN_SIGNATURE_INVALID",
            Self::KeyUnknown => "TOKEN_KEY_UNKNOWN",
            Self::IssuerUnknown => "TOKEN_ISSUER_UNKNOWN",
            Self::AudienceWrong => "TOKEN_AUDIENCE_WRONG",
            Self::KeysUnavailable => "KEYS_UNAVAILABLE",
        }
    }
}

/// Why the gate did not let a call through.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who asks could not be established.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The identity belongs to another county than this deployment serves.
    #[error("this identity belongs to another county")]
    CountyMismatch,
    /// No policy permits it.
    #[error("not permitted")]
    NotPermitted {
        /// The RPC asked for, `package.Service/Method`.
        action: String,
    },
    /// Somebody has identities shown in the clear faster than an office needs them.
    #[error("too many identities were shown to you; wait before the next one")]
    TooManyReveals {
        /// How long.
        wait: Duration,
    },
}

impl Refusal {
    /// The word of `ErrorInfo.reason`; never changes.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Token(token) => token.reason(),
            Self::CountyMismatch => "COUNTY_MISMATCH",
            Self::NotPermitted { .. } => "NOT_PERMITTED",
            Self::TooManyReveals { .. } => "RATE_LIMITED",
        }
    }

    const fn code(&self) -> Code {
        match self {
            Self::Token(TokenError::KeysUnavailable) => Code::Unavailable,
            Self::Token(_) => Code::Unauthenticated,
            Self::CountyMismatch | Self::NotPermitted { .. } => Code::PermissionDenied,
            Self::TooManyReveals { .. } => Code::ResourceExhausted,
        }
    }
}

impl From<Refusal> for Status {
    fn from(refusal: Refusal) -> Self {
        let (code, reason, message) = (refusal.code(), refusal.reason(), refusal.to_string());
        let mut metadata = HashMap::new();
        if let Refusal::NotPermitted { action } = &refusal {
            metadata.insert("action".to_owned(), action.clone());
        }
        let mut details = ErrorDetails::with_error_info(reason, DOMAIN, metadata);
        if code == Code::Unavailable {
            details.set_retry_info(Some(KEYS_RETRY));
        }
        if let Refusal::TooManyReveals { wait } = refusal {
            details.set_retry_info(Some(wait));
        }
        Self::with_error_details(code, message, details)
    }
}
