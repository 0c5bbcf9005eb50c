//! On both databases: a limit that another unit owes than the one that has the case.

use prost::Message;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::TOWN;
use shiyu_proto::petition::v1::ClockOverdue;
use time::Duration;
use uuid::Uuid;

use super::{UNIT, told};
use crate::scene::{Scene, assessor};

shiyu_kit::both_databases! {
    whoever_owes_it_is_supervised;
}

async fn whoever_owes_it_is_supervised(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let begin = scene.now() - Duration::days(6);
    let mut facts = told::petition(Uuid::from_u128(1), UNIT, begin, false, false);
    let passed = facts.last_mut().unwrap();
    let overdue = ClockOverdue {
        unit: TOWN.to_owned(),
        ..ClockOverdue::decode(passed.data.as_ref()).unwrap()
    };
    passed.data = overdue.encode_to_vec().into();
    scene.supervise(&facts).await;
    let all = scene.listed(&assessor()).await;
    let told: Vec<_> = all.iter().map(|one| (one.unit.as_str(), one.clock.as_str())).collect();
    assert_eq!(told, [(TOWN, "handle")]);
}
