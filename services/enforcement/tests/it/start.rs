//! The service put together as a deployment does it: configured, started, and with its doors where they should be.

use std::sync::Arc;

use shiyu_enforcement::migration::Migrator;
use shiyu_enforcement::{Config, start_with};
use shiyu_kit::both_databases;
use shiyu_kit::clock::WallClock;
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::deployment::told;
use shiyu_kit::unit::store;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::case_service_client::CaseServiceClient;
use tonic::transport::Endpoint;

use crate::scene::{COUNTY, id, units};
use crate::tables::Fixed;

both_databases! {
    it_opens_its_doors_and_nobody_comes_in_without_a_token;
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
    let (bus, files) = (broker.broker().url(), folder.path().join("files").display().to_string());
    let told = told(folder.path(), (home.url(), &bus), &[("SHIYU_FILES__FOLDER", files.as_str())]);
    let config = Config::load(None, told).unwrap();
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
