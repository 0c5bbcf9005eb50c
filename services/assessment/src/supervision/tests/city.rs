//! On both databases: the city sees its counties' supervisions, and hands its own down.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use shiyu_kit::auth::Principal;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::journal;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, asked, id, principal};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::supervision_service_server::SupervisionService;
use uuid::Uuid;

use super::UNIT;
use crate::scene::{Scene, fact};
use crate::supervision::{Stage, hear_county, hear_desk};

shiyu_kit::both_databases! {
    the_city_sees_its_counties_and_hands_down;
}

async fn the_city_sees_its_counties_and_hands_down(home: TestDatabase) {
    let mut scene = Scene::open(&home).await;
    scene.supervisions.county = "330600".parse().unwrap();
    let city = Principal {
        county: "330600".to_owned(),
        ..principal("city-assessor", Some("330600"), "assessor")
    };
    let moved = |version: i64, stage: pb::SupervisionStage, unit: &str| {
        let moved = pb::SupervisionMoved {
            unit: unit.to_owned(),
            stage: stage.into(),
            rung: pb::Rung::Ordered.into(),
            issue_time: Some(timestamp(scene.now())),
            ..pb::SupervisionMoved::default()
        };
        Fact {
            county: Some(COUNTY.to_owned()),
            ..fact("assessment.supervision.moved", Uuid::from_u128(9), version, scene.now(), &moved)
        }
    };
    let seen = async |county: &str| {
        let list = pb::ListCountySupervisionsRequest {
            parent: "counties/330600".to_owned(),
            county: county.to_owned(),
            ..pb::ListCountySupervisionsRequest::default()
        };
        scene
            .supervisions
            .list_county_supervisions(asked(&city, list))
            .await
            .unwrap()
            .into_inner()
            .supervisions
    };
    for fact in [
        moved(3, pb::SupervisionStage::Reported, UNIT),
        moved(1, pb::SupervisionStage::Issued, UNIT),
        moved(3, pb::SupervisionStage::Reported, UNIT),
    ] {
        assert_eq!(hear_county(&scene.supervisions, &fact).await, Outcome::Done);
    }
    let all = seen("").await;
    assert_eq!((all.len(), all[0].county.as_str()), (1, COUNTY));
    assert_eq!(all[0].moved.as_ref().unwrap().stage(), pb::SupervisionStage::Reported);
    assert!(seen("330603").await.is_empty());
    // Nobody speaks for another county's.
    let forged = Fact {
        county: Some("330603".to_owned()),
        ..moved(8, pb::SupervisionStage::Closed, UNIT)
    };
    assert_eq!(hear_county(&scene.supervisions, &forged).await, Outcome::Done);
    assert_eq!(seen("").await[0].moved.as_ref().unwrap().stage(), pb::SupervisionStage::Reported);
    assert_eq!(
        hear_county(&scene.supervisions, &moved(9, pb::SupervisionStage::Withdrawn, "")).await,
        Outcome::Done
    );
    assert!(seen("").await.is_empty());
    // The city hands one down: its own record follows what the county says.
    let supervise = pb::SuperviseUnitRequest {
        parent: "counties/330600".to_owned(),
        request_id: id(),
        service: pb::SupervisedService::Grid.into(),
        case: Uuid::from_u128(3).to_string(),
        unit: UNIT.to_owned(),
        ground: pb::SupervisionGround::Major.into(),
    };
    let down = scene
        .supervisions
        .supervise_unit(asked(&city, supervise))
        .await
        .unwrap()
        .into_inner();
    assert!(down.allowed.is_empty());
    let id: Uuid = down.name.rsplit('/').next().unwrap().parse().unwrap();
    let told = journal::Entity::find()
        .filter(journal::Column::CaseId.eq(id))
        .one(&scene.office.db.reader)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(told.kind, "desk.supervised");
    let detail: serde_json::Value = serde_json::from_str(&told.detail).unwrap();
    assert_eq!(detail["to"], COUNTY, "no other county hears of it");
    let closed = Fact {
        case: id,
        ..moved(6, pb::SupervisionStage::Closed, UNIT)
    };
    assert_eq!(hear_county(&scene.supervisions, &closed).await, Outcome::Done);
    let filed = scene.supervisions.ledger().get(id).await.unwrap().unwrap();
    assert_eq!((filed.case.stage, filed.case.closed_at.is_some()), (Stage::Closed, true));
    the_county_takes_it_up(&scene, id).await;
}

async fn the_county_takes_it_up(scene: &Scene, down: Uuid) {
    let mut county = scene.supervisions.clone();
    county.county = COUNTY.parse().unwrap();
    let supervised = |of: &str, id: Uuid| {
        let told = pb::DeskSupervised {
            county: of.to_owned(),
            supervision: id.to_string(),
            unit: UNIT.to_owned(),
            supervisor: "330600".to_owned(),
            service: pb::SupervisedService::Grid.into(),
            case: Uuid::from_u128(3).to_string(),
            ground: pb::SupervisionGround::Major.into(),
            rung: pb::Rung::Ordered.into(),
        };
        fact("assessment.desk.supervised", id, 1, scene.now(), &told)
    };
    let another = Uuid::new_v5(&down, b"another");
    assert_eq!(hear_desk(&county, &supervised("330603", another)).await, Outcome::Ignored);
    for _ in 0..2 {
        assert_eq!(hear_desk(&county, &supervised(COUNTY, another)).await, Outcome::Done);
    }
    let filed = county.ledger().get(another).await.unwrap().unwrap();
    assert_eq!(
        (filed.version, filed.case.supervisor.as_str(), filed.case.is_handed_down()),
        (1, "330600", false)
    );
}
