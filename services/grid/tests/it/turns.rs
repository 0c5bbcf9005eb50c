//! Reports at one instant: one of them is the first, and one department has its turn.

use futures::future::join_all;
use prost::Message;
use sea_orm::EntityTrait;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{booking, both_databases, journal};
use shiyu_proto::grid::v1 as pb;

use crate::registers::ITEM;
use crate::scene::{BUREAU, DISPATCHER, PATROL, Scene, Who, by, order, reason, uuid};

both_databases! {
    of_reports_at_one_instant_one_is_the_first;
    of_two_who_ask_at_one_instant_one_is_admitted;
}

const OFFICIAL: Who = ("official-7", BUREAU, "unit_handler");

/// Whether each report was told as a repetition.
async fn repetitions(scene: &Scene) -> Vec<bool> {
    let rows = journal::Entity::find().all(&scene.ledger.database().reader).await.unwrap();
    let reports = rows.into_iter().filter(|row| row.kind == "event.reported");
    let told = reports.map(|row| pb::EventReported::decode(row.fact.unwrap().as_slice()).unwrap().repeats);
    told.collect()
}

async fn reject(scene: &Scene, name: &str) {
    let name = name.to_owned();
    let rejected = order!(
        name,
        RejectEventRequest {
            ground: pb::RejectionGround::NotPublic.into(),
            reason: "Inside a private garden".to_owned(),
        }
    );
    scene.events().reject_event(by(DISPATCHER, rejected)).await.unwrap();
}

async fn of_reports_at_one_instant_one_is_the_first(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let reported = join_all((0..8).map(|_| scene.reported(PATROL, pb::EventSource::Patrol))).await;
    let told = repetitions(&scene).await;
    assert_eq!(told.len(), 8);
    assert_eq!(told.iter().filter(|repeats| !**repeats).count(), 1, "{told:?}");
    for report in reported {
        reject(&scene, &report.event.unwrap().name).await;
    }
    let next = scene.reported(PATROL, pb::EventSource::Patrol).await.event.unwrap();
    assert_eq!(
        repetitions(&scene).await.into_iter().filter(|repeats| !repeats).count(),
        2,
        "what was rejected is none"
    );
    let booked = booking::Entity::find().all(&scene.ledger.database().reader).await.unwrap();
    assert!(!booked.is_empty() && booked.iter().all(|row| row.case_id == uuid(&next.name)));
}

async fn of_two_who_ask_at_one_instant_one_is_admitted(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let scene = &scene;
    let ask = || async move {
        let mut request = scene.report(pb::EventSource::Department);
        request.report.as_mut().unwrap().admission_item = ITEM.to_string();
        scene.events().report_event(by(OFFICIAL, request)).await
    };
    let (mut admitted, mut refused) = (Vec::new(), Vec::new());
    for answer in join_all((0..4).map(|_| ask())).await {
        match answer {
            Ok(answer) => admitted.push(answer.into_inner().event.unwrap().name),
            Err(status) => refused.push(shiyu_kit::fault::reason(&status).unwrap_or_default()),
        }
    }
    assert_eq!((admitted.len(), refused), (1, vec!["NOT_ADMITTED".to_owned(); 3]));
    reject(scene, &admitted[0]).await;
    ask().await.unwrap();
    assert_eq!(reason(ask().await), "NOT_ADMITTED");
}
