//! Why a service does not start.

use sea_orm::DbErr;

use crate::auth::{AuthConfigError, PolicyErrors};
use crate::fail;
use crate::file::KeepError;
use crate::home::HomeError;
use crate::nats::NatsError;
use crate::server::ServerError;

/// Why a service could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database does not answer, or its tables cannot be brought up to date.
    #[error("the database cannot be used")]
    Database(#[from] DbErr),
    /// The tables are behind this version of the code, and `database.migrate` leaves them to a step of its own.
    #[error("the tables lack {}: run `migrate` first, or set database.migrate", .0.join(", "))]
    Behind(Vec<String>),
    /// A table that is held in memory cannot be read.
    #[error("what is held in memory cannot be read")]
    Held(#[from] crate::ledger::Unread),
    /// The database belongs to another county or service.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// The bus does not answer, is too old, or keeps something else than was declared.
    #[error(transparent)]
    Nats(#[from] NatsError),
    /// The keys of the party vault cannot be used.
    #[error(transparent)]
    Vault(#[from] crate::party::keys::KeyErrors),
    /// The service keeps identities and was given no keys.
    #[error("there are no keys for the party vault: set party.envelope_key_file and party.index_key_file")]
    NoVault,
    /// Anybody who reaches the bus could tell facts in our name.
    #[error(
        "production joins no bus that asks nobody who they are: set nats.nkey_file, nats.credentials_file, nats.user or nats.certificate_file"
    )]
    OpenBus,
    /// It was told to die on purpose, where that must not be.
    #[error(transparent)]
    FailPoint(#[from] fail::Refused),
    /// The other services of the county cannot be asked.
    #[error(transparent)]
    Peers(#[from] crate::peer::PeersError),
    /// Files cannot be kept.
    #[error(transparent)]
    Files(#[from] KeepError),
    /// The configuration of tokens cannot be used.
    #[error("tokens cannot be checked: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Tokens(Vec<AuthConfigError>),
    /// A policy is wrong.
    #[error(transparent)]
    Policy(#[from] PolicyErrors),
    /// The contracts' descriptors do not decode.
    #[error("the contracts' descriptors do not decode")]
    Descriptors(#[from] prost::DecodeError),
    /// The door cannot be opened.
    #[error(transparent)]
    Server(#[from] ServerError),
}
