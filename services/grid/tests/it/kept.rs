//! The photographs of an event are kept as long as the event is (G-15), and one that another event has as long as that one.

use std::convert::Infallible;

use sea_orm::EntityTrait as _;
use shiyu_grid::domain::Incident;
use shiyu_kit::both_databases;
use shiyu_kit::case::Record as _;
use shiyu_kit::file::Keep;
use shiyu_kit::retention::{self, Sweep};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::picture::photograph;
use shiyu_proto::grid::v1 as pb;
use time::Duration;

use crate::covered::read;
use crate::scene::{DISPATCHER, Scene, by, reason, uuid};
use crate::seven_steps::{handling, parts, upload, walked};

both_databases! {
    a_photograph_goes_when_the_time_of_its_event_is_over;
    one_that_another_event_has_stays_with_that;
    what_is_refused_is_not_kept_unless_an_event_has_it;
}

/// An event that was closed, and the hash of its photograph.
async fn closed(scene: &Scene) -> (String, String) {
    let event = walked(scene).await;
    let hash = event.course.unwrap().evidence[0].hash.clone();
    (event.name, hash)
}

/// So long after all that was done; of how many events something was destroyed.
async fn later(scene: &Scene, time: Duration) -> usize {
    scene.clock.advance(time).unwrap();
    let db = scene.ledger.database().writer.clone();
    let sweep = Sweep::<Incident>::new(db, scene.clock.clone(), Incident::KEPT);
    sweep.and_files(Some(scene.files.clone())).round().await.unwrap()
}

async fn a_photograph_goes_when_the_time_of_its_event_is_over(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, hash) = closed(&scene).await;
    assert_eq!(later(&scene, Incident::KEPT.usual - Duration::DAY).await, 0);
    assert!(read(&scene, &name, &hash).await.is_ok() && scene.keeps(&hash));
    assert_eq!(later(&scene, Duration::days(2)).await, 1);
    assert!(!scene.keeps(&hash));
    assert_eq!(reason(read(&scene, &name, &hash).await), "EVIDENCE_UNKNOWN");
    let db = &scene.ledger.database().reader;
    let record = retention::Entity::find_by_id(uuid(&name)).one(db).await.unwrap().unwrap();
    assert!(record.files_at.is_some());
    let request = pb::GetEventRequest { name };
    let event = scene.events().get_event(by(DISPATCHER, request)).await.unwrap().into_inner();
    assert_eq!(event.course.unwrap().evidence[0].hash, hash, "what it was stays on record");
}

async fn one_that_another_event_has_stays_with_that(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, hash) = closed(&scene).await;
    let open = handling(&scene).await.name;
    let same = upload(&scene, parts(&open, "image/jpeg", &photograph(1, 7))).await.unwrap();
    assert_eq!(same.course.unwrap().evidence[0].hash, hash);
    assert_eq!(later(&scene, Incident::KEPT.usual + Duration::DAY).await, 1);
    assert!(scene.keeps(&hash) && read(&scene, &open, &hash).await.is_ok());
    assert_eq!(
        reason(read(&scene, &name, &hash).await),
        "EVIDENCE_UNKNOWN",
        "it is the other's alone"
    );
}

async fn what_is_refused_is_not_kept_unless_an_event_has_it(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, hash) = closed(&scene).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let other = Keep::in_folder(elsewhere.path(), 1 << 20).unwrap().covering_people();
    let brought = futures::stream::iter([Ok::<_, Infallible>(photograph(1, 8))]);
    let brought = other.put("image/jpeg", brought).await.unwrap().hash.to_string();
    let late = upload(&scene, parts(&name, "image/jpeg", &photograph(1, 8))).await;
    assert_eq!(reason(late), "CLOSED_ALREADY");
    assert!(!scene.keeps(&brought));
    let again = upload(&scene, parts(&name, "image/jpeg", &photograph(1, 7))).await;
    assert_eq!(reason(again), "CLOSED_ALREADY");
    assert!(scene.keeps(&hash) && read(&scene, &name, &hash).await.is_ok(), "the event has it");
    let open = handling(&scene).await.name;
    let event = upload(&scene, parts(&open, "image/jpeg", &photograph(1, 8))).await.unwrap();
    assert_eq!(event.course.unwrap().evidence[0].hash, brought, "what is taken is kept");
    assert!(scene.keeps(&brought));
}
