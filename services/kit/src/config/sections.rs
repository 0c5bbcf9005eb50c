//! The sections every service has, as types. What each key means to an operator stands in `config/default.toml`.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use super::{County, Environment, LogFormat, Need, Secret};
use crate::nats::ACK_WAIT;
use crate::party::Suite;
use crate::unit::{CommandOffices, MediatingOffices};

/// Everything every service is told.
#[derive(Clone, Debug)]
pub struct Common {
    /// The county, or the city itself, this deployment serves.
    pub county: County,
    /// Which offices command for their divisions.
    pub command_offices: CommandOffices,
    /// Which offices mediate for their divisions, and which guide them.
    pub mediating_offices: MediatingOffices,
    /// The gRPC door.
    pub server: ServerConfig,
    /// The service's own database.
    pub database: DatabaseConfig,
    /// The bus.
    pub nats: NatsConfig,
    /// What is seen from outside.
    pub telemetry: TelemetryConfig,
    /// Whose tokens count.
    pub auth: AuthConfig,
    /// What the party vault is locked with.
    pub party: PartyConfig,
    /// How long the identities of a case are kept.
    pub kept_identities: KeptConfig,
    /// How many days after a case has ended the acts done on it are remembered.
    pub keep_acts_days: u32,
    /// Where files are kept.
    pub files: FilesConfig,
    /// Where the county's other services are; none for a service that asks nobody.
    pub peers: Option<PeersConfig>,
    /// At the city desk: codes of the counties whose facts it gathers.
    pub gather: Vec<String>,
    /// In a county: code of the city whose desk it hears.
    pub desk: Option<String>,
}

/// How many days after a case has ended its identities are kept; none: as the service says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptConfig {
    /// As usual.
    pub usual_days: Option<NonZeroU32>,
    /// If it is major.
    pub major_days: Option<NonZeroU32>,
}

/// What a step that only works on the tables is told.
#[derive(Clone, Debug)]
pub struct Ground {
    /// Whose database it is.
    pub county: County,
    /// The database.
    pub database: DatabaseConfig,
    /// What is seen from outside.
    pub telemetry: TelemetryConfig,
}

/// The gRPC door.
#[derive(Clone, Debug)]
pub struct ServerConfig {
    /// Where it listens; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Where the plain HTTP door for probes listens, if there is one.
    pub http_listen: Option<SocketAddr>,
    /// What has to be in reach for a replica to be ready.
    pub ready_with: Vec<Need>,
    /// Encryption; none is plain text.
    pub tls: Option<TlsConfig>,
    /// The largest request in bytes.
    pub max_message_bytes: usize,
    /// Calls worked on at once.
    pub max_concurrent: usize,
    /// Connections held at once.
    pub max_connections: usize,
    /// How long a call may take.
    pub request_timeout: Duration,
    /// How long to serve on after health turned to `NOT_SERVING`.
    pub drain_delay: Duration,
    /// How long calls under way may still take then.
    pub drain_timeout: Duration,
    /// How often a silent connection is asked whether it lives.
    pub keepalive_interval: Duration,
    /// How long it may take to answer, and a new one to greet.
    pub keepalive_timeout: Duration,
}

/// The door's certificate.
#[derive(Clone, Debug)]
pub struct TlsConfig {
    /// PEM file of the certificate chain.
    pub certificate_file: PathBuf,
    /// PEM file of its key.
    pub key_file: PathBuf,
    /// PEM file of the authority callers must be certified by (mTLS).
    pub client_ca_file: Option<PathBuf>,
    /// How often the files are looked at again.
    pub reload_interval: Duration,
}

/// The service's own database.
#[derive(Clone, Debug)]
pub struct DatabaseConfig {
    /// Where it is; holds a password, so it is a secret.
    pub url: Secret,
    /// Whether the tables are brought up to date at start.
    pub migrate: bool,
    /// Connections at most.
    pub max_connections: u32,
}

/// The bus. The account, and so the county, follows from who we are to it.
#[derive(Clone, Debug)]
pub struct NatsConfig {
    /// Servers, separated by commas.
    pub url: String,
    /// Who we are to it; none for a server that asks nobody.
    pub identity: Option<NatsIdentity>,
    /// PEM file of the authority that signed the server's certificate; with it a connection without TLS is refused.
    pub ca_file: Option<PathBuf>,
    /// What we show a server that asks for certificates (mTLS); with it a connection without TLS is refused.
    pub certificate: Option<ClientCertificate>,
    /// Copies of each stream.
    pub replicas: usize,
    /// How long a fact may be out without a sign of life before it is handed out again.
    pub ack_wait: Duration,
}

/// Who we are to the bus.
#[derive(Clone, Debug)]
pub enum NatsIdentity {
    /// A credentials file: a JWT and its seed.
    Credentials(PathBuf),
    /// An nkey seed.
    Nkey(Secret),
    /// A user of the server's own configuration.
    Password {
        /// Its name.
        user: String,
        /// Its password.
        password: Secret,
    },
}

/// A certificate of our own for the doors of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCertificate {
    /// PEM file of the certificate chain.
    pub certificate_file: PathBuf,
    /// PEM file of its key.
    pub key_file: PathBuf,
}

impl From<(PathBuf, PathBuf)> for ClientCertificate {
    fn from((certificate_file, key_file): (PathBuf, PathBuf)) -> Self {
        Self {
            certificate_file,
            key_file,
        }
    }
}

impl NatsConfig {
    /// Whether we show the servers nothing that says who we are.
    #[must_use]
    pub const fn is_anonymous(&self) -> bool {
        self.identity.is_none() && self.certificate.is_none()
    }

    /// A server that asks nobody who they are.
    #[must_use]
    pub fn at(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            identity: None,
            ca_file: None,
            certificate: None,
            replicas: 1,
            ack_wait: ACK_WAIT,
        }
    }
}

/// What is seen from outside.
#[derive(Clone, Debug)]
pub struct TelemetryConfig {
    /// The collector, by OTLP over gRPC.
    pub otlp_endpoint: Option<String>,
    /// PEM file of the authority that signed the collector's certificate.
    pub otlp_ca_file: Option<PathBuf>,
    /// The shape of log lines.
    pub log_format: LogFormat,
    /// Which log lines, in the syntax of `RUST_LOG`.
    pub log_filter: String,
    /// The share of traces kept.
    pub sample_ratio: f64,
    /// How often metrics are sent.
    pub metric_interval: Duration,
}

/// Whose tokens count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthConfig {
    /// How strict to be.
    pub environment: Environment,
    /// Where the signers' public keys come from.
    pub keys: Keys,
    /// The issuer tokens must name.
    pub issuer: String,
    /// The audience tokens must name.
    pub audience: String,
}

/// Where the public keys come from that tokens are checked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keys {
    /// A JWKS file.
    File(PathBuf),
    /// An `OpenID` provider, asked through its discovery document.
    Provider(String),
}

/// What the party vault is locked with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartyConfig {
    /// The algorithms that new parties are sealed and indexed with; what either sealed is read.
    pub suite: Suite,
    /// The key files; none for a service that has no vault.
    pub key_files: Option<PartyKeyFiles>,
    /// Envelope keys that were used before, only for reading.
    pub retired_envelope_key_files: Vec<PathBuf>,
    /// Index keys that were used before, the oldest first: query codes hang on that one.
    pub retired_index_key_files: Vec<PathBuf>,
    /// How many identities one person is shown in the clear in an hour, by each replica; none: as many as they ask for.
    pub reveals_per_hour: Option<NonZeroU32>,
}

/// The key files of a party vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyKeyFiles {
    /// What the parties' own keys are wrapped with.
    pub envelope: PathBuf,
    /// What parties are found by.
    pub index: PathBuf,
}

/// Where photographs and documents are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilesConfig {
    /// The place; none for a service that keeps no files.
    pub store: Option<FileStore>,
    /// The largest file accepted, as it comes and as it is kept, in bytes.
    pub max_bytes: usize,
}

/// A place for files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileStore {
    /// A folder of this machine, or one that all replicas mount.
    Folder(PathBuf),
    /// A bucket of JetStream's object store.
    Bucket {
        /// Its name; none is the service's.
        name: Option<String>,
        /// Copies of each file.
        replicas: usize,
    },
}

/// Where the county's other services are, and how we show them who we are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeersConfig {
    /// Their addresses, by the services' names.
    pub addresses: BTreeMap<String, String>,
    /// A file that holds our token.
    pub token_file: PathBuf,
    /// PEM file of the authority that signed their certificates.
    pub ca_file: Option<PathBuf>,
    /// What we show those that ask for certificates (mTLS), at https addresses.
    pub certificate: Option<ClientCertificate>,
    /// How long one may take to answer.
    pub timeout: Duration,
}
