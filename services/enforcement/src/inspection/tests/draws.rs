//! A draw, from its announcement to whoever computes it again.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::inspection_service_server::InspectionService;
use tonic::Request;

use crate::scene::{BUREAU, Scene, TOWN_BUREAU, asked, head, id, parent, reason};

shiyu_kit::both_databases! {
    a_draw_is_made_published_and_computed_again_by_anybody;
}

async fn a_draw_is_made_published_and_computed_again_by_anybody(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let announced = scene.announced().await;
    let planned = announced.object_pool[3].clone();
    let planned = scene
        .plan(
            &format!("{}/regulatedObjects/{planned}", parent()),
            TOWN_BUREAU,
            pb::InspectionKind::Routine,
        )
        .await;
    let planned = planned.unwrap().into_inner();
    let public = async || {
        let request = pb::GetDrawRequest {
            name: announced.name.clone(),
        };
        scene.inspections.get_draw(Request::new(request)).await
    };
    assert_eq!(reason(&public().await.unwrap_err()), "DRAW_UNKNOWN", "not published yet");
    let request = pb::ConductDrawRequest {
        name: announced.name.clone(),
        request_id: id(),
        seed: "03 08 11 19 24 30 + 07".to_owned(),
        seed_source: "双色球2026052期开奖号码".to_owned(),
    };
    let done = scene
        .inspections
        .conduct_draw(asked(&head(BUREAU), request))
        .await
        .unwrap()
        .into_inner();
    assert_eq!((done.pool_hash.as_str(), done.picks.len()), (announced.pool_hash.as_str(), 5));
    let request = pb::ListInspectionsRequest {
        parent: parent(),
        draw: announced.name.clone(),
        ..pb::ListInspectionsRequest::default()
    };
    let visits = scene
        .inspections
        .list_inspections(asked(&head(BUREAU), request))
        .await
        .unwrap()
        .into_inner()
        .inspections;
    let joined = done.picks.iter().any(|pick| pick.inspection == planned.name);
    assert_eq!(visits.len(), 5);
    assert_eq!(
        visits.iter().any(|visit| visit.name == planned.name),
        joined,
        "one visit, drawn or planned"
    );
    assert!(
        visits
            .iter()
            .all(|visit| visit.parties.iter().any(|party| party.officers.len() == 2))
    );
    let request = pb::PublishDrawRequest {
        name: announced.name.clone(),
        request_id: id(),
        published_on: scene.day(0),
        published_in: "越城区人民政府网站".to_owned(),
    };
    scene.inspections.publish_draw(asked(&head(BUREAU), request)).await.unwrap();
    let shown = public().await.unwrap().into_inner();
    let request = pb::VerifyDrawRequest {
        name: announced.name.clone(),
    };
    let again = scene.inspections.verify_draw(Request::new(request)).await.unwrap().into_inner();
    assert!(again.matches);
    let drawn = |picks: &[pb::DrawPick]| {
        picks
            .iter()
            .map(|pick| (pick.object.clone(), pick.officers.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(drawn(&again.picks), drawn(&shown.picks));
    let request = pb::ListDrawsRequest {
        parent: parent(),
        ..pb::ListDrawsRequest::default()
    };
    let listed = scene
        .inspections
        .list_draws(Request::new(request))
        .await
        .unwrap()
        .into_inner()
        .draws;
    assert_eq!((listed.len(), listed[0].object_pool.len()), (1, 0));
    assert_eq!(scene.facts::<pb::DrawDone>("draw.done").await.len(), 1);
}
