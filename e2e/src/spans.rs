//! Spans, for walkthroughs that follow a trace.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::time::Duration;

use shiyu_kit::config::{LogFormat, TelemetryConfig};
use shiyu_kit::telemetry::{Origin, Telemetry};
use shiyu_kit::testkit::otlp::Collector;

use crate::sample::COUNTY;

/// Spans must be made for a trace to be carried on; they go to a collector of our own.
///
/// # Panics
/// When they cannot be.
#[must_use]
pub fn traced() -> (Collector, Telemetry) {
    let collector = Collector::start().expect("a collector");
    let config = TelemetryConfig {
        otlp_endpoint: Some(collector.endpoint.clone()),
        otlp_ca_file: None,
        log_format: LogFormat::Plain,
        log_filter: "error".to_owned(),
        sample_ratio: 1.0,
        metric_interval: Duration::from_mins(10),
    };
    let origin = Origin {
        service: "petition",
        version: "walkthrough",
        county: COUNTY.parse().expect("a county"),
    };
    let telemetry = Telemetry::start(&config, &origin).expect("telemetry");
    (collector, telemetry)
}
