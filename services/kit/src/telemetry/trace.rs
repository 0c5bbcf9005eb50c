//! W3C trace context: in and out of headers, and as a plain string where a trace must outlive its request.

use std::collections::HashMap;

use http::HeaderMap;
use opentelemetry::Context;
use opentelemetry::propagation::{Extractor, Injector, TextMapPropagator as _};
use opentelemetry::trace::TraceContextExt as _;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tonic::metadata::{MetadataKey, MetadataMap};
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;

const TRACEPARENT: &str = "traceparent";

/// The current span as a `traceparent`, for a journal row or the header of a message; none when nothing is traced.
#[must_use]
pub fn current_traceparent() -> Option<String> {
    let mut carrier = HashMap::new();
    TraceContextPropagator::new().inject_context(&Span::current().context(), &mut carrier);
    carrier.remove(TRACEPARENT)
}

/// The context a `traceparent` names; an empty one when it names none.
#[must_use]
pub fn parent_from(traceparent: &str) -> Context {
    let carrier = HashMap::from([(TRACEPARENT.to_owned(), traceparent.to_owned())]);
    TraceContextPropagator::new().extract_with_context(&Context::new(), &carrier)
}

/// The context the headers of a request name.
#[must_use]
pub fn parent_of(headers: &HeaderMap) -> Context {
    TraceContextPropagator::new().extract_with_context(&Context::new(), &Headers(headers))
}

/// Makes a span, not yet entered, the child of what a `traceparent` names; one that cannot be read is ignored.
pub fn set_parent(span: &Span, traceparent: &str) {
    adopt(span, parent_from(traceparent));
}

/// Writes the current span into the metadata of a request about to be sent.
pub fn inject(metadata: &mut MetadataMap) {
    let context = Span::current().context();
    TraceContextPropagator::new().inject_context(&context, &mut Metadata(metadata));
}

/// The same as a tonic interceptor, for clients of other services.
///
/// # Errors
/// Never; an interceptor's signature asks for it.
pub fn carry_trace(mut request: tonic::Request<()>) -> Result<tonic::Request<()>, tonic::Status> {
    inject(request.metadata_mut());
    Ok(request)
}

pub(super) fn adopt(span: &Span, parent: Context) {
    if parent.span().span_context().is_valid() {
        // It fails only where nothing is traced, and then there is nothing to connect.
        let _ = span.set_parent(parent);
    }
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(|value| value.to_str().ok())
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(http::HeaderName::as_str).collect()
    }
}

struct Metadata<'a>(&'a mut MetadataMap);

impl Injector for Metadata<'_> {
    fn set(&mut self, key: &str, value: String) {
        if let (Ok(key), Ok(value)) = (MetadataKey::from_bytes(key.as_bytes()), value.parse()) {
            self.0.insert(key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    #[test]
    fn a_traceparent_is_read_from_a_string_and_from_headers() {
        let headers = HeaderMap::from_iter([(http::HeaderName::from_static(TRACEPARENT), http::HeaderValue::from_static(PARENT))]);
        for context in [parent_from(PARENT), parent_of(&headers)] {
            let span = context.span().span_context().clone();
            assert!(span.is_remote() && span.is_sampled());
            assert_eq!(span.trace_id().to_string(), "0af7651916cd43dd8448eb211c80319c");
        }
    }

    #[test]
    fn a_broken_traceparent_names_nothing() {
        assert!(!parent_from("00-zz-01").span().span_context().is_valid());
        assert!(!parent_from("").span().span_context().is_valid());
        assert_eq!(current_traceparent(), None);
    }
}
