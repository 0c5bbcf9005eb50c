//! What was declared is what is there, or the start says where it is not.

use std::time::Duration;

use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy, pull};
use async_nats::jetstream::stream::{Config, StorageType};
use shiyu_kit::config::NatsConfig;
use shiyu_kit::nats::{COUNTY_STREAM, CitySource, NatsError, city_stream, connect, county_stream, ensure_consumer, ensure_stream};
use shiyu_kit::testkit::broker::TestBroker;

use super::bench::county;

#[tokio::test]
async fn a_declaration_repeated_changes_nothing_and_repairs_what_was_changed() {
    let Some((_broker, nats)) = county().await else { return };
    let before = ensure_stream(&nats, county_stream(1)).await.unwrap();
    let altered = Config {
        duplicate_window: Duration::from_secs(1),
        max_bytes: 1_000_000_000,
        ..before.config.clone()
    };
    nats.jetstream().update_stream(altered).await.unwrap();
    let after = ensure_stream(&nats, county_stream(1)).await.unwrap();
    assert_eq!(after.config.duplicate_window, before.config.duplicate_window);
    assert_eq!(
        after.config.max_bytes, 1_000_000_000,
        "what was not asked for stays as the operator set it"
    );
}

#[tokio::test]
async fn a_stream_that_cannot_become_what_is_asked_is_refused() {
    let Some(broker) = TestBroker::start().await else { return };
    let nats = broker.connect().await;
    let volatile = Config {
        storage: StorageType::Memory,
        ..county_stream(1)
    };
    nats.jetstream().create_stream(volatile).await.unwrap();
    let refused = ensure_stream(&nats, county_stream(1)).await;
    assert!(matches!(refused, Err(NatsError::Refused { .. })), "{refused:?}");
}

#[tokio::test]
async fn the_citys_stream_loses_subjects_someone_gave_it() {
    let Some((_broker, nats)) = county().await else { return };
    let own = CitySource {
        code: "330600".into(),
        external: None,
    };
    let declared = city_stream(&[own], 1);
    let with_subjects = Config {
        subjects: vec!["county.>".into()],
        ..declared.clone()
    };
    nats.jetstream().create_stream(with_subjects).await.unwrap();
    let info = ensure_stream(&nats, declared).await.unwrap();
    assert!(info.config.subjects.is_empty());
}

#[tokio::test]
async fn a_consumer_is_declared_again_with_other_filters_but_not_with_another_start() {
    let Some((_broker, nats)) = county().await else { return };
    let declared = |filters: &[&str]| pull::Config {
        durable_name: Some("petition".into()),
        ack_policy: AckPolicy::Explicit,
        filter_subjects: filters.iter().map(ToString::to_string).collect(),
        max_ack_pending: 64,
        ..pull::Config::default()
    };
    for filters in [
        ["shiyu.grid.>"].as_slice(),
        &["shiyu.grid.>", "shiyu.mediation.>"],
        &["shiyu.mediation.>"],
    ] {
        let consumer = ensure_consumer(&nats, COUNTY_STREAM, declared(filters)).await.unwrap();
        assert_eq!(consumer.cached_info().config.filter_subjects, filters);
    }
    let elsewhere = pull::Config {
        deliver_policy: DeliverPolicy::New,
        ..declared(&["shiyu.grid.>"])
    };
    let refused = ensure_consumer(&nats, COUNTY_STREAM, elsewhere).await;
    assert!(matches!(refused, Err(NatsError::Refused { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_shows_at_start_without_the_password() {
    let refused = connect(&NatsConfig::at("nats://petition:sesame@127.0.0.1:1")).await.unwrap_err();
    assert!(matches!(&refused, NatsError::Connect { address, .. } if address == "127.0.0.1:1"));
}

#[tokio::test]
async fn of_several_servers_one_that_answers_is_enough() {
    let Some(broker) = TestBroker::start().await else { return };
    let servers = format!("nats://127.0.0.1:1, {}", broker.broker().url());
    let nats = connect(&NatsConfig::at(servers)).await.unwrap();
    ensure_stream(&nats, county_stream(1)).await.unwrap();
}
