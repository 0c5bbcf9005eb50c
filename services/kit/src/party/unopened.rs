//! Why a row of the vault does not open.

use uuid::Uuid;

/// A row that does not open. Says which and under what key, never what is in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("party {party}, sealed under {envelope_key}: {why}")]
pub struct Unopened {
    /// The party.
    pub party: Uuid,
    /// Name of the envelope key its row names.
    pub envelope_key: String,
    /// Why it does not open.
    pub why: Why,
}

/// Why a row does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// No configured key has that name.
    #[error("no configured key has that name")]
    UnknownKey,
    /// It was changed, belongs to another row, or was sealed with another key of that name.
    #[error("it was changed, or belongs elsewhere")]
    NotAuthentic,
    /// It opens, and what is in it is no identity.
    #[error("what is in it is no identity")]
    NoIdentity,
}
