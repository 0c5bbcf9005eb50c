//! The ground the walkthroughs stand on: a database that keeps, a bus that delivers, in either lane.

use async_nats::jetstream::Context;
use async_nats::jetstream::stream::{Config, External, Source, Stream};
use sea_orm::ConnectionTrait;
use shiyu_e2e::Backends;
use shiyu_kit::broker::{api_prefix, deliver_prefix};
use std::time::Duration;
use tokio::time::{interval, timeout};

async fn stream(of: &Context, config: Config) -> Stream {
    of.create_stream(config).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_keeps_what_it_was_told_and_knows_nothing_of_its_neighbour() {
    let Some(backends) = Backends::start().await else { return };
    let (mine, theirs) = (backends.database().await, backends.database().await);
    let connection = sea_orm::Database::connect(mine.url()).await.unwrap();
    connection.execute_unprepared("CREATE TABLE docket (number text)").await.unwrap();
    connection.execute_unprepared("INSERT INTO docket VALUES ('2026-1')").await.unwrap();

    let kept = connection
        .query_one_raw(statement("SELECT number, version() FROM docket"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.try_get_by_index::<String>(0).unwrap(), "2026-1");
    let version: String = kept.try_get_by_index(1).unwrap();
    eprintln!("e2e: {version}");
    assert!(version.starts_with("PostgreSQL "));

    let neighbour = sea_orm::Database::connect(theirs.url()).await.unwrap();
    assert!(neighbour.execute_unprepared("SELECT number FROM docket").await.is_err());
}

fn statement(sql: &str) -> sea_orm::Statement {
    sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, sql)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bus_keeps_a_fact_until_it_is_read() {
    let Some(backends) = Backends::start().await else { return };
    let bus = backends.jetstream("anyone").await.unwrap();
    eprintln!("e2e: NATS {}", bus.client().server_info().version);
    let config = Config {
        name: "SHIYU".into(),
        subjects: vec!["shiyu.>".into()],
        ..Config::default()
    };
    let stream = stream(&bus, config).await;
    bus.publish("shiyu.petition.received", "fact".into()).await.unwrap().await.unwrap();

    let kept = stream.get_raw_message(1).await.unwrap();
    assert_eq!(
        (kept.subject.as_str(), kept.payload.as_ref()),
        ("shiyu.petition.received", b"fact".as_ref())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_city_reads_its_county_and_a_stranger_is_kept_out() {
    let Some(backends) = Backends::with_accounts(Some("city"), &["330602"]).await else {
        return;
    };
    assert!(async_nats::connect(&backends.nats_url).await.is_err());
    let county = backends.jetstream("330602").await.unwrap();
    let config = Config {
        name: "SHIYU".into(),
        subjects: vec!["shiyu.>".into()],
        ..Config::default()
    };
    stream(&county, config).await;
    let source = Source {
        name: "SHIYU".into(),
        external: Some(External {
            api_prefix: api_prefix("330602"),
            delivery_prefix: Some(deliver_prefix("330602")),
        }),
        ..Source::default()
    };
    let city = backends.jetstream("city").await.unwrap();
    let config = Config {
        name: "CITY".into(),
        sources: Some(vec![source]),
        ..Config::default()
    };
    let mut gathered = stream(&city, config).await;
    county
        .publish("shiyu.petition.received", "fact".into())
        .await
        .unwrap()
        .await
        .unwrap();

    let mut tick = interval(Duration::from_millis(20));
    let arrived = timeout(Duration::from_mins(1), async {
        while gathered.info().await.unwrap().state.messages == 0 {
            tick.tick().await;
        }
    });
    arrived.await.expect("the fact arrives in the city");
}
