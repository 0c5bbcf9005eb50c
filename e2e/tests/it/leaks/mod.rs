//! Personal values are planted everywhere a request has room for them, and looked for everywhere they could come out: the
//! bus, both databases, logs, traces, metrics, answers and errors. A reveal and a granted reading show them, and only they.

pub(crate) mod dump;
mod enforcement;
mod grid;
mod mediation;
mod scene;
mod spelling;

use std::time::Duration;

use shiyu_e2e::sample::COUNTY;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::config::{LogFormat, TelemetryConfig};
use shiyu_kit::telemetry::{Origin, Telemetry};
use shiyu_kit::testkit::otlp::Collector;
use tokio::process::Command;

use crate::status::OFTEN;
use spelling::Planted;

/// Set in the process whose log is read.
const INSIDE: &str = "SHIYU_E2E_LEAKS_INSIDE";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_planted_comes_out_on_postgres() {
    apart("leaks::nothing_planted_comes_out_on_postgres", inside(Storage::Postgres)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_planted_comes_out_on_sqlite() {
    apart("leaks::nothing_planted_comes_out_on_sqlite", inside(Storage::Sqlite)).await;
}

/// The walkthrough happens in a process of its own, whose whole output is its log.
async fn apart(name: &str, walk: impl Future<Output = ()>) {
    if std::env::var_os(INSIDE).is_some() {
        return walk.await;
    }
    let mut inside = Command::new(std::env::current_exe().unwrap());
    inside.args([name, "--exact", "--nocapture"]).env(INSIDE, "1");
    let output = inside.output().await.unwrap();
    let said = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&said);
    // What failed inside is shown by its last lines: they are the test's, and not the service's.
    let end = text.lines().filter(|line| !line.starts_with('{')).collect::<Vec<_>>().join("\n");
    assert!(output.status.success(), "{end}");
    if text.contains("SKIPPED") {
        return;
    }
    for word in ["\"level\":\"DEBUG\"", "\"level\":\"INFO\"", "shiyu"] {
        assert!(text.contains(word), "a log that was not read shows nothing: {word}");
    }
    Planted::new().nowhere_in("the log", &said);
}

async fn inside(storage: Storage) {
    let Some(backends) = Backends::start().await else { return };
    let (collector, telemetry) = watched("petition");
    let planted = Planted::new();
    let town = Town::open_with(&backends, storage, &OFTEN).await;
    let scene = scene::play(&town, &planted).await;
    town.settled().await;
    telemetry.flush().await;

    let mut known = planted.clone();
    known.plant("the code", &scene.code);
    let mut bus = Vec::new();
    for told in town.told().await {
        bus.extend(told.bytes());
    }
    assert!(String::from_utf8_lossy(&bus).contains(&scene.name), "the bus was read");
    known.nowhere_in("the bus", &bus);
    let seen = collector.wait(|seen| (!seen.spans.is_empty() && !seen.metrics.is_empty()).then(|| format!("{seen:?}")));
    let seen = seen.await.expect("traces and metrics");
    assert!(seen.contains("PetitionService"), "what was seen is petitions");
    known.nowhere_in("traces, metrics and logs", seen.as_bytes());
    let rows = dump::of(town.connect().await, town.database_url(), storage).await;
    assert!(
        rows.len() > 20_000 && String::from_utf8_lossy(&rows).contains(scene::TITLE),
        "the database was read"
    );
    known.nowhere_in("the database", &rows);
}

/// Everything a service has to say, at the level where it says the most.
fn watched(service: &'static str) -> (Collector, Telemetry) {
    let collector = Collector::start().unwrap();
    let config = TelemetryConfig {
        otlp_endpoint: Some(collector.endpoint.clone()),
        otlp_ca_file: None,
        log_format: LogFormat::Json,
        log_filter: "debug".to_owned(),
        sample_ratio: 1.0,
        metric_interval: Duration::from_secs(1),
    };
    let origin = Origin {
        service,
        version: "walkthrough",
        county: COUNTY.parse().unwrap(),
    };
    let telemetry = Telemetry::start(&config, &origin).unwrap();
    (collector, telemetry)
}
