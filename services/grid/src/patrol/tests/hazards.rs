//! Hazards.

use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::hazard_service_server::HazardService;

use super::scene::{
    CLOSED, EVENT, OTHER_TOWN, Scene, TOWN, VILLAGE, asked, chief, event, event_name, grid, hazard, id, parent, patrol, point, principal,
    reason,
};

shiyu_kit::both_databases! {
    a_hazard_with_an_event_goes_with_it;
    a_danger_is_accepted_until_its_review;
    a_hazard_is_refused_with_its_reason;
}

async fn record(scene: &Scene, request: pb::RecordHazardRequest) -> pb::Hazard {
    scene.desk.record_hazard(asked(&patrol(), request)).await.unwrap().into_inner()
}

fn removal(name: &str) -> pb::RemoveHazardRequest {
    pb::RemoveHazardRequest {
        name: name.to_owned(),
        reason: "已清理".to_owned(),
        request_id: id(),
    }
}

async fn state(scene: &Scene, name: &str) -> pb::HazardState {
    let request = pb::GetHazardRequest { name: name.to_owned() };
    scene
        .desk
        .get_hazard(asked(&chief(TOWN), request))
        .await
        .unwrap()
        .into_inner()
        .state()
}

async fn a_hazard_with_an_event_goes_with_it(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let mut request = hazard(&scene);
    request.hazard.as_mut().unwrap().event = event();
    let found = record(&scene, request).await;
    let by_hand = scene
        .desk
        .remove_hazard(asked(&chief(TOWN), removal(&found.name)))
        .await
        .unwrap_err();
    assert_eq!(reason(&by_hand), "HAZARD_UNDER_EVENT");
    let mut late = hazard(&scene);
    late.hazard.as_mut().unwrap().event = event_name(CLOSED);
    let late = record(&scene, late).await;
    scene.desk.remove_hazard(asked(&chief(TOWN), removal(&late.name))).await.unwrap();
    assert_eq!(state(&scene, &late.name).await, pb::HazardState::Removed);
    scene.desk.event_verified(new_id(), new_id()).await.unwrap();
    assert_eq!(state(&scene, &found.name).await, pb::HazardState::Open);
    let fact = new_id();
    for _ in 0..2 {
        scene.desk.event_verified(fact, EVENT).await.unwrap();
    }
    assert_eq!(state(&scene, &found.name).await, pb::HazardState::Removed);
    let told: Vec<pb::HazardMoved> = scene.facts("hazard.removed").await;
    assert_eq!(told.len(), 2);
    assert_eq!((told[1].class_code.as_str(), told[0].state()), ("E1203", pb::HazardState::Removed));
    assert!(!format!("{:?}", scene.told().await).contains("patrol-1"));
}

async fn a_danger_is_accepted_until_its_review(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let found = record(&scene, hazard(&scene)).await;
    let accept = async |by, review_on| {
        let request = pb::AcceptHazardRequest {
            name: found.name.clone(),
            reason: "待雨季后修复，已设围栏".to_owned(),
            review_on,
            request_id: id(),
        };
        scene
            .desk
            .accept_hazard(asked(&chief(by), request))
            .await
            .map(|done| done.into_inner().review_on)
    };
    for day in [scene.day(0), scene.day(367)] {
        assert_eq!(reason(&accept(TOWN, day).await.unwrap_err()), "REVIEW_DATE_INVALID");
    }
    assert_eq!(reason(&accept(OTHER_TOWN, scene.day(2)).await.unwrap_err()), "UNIT_NOT_YOURS");
    assert_eq!(accept(TOWN, scene.day(2)).await.unwrap(), scene.day(2));
    assert_eq!(reason(&accept(TOWN, scene.day(2)).await.unwrap_err()), "HAZARD_NOT_OPEN");
    scene.wait(1);
    assert_eq!(scene.desk.sweep().await.unwrap().reviewed, 0);
    scene.wait(1);
    assert_eq!(scene.desk.sweep().await.unwrap().reviewed, 1);
    assert_eq!(scene.desk.sweep().await.unwrap().reviewed, 0);
    assert_eq!(state(&scene, &found.name).await, pb::HazardState::Open);
    assert_eq!(scene.facts::<pb::HazardMoved>("hazard.reopened").await.len(), 1);
    scene.desk.remove_hazard(asked(&chief(TOWN), removal(&found.name))).await.unwrap();
    let again = scene
        .desk
        .remove_hazard(asked(&chief(TOWN), removal(&found.name)))
        .await
        .unwrap_err();
    assert_eq!(reason(&again), "HAZARD_NOT_OPEN");
    let listed = async |state: pb::HazardState| {
        let request = pb::ListHazardsRequest {
            parent: parent(),
            grid: grid(),
            class_code: "E1203".to_owned(),
            state: state.into(),
            ..pb::ListHazardsRequest::default()
        };
        scene
            .desk
            .list_hazards(asked(&chief(TOWN), request))
            .await
            .unwrap()
            .into_inner()
            .hazards
            .len()
    };
    assert_eq!(
        (listed(pb::HazardState::Removed).await, listed(pb::HazardState::Open).await),
        (1, 0)
    );
}

async fn a_hazard_is_refused_with_its_reason(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let tomorrow = scene.day(1);
    let ask = async |by: &_, change: &dyn Fn(&mut pb::Hazard)| {
        let mut request = hazard(&scene);
        change(request.hazard.as_mut().unwrap());
        reason(&scene.desk.record_hazard(asked(by, request)).await.unwrap_err())
    };
    for unit in [OTHER_TOWN, VILLAGE] {
        let volunteer = principal("volunteer-1", Some(unit), "grid_patrol");
        assert_eq!(ask(&volunteer, &|_| ()).await, "UNIT_NOT_YOURS");
    }
    assert_eq!(
        ask(&patrol(), &|hazard| hazard.found_on.clone_from(&tomorrow)).await,
        "FOUND_IN_FUTURE"
    );
    assert_eq!(
        ask(&patrol(), &|hazard| hazard.class_code = "E9901".to_owned()).await,
        "CLASS_UNKNOWN"
    );
    assert_eq!(
        ask(&patrol(), &|hazard| hazard.point = point((121.5, 30.0))).await,
        "POINT_OUTSIDE_GRID"
    );
    assert_eq!(
        ask(&patrol(), &|hazard| hazard.event = event().replace("e7e", "e7f")).await,
        "EVENT_UNKNOWN"
    );
    let campaign = format!("counties/330602/campaigns/{}", id());
    assert_eq!(
        ask(&patrol(), &|hazard| hazard.campaign.clone_from(&campaign)).await,
        "CAMPAIGN_UNKNOWN"
    );
    assert_eq!(scene.told().await, []);
}
