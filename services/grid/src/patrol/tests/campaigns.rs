//! Special campaigns.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::campaign_service_server::CampaignService;
use shiyu_proto::grid::v1::hazard_service_server::HazardService;

use super::scene::{
    BUREAU, COUNTY, GRID, HEIR, OTHER_BUREAU, OTHER_TOWN, Scene, TOWN, asked, chief, grid, hazard, id, parent, patrol, principal, reason,
};

shiyu_kit::both_databases! {
    progress_is_counted_by_place;
    a_campaign_keeps_to_its_days_and_places;
    a_bureau_runs_its_own_campaign_and_no_others;
    a_campaign_goes_on_in_the_grid_that_came_in_the_place_of_one_it_names;
}

fn campaign(scene: &Scene, area: &str, first: i64) -> pb::PutCampaignRequest {
    let campaign = pb::Campaign {
        title: "瓶装燃气专项整治".to_owned(),
        sponsor: COUNTY.to_owned(),
        class_codes: vec!["E1203".to_owned()],
        areas: vec![area.to_owned()],
        first_day: scene.day(first),
        last_day: scene.day(first + 10),
        ..pb::Campaign::default()
    };
    pb::PutCampaignRequest {
        parent: parent(),
        campaign: Some(campaign),
        request_id: id(),
    }
}

async fn put(scene: &Scene, area: &str, first: i64) -> String {
    let request = asked(&chief(COUNTY), campaign(scene, area, first));
    scene.desk.put_campaign(request).await.unwrap().into_inner().name
}

async fn a_bureau_runs_its_own_campaign_and_no_others(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let of = |sponsor: &str, area: &str| {
        let mut asked = campaign(&scene, area, 0);
        asked.campaign.as_mut().unwrap().sponsor = sponsor.to_owned();
        asked
    };
    let refused = scene.desk.put_campaign(asked(&chief(OTHER_BUREAU), of(COUNTY, COUNTY))).await;
    assert_eq!(reason(&refused.unwrap_err()), "UNIT_NOT_YOURS");
    let refused = scene.desk.put_campaign(asked(&chief(OTHER_BUREAU), of(BUREAU, COUNTY))).await;
    assert_eq!(reason(&refused.unwrap_err()), "UNIT_NOT_YOURS");
    let own = scene.desk.put_campaign(asked(&chief(BUREAU), of(BUREAU, COUNTY))).await;
    let end = pb::EndCampaignRequest {
        name: own.unwrap().into_inner().name,
        reason: "并入年度行动".to_owned(),
        request_id: id(),
    };
    let refused = scene.desk.end_campaign(asked(&chief(OTHER_BUREAU), end.clone())).await;
    assert_eq!(reason(&refused.unwrap_err()), "UNIT_NOT_YOURS");
    scene.desk.end_campaign(asked(&chief("330602-ZHZX"), end)).await.unwrap();
}

fn checked(campaign: &str, places: i32) -> pb::RecordCampaignCheckRequest {
    pb::RecordCampaignCheckRequest {
        name: campaign.to_owned(),
        grid: grid(),
        places,
        request_id: id(),
    }
}

async fn progress(scene: &Scene, name: &str, by: pb::ProgressBy) -> Vec<(String, i64, i64, i64)> {
    let request = pb::ListCampaignProgressRequest {
        name: name.to_owned(),
        by: by.into(),
        ..pb::ListCampaignProgressRequest::default()
    };
    let listed = scene.desk.list_campaign_progress(asked(&chief(TOWN), request)).await.unwrap();
    let rows = listed.into_inner().progress.into_iter();
    rows.map(|row| (row.place, row.checked, row.found, row.removed)).collect()
}

async fn progress_is_counted_by_place(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let name = put(&scene, TOWN, 0).await;
    for places in [3, 4] {
        scene
            .desk
            .record_campaign_check(asked(&patrol(), checked(&name, places)))
            .await
            .unwrap();
    }
    let repeated = checked(&name, 5);
    for _ in 0..2 {
        scene.desk.record_campaign_check(asked(&patrol(), repeated.clone())).await.unwrap();
    }
    let mut found = Vec::new();
    for _ in 0..2 {
        let mut request = hazard(&scene);
        request.hazard.as_mut().unwrap().campaign.clone_from(&name);
        found.push(scene.desk.record_hazard(asked(&patrol(), request)).await.unwrap().into_inner());
    }
    let gone = pb::RemoveHazardRequest {
        name: found[0].name.clone(),
        reason: "已更换".to_owned(),
        request_id: id(),
    };
    scene.desk.remove_hazard(asked(&chief(TOWN), gone)).await.unwrap();
    assert_eq!(progress(&scene, &name, pb::ProgressBy::Grid).await, [(GRID.to_owned(), 12, 2, 1)]);
    assert_eq!(progress(&scene, &name, pb::ProgressBy::Town).await, [(TOWN.to_owned(), 12, 2, 1)]);
    let listed = pb::ListCampaignsRequest {
        parent: parent(),
        ..pb::ListCampaignsRequest::default()
    };
    let listed = scene.desk.list_campaigns(asked(&patrol(), listed)).await.unwrap().into_inner();
    assert_eq!(
        listed.campaigns.into_iter().map(|campaign| campaign.name).collect::<Vec<_>>(),
        [name]
    );
}

async fn a_campaign_keeps_to_its_days_and_places(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let check = async |name: &str| {
        let refused = scene
            .desk
            .record_campaign_check(asked(&patrol(), checked(name, 1)))
            .await
            .unwrap_err();
        reason(&refused)
    };
    let coming = put(&scene, TOWN, 1).await;
    assert_eq!(check(&coming).await, "CAMPAIGN_AHEAD");
    let elsewhere = put(&scene, OTHER_TOWN, 0).await;
    assert_eq!(check(&elsewhere).await, "CAMPAIGN_ELSEWHERE");
    let here = put(&scene, COUNTY, 0).await;
    let mut other_class = hazard(&scene);
    let told = other_class.hazard.as_mut().unwrap();
    told.campaign.clone_from(&here);
    told.class_code = "E1301".to_owned();
    let refused = scene.desk.record_hazard(asked(&patrol(), other_class)).await.unwrap_err();
    assert_eq!(reason(&refused), "CAMPAIGN_OF_OTHER_CLASSES");
    let mut begun = campaign(&scene, TOWN, 0);
    begun.campaign.as_mut().unwrap().name.clone_from(&here);
    let refused = scene.desk.put_campaign(asked(&chief(COUNTY), begun)).await.unwrap_err();
    assert_eq!(reason(&refused), "CAMPAIGN_BEGUN");
    let theirs = scene
        .desk
        .put_campaign(asked(&chief(TOWN), campaign(&scene, TOWN, 0)))
        .await
        .unwrap_err();
    assert_eq!(reason(&theirs), "UNIT_NOT_YOURS");
    let end = || pb::EndCampaignRequest {
        name: here.clone(),
        reason: "并入年度行动".to_owned(),
        request_id: id(),
    };
    scene.desk.end_campaign(asked(&chief(COUNTY), end())).await.unwrap();
    assert_eq!(check(&here).await, "CAMPAIGN_OVER");
    let again = scene.desk.end_campaign(asked(&chief(COUNTY), end())).await.unwrap_err();
    assert_eq!(reason(&again), "CAMPAIGN_OVER");
    assert_eq!(scene.facts::<pb::CampaignMoved>("campaign.announced").await.len(), 3);
    assert_eq!(scene.facts::<pb::CampaignMoved>("campaign.ended").await.len(), 1);
}

async fn a_campaign_goes_on_in_the_grid_that_came_in_the_place_of_one_it_names(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let mut named = campaign(&scene, OTHER_TOWN, 0);
    let told = named.campaign.as_mut().unwrap();
    told.areas.clear();
    told.grids = vec![grid()];
    let announced = scene.desk.put_campaign(asked(&chief(COUNTY), named)).await.unwrap();
    let name = announced.into_inner().name;
    scene.redraw();
    scene.wait(1);
    let there = principal("patrol-2", Some(OTHER_TOWN), "grid_patrol");
    let old = scene
        .desk
        .record_campaign_check(asked(&there, checked(&name, 1)))
        .await
        .unwrap_err();
    assert_eq!(reason(&old), "GRID_UNKNOWN");
    let new = pb::RecordCampaignCheckRequest {
        grid: format!("counties/{COUNTY}/grids/{HEIR}"),
        ..checked(&name, 3)
    };
    scene.desk.record_campaign_check(asked(&there, new)).await.unwrap();
    assert_eq!(progress(&scene, &name, pb::ProgressBy::Grid).await, [(HEIR.to_owned(), 3, 0, 0)]);
}
