//! Rate, errors and duration of every call, and its span under the caller's: a tower layer around the gRPC door.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use http::{HeaderMap, Request, Response};
use http_body_util::BodyExt as _;
use opentelemetry::metrics::Histogram;
use opentelemetry::{KeyValue, global};
use tonic::Code;
use tonic::body::Body;
use tower::{Layer, Service};
use tracing::{Instrument as _, Span, field};

use super::rpc::Directory;
use super::{Origin, SCOPE, trace};

const GRPC_STATUS: &str = "grpc-status";

/// Sees every call that passes. Made after telemetry was started, or its measurements go nowhere.
#[derive(Clone, Debug)]
pub struct Observe(Arc<Eye>);

/// A service that is being observed.
#[derive(Clone, Debug)]
pub struct Observed<S> {
    eye: Arc<Eye>,
    inner: S,
}

#[derive(Debug)]
struct Eye {
    origin: Origin,
    directory: Directory,
    duration: Histogram<f64>,
}

impl Observe {
    /// Observes the methods of `directory`; calls of others are counted together.
    #[must_use]
    pub fn new(origin: Origin, directory: Directory) -> Self {
        let duration = global::meter(SCOPE)
            .f64_histogram("rpc.server.duration")
            .with_unit("ms")
            .with_description("How long calls took, by method and status")
            .build();
        Self(Arc::new(Eye {
            origin,
            directory,
            duration,
        }))
    }
}

impl<S> Layer<S> for Observe {
    type Service = Observed<S>;

    fn layer(&self, inner: S) -> Observed<S> {
        Observed {
            eye: Arc::clone(&self.0),
            inner,
        }
    }
}

impl<S> Service<Request<Body>> for Observed<S>
where
    S: Service<Request<Body>, Response = Response<Body>>,
    S::Future: Send + 'static,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let call = Call::open(Arc::clone(&self.eye), &request);
        let span = call.span.clone();
        let answer = span.in_scope(|| self.inner.call(request));
        Box::pin(async move { answer.await.map(|response| call.follow(response)) }.instrument(span))
    }
}

/// A call under way; measured when it is dropped, which is when its answer has been sent or given up.
struct Call {
    eye: Arc<Eye>,
    span: Span,
    service: String,
    method: String,
    since: Instant,
    code: Option<Code>,
}

impl Call {
    fn open(eye: Arc<Eye>, request: &Request<Body>) -> Self {
        let (service, method) = eye.directory.find(request.uri().path());
        let span = tracing::info_span!(
            "rpc",
            otel.name = format!("{service}/{method}"),
            otel.kind = "server",
            otel.status_code = field::Empty,
            rpc.system = "grpc",
            rpc.service = service,
            rpc.method = method,
            rpc.grpc.status_code = field::Empty,
            shiyu.service = eye.origin.service,
            shiyu.county = eye.origin.county.as_str(),
        );
        trace::adopt(&span, trace::parent_of(request.headers()));
        let (service, method) = (service.to_owned(), method.to_owned());
        Self {
            eye,
            span,
            service,
            method,
            since: Instant::now(),
            code: None,
        }
    }

    /// The status is in the headers when there is no body, otherwise in the trailers.
    fn follow(mut self, response: Response<Body>) -> Response<Body> {
        self.see(response.headers());
        if self.code.is_some() {
            return response;
        }
        response.map(|body| {
            Body::new(body.map_frame(move |frame| {
                if let Some(trailers) = frame.trailers_ref() {
                    self.see(trailers);
                }
                frame
            }))
        })
    }

    fn see(&mut self, headers: &HeaderMap) {
        let status = headers.get(GRPC_STATUS);
        self.code = status.map(|code| Code::from_bytes(code.as_bytes())).or(self.code);
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        let code = self.code.unwrap_or(Code::Cancelled);
        let mut labels = self.eye.origin.labels();
        labels.extend([
            KeyValue::new("rpc.system", "grpc"),
            KeyValue::new("rpc.service", std::mem::take(&mut self.service)),
            KeyValue::new("rpc.method", std::mem::take(&mut self.method)),
            KeyValue::new("rpc.grpc.status_code", i64::from(i32::from(code))),
        ]);
        self.span.in_scope(|| {
            self.eye.duration.record(self.since.elapsed().as_secs_f64() * 1e3, &labels);
        });
        self.span.record("rpc.grpc.status_code", i32::from(code));
        if is_ours(code) {
            self.span.record("otel.status_code", "ERROR");
        }
    }
}

/// Whether a call failed for a reason that is not the caller's.
fn is_ours(code: Code) -> bool {
    matches!(
        code,
        Code::Unknown | Code::DeadlineExceeded | Code::Unimplemented | Code::Internal | Code::Unavailable | Code::DataLoss
    )
}
