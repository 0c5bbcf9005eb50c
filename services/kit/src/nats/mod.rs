//! The bus: one connection of a service to its account, and what it declares there.

mod declare;
pub mod event;
pub mod fact;
mod options;
mod streams;
mod version;

use std::sync::atomic::Ordering;
use std::time::Duration;

use async_nats::connection::State;
use async_nats::jetstream::{self, context::ContextBuilder};
use async_nats::{Client, Event};

use crate::config::NatsConfig;

pub use declare::{Difference, ensure_consumer, ensure_stream};
pub use fact::{Fact, Headers, Unreadable};
pub use streams::{
    CITY_STREAM, COUNTY_STREAM, CityImport, CitySource, DESK_STREAM, city_desk, city_stream, county_desk, county_stream, desk_stream,
};
pub use version::{NEEDED, Version, require_version};

/// How long an acknowledgement or an answer of JetStream may take before it counts as lost.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// How long a message may be out without a sign of life before JetStream hands it out again, unless somebody says otherwise.
pub const ACK_WAIT: Duration = Duration::from_secs(30);

/// Why the bus cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum NatsError {
    /// Nobody answers, or the account refuses us.
    #[error("cannot connect to NATS at {address}")]
    Connect {
        /// Where, without credentials.
        address: String,
        /// Why not.
        #[source]
        cause: Box<async_nats::ConnectError>,
    },
    /// The credentials file cannot be read.
    #[error("cannot read the NATS credentials file")]
    Credentials(#[source] std::io::Error),
    /// The server is too old: it would drop what it does not know in silence.
    #[error("the NATS server is version {found}, but {needed} or newer is needed: an older one ignores filters and transforms in silence")]
    TooOld {
        /// What the server says it is.
        found: String,
        /// What we need.
        needed: Version,
    },
    /// JetStream refuses a declaration.
    #[error("JetStream refuses {what}")]
    Refused {
        /// The stream or consumer.
        what: String,
        /// Why.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
    /// JetStream took the declaration, but what it keeps is something else.
    #[error("{what} is not what was declared: {}", declare::listing(.differences))]
    Drift {
        /// The stream or consumer.
        what: String,
        /// Where they differ.
        differences: Vec<Difference>,
    },
}

impl NatsError {
    fn refused(what: impl Into<String>, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Refused {
            what: what.into(),
            cause: cause.into(),
        }
    }
}

/// A connection to the bus. Clones share it.
#[derive(Debug, Clone)]
pub struct Nats {
    client: Client,
    jetstream: jetstream::Context,
}

impl Nats {
    /// The connection.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// JetStream over the connection.
    #[must_use]
    pub fn jetstream(&self) -> &jetstream::Context {
        &self.jetstream
    }

    /// Whether the server is there right now.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.client.connection_state() == State::Connected
    }

    /// How often the connection was made: another number than before means that the server was away in between.
    #[must_use]
    pub fn connects(&self) -> u64 {
        self.client.statistics().connects.load(Ordering::Relaxed)
    }
}

/// Connects and checks the server's version. The first connection must succeed, so that a wrong address shows at start;
/// after that the client reconnects for ever.
///
/// # Errors
/// [`NatsError::Connect`], [`NatsError::Credentials`] or [`NatsError::TooOld`].
pub async fn connect(config: &NatsConfig) -> Result<Nats, NatsError> {
    let options = options::of(config).await.map_err(NatsError::Credentials)?;
    let servers: Vec<String> = config.url.split(',').map(|server| server.trim().to_owned()).collect();
    let connected = options.event_callback(|event| async move { note(&event) }).connect(servers);
    let client = connected.await.map_err(|cause| NatsError::Connect {
        address: options::addresses(&config.url),
        cause: Box::new(cause),
    })?;
    require_version(&client.server_info().version)?;
    let jetstream = ContextBuilder::new().timeout(PATIENCE).max_ack_inflight(4096).build(client.clone());
    Ok(Nats { client, jetstream })
}

/// A permission violation arrives here and nowhere else: the publish itself is answered with success.
fn note(event: &Event) {
    // A closed connection was closed by us; a lost one is `Disconnected`.
    if matches!(event, Event::Connected | Event::Closed) {
        tracing::info!(nats.event = %event, "the connection to NATS");
    } else {
        tracing::warn!(nats.event = %event, "the connection to NATS is troubled");
    }
}
