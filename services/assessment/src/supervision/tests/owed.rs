//! On both databases: a limit that another unit owes than the one that has the case.

use std::slice;

use prost::Message;
use shiyu_kit::auth::Principal;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, asked, parent};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::supervision_service_server::SupervisionService;
use shiyu_proto::common::v1::{Clock, Ring};
use shiyu_proto::petition::v1 as petition;
use shiyu_proto::petition::v1::ClockOverdue;
use time::Duration;
use uuid::Uuid;

use super::{UNIT, told};
use crate::scene::{BUREAU, Scene, assessor, clock, fact, rated};

shiyu_kit::both_databases! {
    whoever_owes_it_is_supervised;
    what_a_unit_is_reminded_of_is_shown_to_it_and_to_who_has_the_case;
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

async fn reminded(scene: &Scene, by: &Principal, unit: &str) -> Vec<(String, String, String)> {
    let list = pb::ListRemindersRequest {
        parent: parent(),
        unit: unit.to_owned(),
        ..pb::ListRemindersRequest::default()
    };
    let listed = scene.supervisions.list_reminders(asked(by, list)).await.unwrap().into_inner();
    let told = |one: pb::Reminder| (one.clock, one.unit, one.responsible_unit);
    listed.reminders.into_iter().map(told).collect()
}

async fn what_a_unit_is_reminded_of_is_shown_to_it_and_to_who_has_the_case(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let (case, due) = (Uuid::from_u128(1), scene.now() + Duration::days(9));
    let warned = |name: &str, unit: &str| Clock {
        rung: vec![Ring::Half.into()],
        unit: unit.to_owned(),
        ..clock(name, due, None)
    };
    let moved = |version: i64, kind: &str, unit: &str, clocks: Vec<Clock>| {
        let matter = petition::Matter {
            unit: unit.to_owned(),
            clocks,
            ..petition::Matter::default()
        };
        let moved = petition::MatterMoved { matter: Some(matter) };
        fact(&format!("petition.{kind}"), case, version, scene.now(), &moved)
    };
    scene.hear(&[moved(1, "opinion.served", UNIT, vec![warned("execute", UNIT)])]).await;
    let of = |clock: &str, unit: &str, holder: &str| (clock.to_owned(), unit.to_owned(), holder.to_owned());
    let execute = [of("execute", UNIT, UNIT)];
    assert_eq!(reminded(&scene, &rated(UNIT), "").await, execute);
    assert!(reminded(&scene, &rated(OTHER_TOWN), "").await.is_empty());

    let clocks = vec![warned("execute", UNIT), warned("review", "")];
    scene.hear(&[moved(2, "review.taken_up", OTHER_TOWN, clocks)]).await;
    let (execute, review) = (of("execute", UNIT, OTHER_TOWN), of("review", OTHER_TOWN, OTHER_TOWN));
    assert_eq!(reminded(&scene, &rated(UNIT), "").await, slice::from_ref(&execute));
    assert_eq!(reminded(&scene, &rated(TOWN), UNIT).await, slice::from_ref(&execute));
    assert_eq!(reminded(&scene, &assessor(), UNIT).await, slice::from_ref(&execute));
    let mut both = reminded(&scene, &rated(OTHER_TOWN), "").await;
    both.sort();
    assert_eq!(both, [execute, review]);
    for stranger in [BUREAU, COUNTY] {
        let below = reminded(&scene, &rated(stranger), BUREAU).await;
        assert!(below.is_empty(), "{stranger}: {below:?}");
    }
    assert!(reminded(&scene, &rated(BUREAU), "").await.is_empty());
}
