//! The service put together as a deployment does it: configured, started, and with its doors where they should be.

use std::path::Path;
use std::sync::Arc;

use shiyu_enforcement::migration::Migrator;
use shiyu_enforcement::{Config, start_with};
use shiyu_kit::auth::{DEVELOPMENT_ISSUER, DevelopmentIssuer};
use shiyu_kit::both_databases;
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::Environment;
use shiyu_kit::party::keys;
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::unit::store;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::case_service_client::CaseServiceClient;
use tonic::transport::Endpoint;

use crate::scene::{COUNTY, id, units};
use crate::tables::Fixed;

both_databases! {
    it_opens_its_doors_and_nobody_comes_in_without_a_token;
}

/// What a deployment tells it.
fn told(folder: &Path, database: &str, nats: &str) -> Vec<(String, String)> {
    DevelopmentIssuer::open(folder, Environment::Development).unwrap();
    let place = |name: &str| folder.join(name).display().to_string();
    for key in ["envelope.key", "index.key"] {
        keys::generate(&folder.join(key)).unwrap();
    }
    let told = [
        ("SHIYU_COUNTY__CODE", COUNTY.to_owned()),
        ("SHIYU_DATABASE__URL", database.to_owned()),
        ("SHIYU_NATS__URL", nats.to_owned()),
        ("SHIYU_AUTH__ENVIRONMENT", "development".to_owned()),
        ("SHIYU_AUTH__JWKS_FILE", place("jwks.json")),
        ("SHIYU_AUTH__ISSUER", DEVELOPMENT_ISSUER.to_owned()),
        ("SHIYU_PARTY__ENVELOPE_KEY_FILE", place("envelope.key")),
        ("SHIYU_PARTY__INDEX_KEY_FILE", place("index.key")),
        ("SHIYU_FILES__FOLDER", place("files")),
        ("SHIYU_SERVER__LISTEN", "127.0.0.1:0".to_owned()),
        ("SHIYU_SERVER__DRAIN_DELAY", "10ms".to_owned()),
    ];
    told.map(|(name, value)| (name.to_owned(), value)).to_vec()
}

#[test]
fn what_is_wrong_with_its_own_settings_is_named() {
    let wrong = [
        ("SHIYU_NUMBERS__WORDS", "330602-ZFJ"),
        ("SHIYU_HEARINGS__CITIZEN_YUAN", "0"),
        ("SHIYU_INTAKE__UNIT", "rubbish"),
        ("SHIYU_LIMITS__DECIDE", "300d"),
    ];
    let errors = Config::load(None, wrong.map(|(name, value)| (name.to_owned(), value.to_owned()))).unwrap_err();
    let keys: Vec<&str> = errors.0.iter().map(|error| error.key.as_str()).collect();
    for key in ["numbers.words", "hearings.citizen_yuan", "intake.unit", "limits.decide"] {
        assert!(keys.contains(&key), "{key} is not among {keys:?}");
    }
}

async fn it_opens_its_doors_and_nobody_comes_in_without_a_token(home: TestDatabase) {
    let Some(broker) = TestBroker::start().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let config = Config::load(None, told(folder.path(), home.url(), &broker.broker().url())).unwrap();
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    store::put(&db.writer, &units()).await.unwrap();
    let running = Box::pin(start_with(&config, WallClock::movable(), |_| Arc::new(Fixed)))
        .await
        .unwrap();
    let address = format!("http://{}", running.address());
    let channel = Endpoint::from_shared(address).unwrap().connect().await.unwrap();
    let name = format!("counties/{COUNTY}/cases/{}", id());
    let closed = CaseServiceClient::new(channel)
        .get_case(pb::GetCaseRequest { name })
        .await
        .unwrap_err();
    assert_eq!(closed.code(), tonic::Code::Unauthenticated);
    running.stop().await.unwrap();
}
