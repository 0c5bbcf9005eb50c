//! Who is behind a call, as far as a token proves it. A caller without a token is `None`, never a made-up principal.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tonic::Status;

use super::refusal::{Refusal, TokenError};

/// A person or a service, as a verified token describes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Principal {
    /// The token's `sub`.
    pub subject: String,
    /// The six-digit division code of the county this identity belongs to.
    pub county: String,
    /// The division or unit code the person works in, if any.
    pub unit: Option<String>,
    /// The words of [`super::role`] this identity holds.
    pub roles: BTreeSet<String>,
    /// A person or a service.
    pub kind: Kind,
}

/// What a principal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    Person,
    /// Another service of the city.
    Service,
}

impl Kind {
    /// The word in a token and in a policy.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Service => "service",
        }
    }
}

impl Principal {
    /// Whether this identity holds a role.
    #[must_use]
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.contains(role)
    }
}

/// The principal the gate admitted this request under.
///
/// # Errors
/// UNAUTHENTICATED `TOKEN_MISSING` when the call came without a token.
pub fn principal<T>(request: &tonic::Request<T>) -> Result<&Principal, Status> {
    request
        .extensions()
        .get::<Principal>()
        .ok_or_else(|| Status::from(Refusal::Token(TokenError::Missing)))
}
