//! A collector inside the test's process: it keeps what it is sent and lets a test wait for it.

use std::net::SocketAddr;
use std::time::Duration;

use opentelemetry_proto::tonic::collector::logs::v1::logs_service_server::{LogsService, LogsServiceServer};
use opentelemetry_proto::tonic::collector::logs::v1::{ExportLogsServiceRequest, ExportLogsServiceResponse};
use opentelemetry_proto::tonic::collector::metrics::v1::metrics_service_server::{MetricsService, MetricsServiceServer};
use opentelemetry_proto::tonic::collector::metrics::v1::{ExportMetricsServiceRequest, ExportMetricsServiceResponse};
use opentelemetry_proto::tonic::collector::trace::v1::trace_service_server::{TraceService, TraceServiceServer};
use opentelemetry_proto::tonic::collector::trace::v1::{ExportTraceServiceRequest, ExportTraceServiceResponse};
use opentelemetry_proto::tonic::common::v1::{AnyValue, KeyValue, any_value};
use opentelemetry_proto::tonic::logs::v1::LogRecord;
use opentelemetry_proto::tonic::metrics::v1::Metric;
use opentelemetry_proto::tonic::resource::v1::Resource;
use opentelemetry_proto::tonic::trace::v1::Span;
use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};

/// How long a test waits for something to arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the collector was sent so far, each beside the resource that sent it.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// Spans, in the order of their ends.
    pub spans: Vec<(Resource, Span)>,
    /// Metrics; one that is sent again is here again.
    pub metrics: Vec<(Resource, Metric)>,
    /// Log records.
    pub logs: Vec<(Resource, LogRecord)>,
}

/// A collector; it ends when it is dropped.
#[derive(Debug)]
pub struct Collector {
    /// What `telemetry.otlp_endpoint` is set to.
    pub endpoint: String,
    received: watch::Receiver<Received>,
    _running: DropGuard,
}

impl Collector {
    /// Starts on a free port, within a tokio runtime.
    ///
    /// # Errors
    /// When there is none.
    pub fn start() -> std::io::Result<Self> {
        let incoming = TcpIncoming::bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let endpoint = format!("http://{}", incoming.local_addr()?);
        let (sender, received) = watch::channel(Received::default());
        let store = Store(sender);
        let stop = CancellationToken::new();
        let server = Server::builder()
            .add_service(TraceServiceServer::new(store.clone()))
            .add_service(MetricsServiceServer::new(store.clone()))
            .add_service(LogsServiceServer::new(store))
            .serve_with_incoming(incoming);
        let stopped = stop.clone().cancelled_owned();
        tokio::spawn(async move {
            tokio::select! {
                () = stopped => {}
                _ = server => {}
            }
        });
        Ok(Self {
            endpoint,
            received,
            _running: stop.drop_guard(),
        })
    }

    /// Waits until `find` finds what it looks for; `None` when it never came.
    pub async fn wait<T>(&self, mut find: impl FnMut(&Received) -> Option<T>) -> Option<T> {
        let mut received = self.received.clone();
        let mut found = None;
        let seen = received.wait_for(|so_far| {
            found = find(so_far);
            found.is_some()
        });
        let _in_time = tokio::time::timeout(PATIENCE, seen).await.is_ok();
        found
    }

    /// Waits for a span of this name.
    pub async fn span(&self, name: &str) -> Option<(Resource, Span)> {
        self.wait(|so_far| so_far.spans.iter().find(|(_, span)| span.name == name).cloned())
            .await
    }

    /// Waits for a metric of this name.
    pub async fn metric(&self, name: &str) -> Option<(Resource, Metric)> {
        self.wait(|so_far| so_far.metrics.iter().find(|(_, metric)| metric.name == name).cloned())
            .await
    }

    /// Waits for a log record whose message is `body`.
    pub async fn log(&self, body: &str) -> Option<(Resource, LogRecord)> {
        self.wait(|so_far| {
            let is_it = |log: &LogRecord| text(log.body.as_ref()) == body;
            so_far.logs.iter().find(|(_, log)| is_it(log)).cloned()
        })
        .await
    }

    /// What has arrived so far.
    #[must_use]
    pub fn so_far(&self) -> Received {
        self.received.borrow().clone()
    }
}

/// An attribute as text; empty when it is absent.
#[must_use]
pub fn attribute(attributes: &[KeyValue], key: &str) -> String {
    text(
        attributes
            .iter()
            .find(|attribute| attribute.key == key)
            .and_then(|a| a.value.as_ref()),
    )
}

fn text(value: Option<&AnyValue>) -> String {
    match value.and_then(|value| value.value.as_ref()) {
        Some(any_value::Value::StringValue(text)) => text.clone(),
        Some(any_value::Value::IntValue(number)) => number.to_string(),
        Some(any_value::Value::BoolValue(flag)) => flag.to_string(),
        Some(any_value::Value::DoubleValue(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[derive(Clone, Debug)]
struct Store(watch::Sender<Received>);

#[tonic::async_trait]
impl TraceService for Store {
    async fn export(&self, request: Request<ExportTraceServiceRequest>) -> Result<Response<ExportTraceServiceResponse>, Status> {
        for group in request.into_inner().resource_spans {
            let resource = group.resource.unwrap_or_default();
            let spans = group.scope_spans.into_iter().flat_map(|scope| scope.spans);
            let spans = spans.map(|span| (resource.clone(), span));
            self.0.send_modify(|received| received.spans.extend(spans));
        }
        Ok(Response::new(ExportTraceServiceResponse::default()))
    }
}

#[tonic::async_trait]
impl MetricsService for Store {
    async fn export(&self, request: Request<ExportMetricsServiceRequest>) -> Result<Response<ExportMetricsServiceResponse>, Status> {
        for group in request.into_inner().resource_metrics {
            let resource = group.resource.unwrap_or_default();
            let metrics = group.scope_metrics.into_iter().flat_map(|scope| scope.metrics);
            let metrics = metrics.map(|metric| (resource.clone(), metric));
            self.0.send_modify(|received| received.metrics.extend(metrics));
        }
        Ok(Response::new(ExportMetricsServiceResponse::default()))
    }
}

#[tonic::async_trait]
impl LogsService for Store {
    async fn export(&self, request: Request<ExportLogsServiceRequest>) -> Result<Response<ExportLogsServiceResponse>, Status> {
        for group in request.into_inner().resource_logs {
            let resource = group.resource.unwrap_or_default();
            let logs = group.scope_logs.into_iter().flat_map(|scope| scope.log_records);
            let logs = logs.map(|log| (resource.clone(), log));
            self.0.send_modify(|received| received.logs.extend(logs));
        }
        Ok(Response::new(ExportLogsServiceResponse::default()))
    }
}
