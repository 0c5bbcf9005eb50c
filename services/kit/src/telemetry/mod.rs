//! What is seen of a running service: traces, metrics and logs by OTLP, and log lines on standard error.
//! Set up once a process; what belongs to one service or county travels as attributes. No personal data, no SQL.

mod export;
mod gauge;
pub mod lags;
mod observe;
mod rpc;
mod trace;

use opentelemetry::KeyValue;
use thiserror::Error;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::{County, TelemetryConfig};

pub use gauge::{CONSUMER_PENDING, DEAD_LETTERS, DUE_LAG, Gauge, INBOX_OVERDUE, Level, RELAY_LAG, RELAY_PENDING, WITHIN_CLOCK};
pub use observe::{Observe, Observed};
pub use rpc::Directory;
pub use trace::{carry_trace, current_traceparent, inject, parent_from, parent_of, set_parent};

/// The name of our meter and tracer.
const SCOPE: &str = "shiyu";

/// Who is being seen: a service of a county, or the city process as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The service's name, as in its contract: `petition`.
    pub service: &'static str,
    /// The version of its code.
    pub version: &'static str,
    /// The county or city it serves.
    pub county: County,
}

impl Origin {
    /// What every measurement of this service carries.
    pub(crate) fn labels(&self) -> Vec<KeyValue> {
        vec![
            KeyValue::new("shiyu.service", self.service),
            KeyValue::new("shiyu.county", self.county.as_str().to_owned()),
        ]
    }
}

/// Why telemetry could not be set up.
#[derive(Debug, Error)]
pub enum TelemetryError {
    /// `telemetry.log_filter` does not parse.
    #[error("the log filter does not parse")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// `telemetry.otlp_ca_file` cannot be read.
    #[error("the collector's certificate authority cannot be read")]
    Authority(#[from] std::io::Error),
    /// `telemetry.otlp_endpoint` is not an address.
    #[error("the collector's address cannot be used")]
    Endpoint(#[from] tonic::transport::Error),
    /// An exporter cannot be built.
    #[error("an exporter cannot be built")]
    Exporter(#[from] opentelemetry_otlp::ExporterBuildError),
}

/// The telemetry of this process; kept until the end, then stopped so that nothing seen is lost.
#[derive(Debug, Default)]
pub struct Telemetry {
    export: Option<export::Export>,
}

impl Telemetry {
    /// Sets up the telemetry of this process, within a tokio runtime. The first call counts: in a process that has
    /// a subscriber already, a later one changes nothing and its handle stops nothing.
    ///
    /// # Errors
    /// When the log filter or the collector's address cannot be used.
    pub fn start(config: &TelemetryConfig, origin: &Origin) -> Result<Self, TelemetryError> {
        if tracing::dispatcher::has_been_set() {
            return Ok(Self::default());
        }
        let filter = EnvFilter::try_new(&config.log_filter)?;
        let export = export::Export::start(config, origin)?;
        let mut layers = vec![export::lines(config.log_format, filter)];
        layers.extend(export.iter().flat_map(export::Export::layers));
        if tracing_subscriber::registry().with(layers).try_init().is_err() {
            return Ok(Self::default());
        }
        if let Some(export) = &export {
            export.make_global();
        }
        Ok(Self { export })
    }

    /// Sends everything seen so far.
    pub async fn flush(&self) {
        if let Some(export) = self.export.clone() {
            // The providers block; on a worker of the runtime they would wait for themselves.
            let sent = tokio::task::spawn_blocking(move || export.flush()).await;
            note("flush", sent);
        }
    }

    /// Sends everything seen and ends.
    pub async fn stop(self) {
        self.flush().await;
        if let Some(export) = self.export {
            let ended = tokio::task::spawn_blocking(move || export.shutdown()).await;
            note("shutdown", ended);
        }
    }
}

fn note(what: &'static str, outcome: Result<opentelemetry_sdk::error::OTelSdkResult, tokio::task::JoinError>) {
    match outcome {
        Ok(Ok(())) => {}
        Ok(Err(trouble)) => tracing::warn!(error = %trouble, what, "telemetry may be incomplete"),
        Err(trouble) => tracing::warn!(error = %trouble, what, "telemetry may be incomplete"),
    }
}
