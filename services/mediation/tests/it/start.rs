//! The service put together as a deployment does it: configured, started, and with its doors where they should be.

use std::sync::Arc;

use shiyu_kit::both_databases;
use shiyu_kit::clock::WallClock;
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::deployment::told;
use shiyu_mediation::migration::Migrator;
use shiyu_mediation::{Config, start_with};
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::mediation_service_client::MediationServiceClient;
use tonic::transport::Endpoint;

use crate::scene::{COUNTY, Fixed, id};

both_databases! {
    it_starts_and_nobody_reads_without_a_token;
}

#[test]
fn what_is_wrong_with_its_own_settings_is_named_and_the_laws_limits_are_not_set() {
    let wrong = [
        ("SHIYU_INTAKE__UNIT", "centre"),
        ("SHIYU_NUMBERS__WORDS", "330602-TJZX"),
        ("SHIYU_CONFIRMATION__ADMINISTRATIVE", "perhaps"),
        ("SHIYU_LIMITS__CONFIRM", "60d"),
        ("SHIYU_LIMITS__MEDIATE", "soon"),
    ];
    let errors = Config::load(None, wrong.map(|(name, value)| (name.to_owned(), value.to_owned()))).unwrap_err();
    let keys: Vec<&str> = errors.0.iter().map(|error| error.key.as_str()).collect();
    for key in [
        "intake.unit",
        "numbers.words",
        "confirmation.administrative",
        "limits.confirm",
        "limits.mediate",
    ] {
        assert!(keys.contains(&key), "{key} is not among {keys:?}");
    }
}

async fn it_starts_and_nobody_reads_without_a_token(home: TestDatabase) {
    let Some(broker) = TestBroker::start().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let bus = broker.broker().url();
    let told = told(folder.path(), (home.url(), &bus), &[]);
    let config = Config::load(None, told).unwrap();
    home.connect().await.migrate::<Migrator>().await.unwrap();
    let running = Box::pin(start_with(&config, WallClock::movable(), |_| Arc::new(Fixed)))
        .await
        .unwrap();
    let address = format!("http://{}", running.address());
    let channel = Endpoint::from_shared(address).unwrap().connect().await.unwrap();
    let name = format!("counties/{COUNTY}/disputes/{}", id());
    let closed = MediationServiceClient::new(channel)
        .get_dispute(pb::GetDisputeRequest { name })
        .await
        .unwrap_err();
    assert_eq!(closed.code(), tonic::Code::Unauthenticated);
    running.stop().await.unwrap();
}
