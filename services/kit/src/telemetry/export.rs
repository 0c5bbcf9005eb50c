//! The three exporters, and the layers that feed them from `tracing`.

use std::io::IsTerminal as _;
use std::time::Duration;

use opentelemetry::trace::TracerProvider as _;
use opentelemetry::{KeyValue, global};
use opentelemetry_appender_tracing::layer::OpenTelemetryTracingBridge;
use opentelemetry_otlp::{LogExporter, MetricExporter, SpanExporter, WithTonicConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::logs::SdkLoggerProvider;
use opentelemetry_sdk::metrics::{PeriodicReader, SdkMeterProvider};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt};

use super::{Origin, SCOPE, TelemetryError};
use crate::config::{LogFormat, TelemetryConfig};

/// How long the collector may take to answer.
const COLLECTOR_TIMEOUT: Duration = Duration::from_secs(10);

type BoxLayer = Box<dyn Layer<Registry> + Send + Sync>;

/// What sends traces, metrics and logs to the collector.
#[derive(Clone, Debug)]
pub(super) struct Export {
    traces: SdkTracerProvider,
    metrics: SdkMeterProvider,
    logs: SdkLoggerProvider,
}

impl Export {
    /// Nothing, when no collector is configured.
    pub fn start(config: &TelemetryConfig, origin: &Origin) -> Result<Option<Self>, TelemetryError> {
        let Some(endpoint) = &config.otlp_endpoint else { return Ok(None) };
        let channel = channel(endpoint, config)?;
        let resource = resource(origin);
        let spans = SpanExporter::builder().with_tonic().with_channel(channel.clone()).build()?;
        let metrics = MetricExporter::builder().with_tonic().with_channel(channel.clone()).build()?;
        let logs = LogExporter::builder().with_tonic().with_channel(channel).build()?;
        let sampler = Sampler::TraceIdRatioBased(config.sample_ratio);
        let reader = PeriodicReader::builder(metrics).with_interval(config.metric_interval).build();
        Ok(Some(Self {
            traces: SdkTracerProvider::builder()
                .with_resource(resource.clone())
                .with_sampler(Sampler::ParentBased(Box::new(sampler)))
                .with_batch_exporter(spans)
                .build(),
            metrics: SdkMeterProvider::builder()
                .with_resource(resource.clone())
                .with_reader(reader)
                .build(),
            logs: SdkLoggerProvider::builder()
                .with_resource(resource)
                .with_batch_exporter(logs)
                .build(),
        }))
    }

    /// Our own crates only: an exporter that sees itself sending never rests.
    pub fn layers(&self) -> [BoxLayer; 2] {
        let ours = Targets::new().with_target("shiyu", LevelFilter::INFO);
        let traces = tracing_opentelemetry::layer()
            .with_tracer(self.traces.tracer(SCOPE))
            .with_location(false)
            .with_threads(false)
            .with_tracked_inactivity(false)
            .with_filter(ours.clone());
        let logs = OpenTelemetryTracingBridge::new(&self.logs).with_filter(ours);
        [traces.boxed(), logs.boxed()]
    }

    pub fn make_global(&self) {
        global::set_text_map_propagator(TraceContextPropagator::new());
        global::set_tracer_provider(self.traces.clone());
        global::set_meter_provider(self.metrics.clone());
    }

    pub fn flush(&self) -> OTelSdkResult {
        let sent = [self.traces.force_flush(), self.metrics.force_flush(), self.logs.force_flush()];
        sent.into_iter().collect()
    }

    pub fn shutdown(&self) -> OTelSdkResult {
        let ended = [self.traces.shutdown(), self.metrics.shutdown(), self.logs.shutdown()];
        ended.into_iter().collect()
    }
}

/// Log lines on standard error.
pub(super) fn lines(format: LogFormat, filter: EnvFilter) -> BoxLayer {
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    match format {
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).with_filter(filter).boxed(),
        LogFormat::Plain => lines.with_filter(filter).boxed(),
    }
}

fn channel(endpoint: &str, config: &TelemetryConfig) -> Result<Channel, TelemetryError> {
    let mut endpoint = Endpoint::from_shared(endpoint.to_owned())?.timeout(COLLECTOR_TIMEOUT);
    if let Some(file) = &config.otlp_ca_file {
        let authority = Certificate::from_pem(std::fs::read(file)?);
        endpoint = endpoint.tls_config(ClientTlsConfig::new().ca_certificate(authority))?;
    }
    Ok(endpoint.connect_lazy())
}

fn resource(origin: &Origin) -> Resource {
    // In a cluster the host name is the pod's, which is what an operator looks for.
    let host = std::env::var("HOSTNAME").unwrap_or_else(|_| "local".to_owned());
    let instance = format!("{host}-{}", std::process::id());
    Resource::builder()
        .with_service_name(origin.service)
        .with_attribute(KeyValue::new("service.namespace", SCOPE))
        .with_attribute(KeyValue::new("service.version", origin.version))
        .with_attribute(KeyValue::new("service.instance.id", instance))
        .with_attribute(KeyValue::new("shiyu.county", origin.county.as_str().to_owned()))
        .build()
}
