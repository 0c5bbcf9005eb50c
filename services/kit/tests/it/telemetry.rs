//! What a collector receives of a call: its span under the caller's, its duration by status, its log lines.

use std::time::Duration;

use opentelemetry_proto::tonic::metrics::v1::{Metric, metric, number_data_point};
use shiyu_kit::config::{LogFormat, TelemetryConfig};
use shiyu_kit::fault::{Corrupt, Fault, Never};
use shiyu_kit::telemetry::{RELAY_LAG, Telemetry, WITHIN_CLOCK, carry_trace, current_traceparent, set_parent};
use shiyu_kit::testkit::otlp::{Collector, attribute};
use tonic::{Code, Status};

use crate::desk::{Desk, call, call_with, config, connect, open, origin};

pub const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
pub const PARENT: &str = "b7ad6b7169203331";

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

pub fn watched() -> (Collector, Telemetry) {
    let collector = Collector::start().unwrap();
    let config = TelemetryConfig {
        otlp_endpoint: Some(collector.endpoint.clone()),
        otlp_ca_file: None,
        log_format: LogFormat::Json,
        log_filter: "off".to_owned(),
        sample_ratio: 1.0,
        metric_interval: Duration::from_hours(1),
    };
    let telemetry = Telemetry::start(&config, &origin()).unwrap();
    (collector, telemetry)
}

/// Method and status of each series of the histogram, with its count.
fn calls(metric: &Metric) -> Vec<(String, String, u64)> {
    let Some(metric::Data::Histogram(histogram)) = &metric.data else {
        panic!("not a histogram");
    };
    let series = histogram.data_points.iter().map(|point| {
        let label = |key| attribute(&point.attributes, key);
        assert_eq!(label("shiyu.county"), "330602");
        (
            format!("{}/{}", label("rpc.service"), label("rpc.method")),
            label("rpc.grpc.status_code"),
            point.count,
        )
    });
    let mut series: Vec<_> = series.collect();
    series.sort();
    series
}

pub fn level(metric: &Metric) -> f64 {
    let Some(metric::Data::Gauge(gauge)) = &metric.data else {
        panic!("not a gauge");
    };
    match gauge.data_points[0].value {
        Some(number_data_point::Value::AsDouble(value)) => value,
        other @ (None | Some(number_data_point::Value::AsInt(_))) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_call_leaves_a_span_under_its_callers_and_a_duration_by_status() {
    let (collector, telemetry) = watched();
    let running = open(&config(), &Desk::new()).await;
    let channel = connect(&running).await;
    let mut request = tonic::Request::new(b"hello".to_vec());
    let traceparent = format!("00-{TRACE}-{PARENT}-01");
    request.metadata_mut().insert("traceparent", traceparent.parse().unwrap());
    call_with(&channel, "Echo", request).await.unwrap();
    assert_eq!(call(&channel, "Refuse", b"").await.unwrap_err().code(), Code::NotFound);
    call(&channel, "Panic", b"").await.unwrap_err();
    running.stop().await.unwrap();
    telemetry.flush().await;

    let (resource, span) = collector.span("test.v1.Desk/Echo").await.unwrap();
    assert_eq!(
        (hex(&span.trace_id), hex(&span.parent_span_id)),
        (TRACE.to_owned(), PARENT.to_owned())
    );
    assert_eq!(attribute(&span.attributes, "rpc.grpc.status_code"), "0");
    assert_eq!(attribute(&span.attributes, "shiyu.county"), "330602");
    assert_eq!(attribute(&resource.attributes, "service.name"), "desk");
    assert_eq!(attribute(&resource.attributes, "shiyu.county"), "330602");
    let (_, panicked) = collector.span("test.v1.Desk/Panic").await.unwrap();
    assert_eq!(panicked.status.unwrap().code, 2);
    let (_, refused) = collector.span("test.v1.Desk/Refuse").await.unwrap();
    assert_eq!(refused.status.unwrap_or_default().code, 0);

    let (_, metric) = collector.metric("rpc.server.duration").await.unwrap();
    let one = |method: &str, code: Code| (format!("test.v1.Desk/{method}"), i32::from(code).to_string(), 1);
    assert_eq!(
        calls(&metric),
        [one("Echo", Code::Ok), one("Panic", Code::Internal), one("Refuse", Code::NotFound)]
    );
}

#[tokio::test]
async fn a_trace_goes_on_from_a_string_to_the_next_call() {
    let (collector, telemetry) = watched();
    let span = tracing::info_span!(target: "shiyu_test", "relay");
    set_parent(&span, &format!("00-{TRACE}-{PARENT}-01"));
    let (text, sent) = span.in_scope(|| (current_traceparent().unwrap(), carry_trace(tonic::Request::new(())).unwrap()));
    drop(span);
    telemetry.stop().await;

    let (_, span) = collector.span("relay").await.unwrap();
    assert_eq!(hex(&span.parent_span_id), PARENT);
    assert_eq!(text, format!("00-{TRACE}-{}-01", hex(&span.span_id)));
    assert_eq!(sent.metadata().get("traceparent").unwrap(), text.as_str());
}

#[tokio::test]
async fn a_call_given_up_by_its_caller_is_counted_as_cancelled() {
    let (collector, telemetry) = watched();
    let desk = Desk::new();
    let running = open(&config(), &desk).await;
    let channel = connect(&running).await;
    let waiting = tokio::spawn(async move { call(&channel, "Wait", b"").await });
    desk.has_arrived().await;
    waiting.abort();
    running.stop().await.unwrap();
    telemetry.stop().await;
    let (_, metric) = collector.metric("rpc.server.duration").await.unwrap();
    assert_eq!(calls(&metric), [("test.v1.Desk/Wait".to_owned(), "1".to_owned(), 1)]);
}

#[tokio::test]
async fn the_exporter_does_not_see_itself() {
    let (collector, telemetry) = watched();
    let running = open(&config(), &Desk::new()).await;
    call(&connect(&running).await, "Echo", b"").await.unwrap();
    telemetry.flush().await;
    telemetry.flush().await;
    running.stop().await.unwrap();
    telemetry.stop().await;
    let names: Vec<_> = collector.so_far().spans.into_iter().map(|(_, span)| span.name).collect();
    assert_eq!(names, ["test.v1.Desk/Echo"]);
}

#[tokio::test]
async fn the_cause_of_an_internal_error_is_logged_once() {
    let (collector, telemetry) = watched();
    let corrupt = Corrupt {
        table: "petition",
        id: "7".into(),
        what: "no such stage".into(),
    };
    let status = Status::from(Fault::<Never>::Corrupt(corrupt));
    assert_eq!(status.code(), Code::Internal);
    telemetry.stop().await;
    let (_, log) = collector.log("a row is corrupt").await.unwrap();
    assert_eq!(attribute(&log.attributes, "row.table"), "petition");
    assert_eq!(attribute(&log.attributes, "row.trouble"), "no such stage");
    assert_eq!(collector.so_far().logs.len(), 1);
}

#[tokio::test]
async fn a_gauge_is_sent_once_it_is_known_and_while_someone_keeps_it() {
    let (collector, telemetry) = watched();
    let lag = RELAY_LAG.level(&origin(), &[]);
    let unknown = WITHIN_CLOCK.level(&origin(), &[("category", "letters")]);
    lag.set(1.5);
    telemetry.flush().await;
    let (_, metric) = collector.metric(RELAY_LAG.name).await.unwrap();
    assert!((level(&metric) - 1.5).abs() < f64::EPSILON);
    let sent = collector.so_far().metrics;
    assert!(sent.iter().all(|(_, metric)| metric.name != WITHIN_CLOCK.name));
    drop(unknown);
}
