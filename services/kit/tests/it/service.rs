//! A service put together: when it is ready, and on which tables it starts.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::consumer::PullConsumer;
use prost::Message as _;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{DEVELOPMENT_ISSUER, DevelopmentIssuer, Policy};
use shiyu_kit::both_databases;
use shiyu_kit::calendar::Limits;
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::{Common, Environment, load};
use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::nats::COUNTY_STREAM;
use shiyu_kit::server::READINESS;
use shiyu_kit::service::{Doors, Running, Site, StartError};
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use tonic::transport::Endpoint;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::docket::Docket;
use crate::rooms::Migrator;

both_databases! {
    a_replica_is_ready_while_it_reaches_the_bus;
    a_replica_that_may_do_without_the_bus_stays_ready;
    a_fact_in_dead_hands_is_handed_out_again_after_as_long_as_was_told;
    a_start_on_tables_that_are_behind_is_refused_where_migrating_is_a_step_of_its_own;
}

pub const LONG: Duration = Duration::from_secs(30);

pub fn config(folder: &Path, home: &TestDatabase, broker: &TestBroker, more: &[(&str, &str)]) -> Common {
    DevelopmentIssuer::open(folder, Environment::Development).unwrap();
    let told = [
        ("SHIYU_COUNTY__CODE", "330602"),
        ("SHIYU_DATABASE__URL", home.url()),
        ("SHIYU_NATS__URL", &broker.broker().url()),
        ("SHIYU_AUTH__ENVIRONMENT", "development"),
        ("SHIYU_AUTH__JWKS_FILE", &folder.join("jwks.json").display().to_string()),
        ("SHIYU_AUTH__ISSUER", DEVELOPMENT_ISSUER),
        ("SHIYU_SERVER__LISTEN", "127.0.0.1:0"),
        ("SHIYU_SERVER__DRAIN_DELAY", "0s"),
    ];
    let all = told
        .iter()
        .chain(more)
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    load("", None, all, Common::read).unwrap()
}

async fn open(config: &Common) -> Result<Running, StartError> {
    hearing(config, Vec::new()).await
}

async fn hearing(config: &Common, hears: Vec<ConsumerSettings>) -> Result<Running, StartError> {
    let site = Site::<Docket>::open::<Migrator>(config, Limits::default(), "0.1.0", WallClock::movable()).await?;
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS)?;
    let doors = Doors {
        contract: shiyu_proto::common::DESCRIPTORS,
        policy: Arc::new(Policy::new("", &descriptors)?),
        handler: Arc::new(|_| Box::pin(async { Outcome::Ignored })),
        hears,
        owns_units: true,
        watched: None,
    };
    site.serve(doors, |server| server).await
}

async fn readiness(running: &Running) -> ServingStatus {
    let channel = Endpoint::from_shared(format!("http://{}", running.address())).unwrap();
    let mut health = HealthClient::new(channel.connect().await.unwrap());
    let request = HealthCheckRequest {
        service: READINESS.to_owned(),
    };
    health.check(request).await.unwrap().into_inner().status()
}

async fn a_replica_is_ready_while_it_reaches_the_bus(home: TestDatabase) {
    let Some(mut broker) = TestBroker::start().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let running = open(&config(folder.path(), &home, &broker, &[])).await.unwrap();
    assert_eq!(readiness(&running).await, ServingStatus::Serving);
    broker.kill().await;
    eventually(LONG, || async { readiness(&running).await == ServingStatus::NotServing }).await;
    broker.restart().await;
    eventually(LONG, || async { readiness(&running).await == ServingStatus::Serving }).await;
    running.stop().await.unwrap();
}

async fn a_replica_that_may_do_without_the_bus_stays_ready(home: TestDatabase) {
    let Some(mut broker) = TestBroker::start().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let more = [
        ("SHIYU_SERVER__READY_WITH", "database"),
        ("SHIYU_SERVER__HTTP_LISTEN", "127.0.0.1:0"),
    ];
    let running = open(&config(folder.path(), &home, &broker, &more)).await.unwrap();
    let address = running.http_address().unwrap();
    broker.kill().await;
    let seen = || async {
        let asked = tokio::task::spawn_blocking(move || ureq::get(format!("http://{address}/readyz")).call());
        let report: serde_json::Value = asked.await.unwrap().unwrap().body_mut().read_json().unwrap();
        report["ready"] == true && report["stream"] == false
    };
    eventually(LONG, seen).await;
    assert_eq!(readiness(&running).await, ServingStatus::Serving);
    running.stop().await.unwrap();
}

async fn a_fact_in_dead_hands_is_handed_out_again_after_as_long_as_was_told(home: TestDatabase) {
    let Some(broker) = TestBroker::start().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path(), &home, &broker, &[("SHIYU_NATS__ACK_WAIT", "2s")]);
    let hears = vec![ConsumerSettings::new("docket-offers", ["shiyu.*.referral.offered"])];
    let running = hearing(&config, hears).await.unwrap();
    let nats = broker.connect().await;
    let consumer: PullConsumer = nats
        .jetstream()
        .get_consumer_from_stream("docket-offers", COUNTY_STREAM)
        .await
        .unwrap();
    assert_eq!(consumer.cached_info().config.ack_wait, Duration::from_secs(2));
    running.stop().await.unwrap();
}

async fn a_start_on_tables_that_are_behind_is_refused_where_migrating_is_a_step_of_its_own(home: TestDatabase) {
    let Some(broker) = TestBroker::start().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path(), &home, &broker, &[("SHIYU_DATABASE__MIGRATE", "false")]);
    let Err(StartError::Behind(changes)) = open(&config).await else {
        panic!("it started, or failed for another reason");
    };
    assert!(changes.contains(&"m9001_dockets".to_owned()));
    home.connect().await.migrate::<Migrator>().await.unwrap();
    open(&config).await.unwrap().stop().await.unwrap();
}
