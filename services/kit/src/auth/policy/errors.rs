//! What can be wrong with policies, all of it told at once.

use std::fmt;

/// One mistake in a policy or in the RPCs it is checked against.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// A text is not Cedar.
    #[error("{text}: {what}")]
    Unreadable {
        /// The name of the text.
        text: String,
        /// Cedar's own words.
        what: String,
    },
    /// A text holds a template, which nothing here would ever link.
    #[error("{text}: templates are not used here")]
    Template {
        /// The name of the text.
        text: String,
    },
    /// A policy names an RPC or an attribute that does not exist, or can never apply.
    #[error("{0}")]
    Invalid(String),
    /// A policy asks for a role nobody can hold.
    #[error("{policy}: `{role}` is not a role")]
    UnknownRole {
        /// Text and number of the policy.
        policy: String,
        /// The word it asks for.
        role: String,
    },
    /// The RPCs do not make a schema.
    #[error("schema of the RPCs: {0}")]
    Schema(String),
}

/// All mistakes found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyErrors(pub Vec<PolicyError>);

impl PolicyErrors {
    pub(super) fn schema(error: impl fmt::Display) -> Self {
        Self(vec![PolicyError::Schema(error.to_string())])
    }
}

impl fmt::Display for PolicyErrors {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} mistakes in the policies", self.0.len())?;
        self.0.iter().try_for_each(|error| write!(out, "\n  {error}"))
    }
}

impl std::error::Error for PolicyErrors {}
