//! One version of the map comes after another: what that leaves behind, and which of two holds.

use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::grid_map_service_server::GridMapService;

use super::scene::{Room, asked, chief, id, parent, plan, reason};
use crate::place::domain::Mode;
use crate::place::synthetic::geojson;
use crate::team::store::assignment;

shiyu_kit::both_databases! {
    what_hangs_on_a_grid_that_goes_is_counted_before_it_goes;
    of_two_versions_for_one_day_the_later_says_which_it_replaces;
    a_map_takes_effect_with_the_villages_of_its_day;
}

async fn findings(room: &Room, map: &str) -> Vec<pb::Finding> {
    let request = pb::ListFindingsRequest {
        parent: map.to_owned(),
        page_size: 200,
        ..pb::ListFindingsRequest::default()
    };
    let listed = room.places.list_findings(asked(&chief(), request)).await.unwrap();
    listed.into_inner().findings
}

async fn what_hangs_on_a_grid_that_goes_is_counted_before_it_goes(home: TestDatabase) {
    let room = Room::open(&home).await;
    room.with_map().await;
    let mut features = plan().features();
    let last = features.iter().rposition(|feature| feature.grid().is_some()).unwrap();
    let gone = features.remove(last).code().to_owned();
    for (subject, valid_to) in [("one", None), ("two", Some(room.today)), ("past", room.today.previous_day())] {
        let assigned = assignment::Model {
            id: shiyu_kit::clock::new_id(),
            grid: gone.clone(),
            village: gone.chars().take(12).collect(),
            subject: subject.to_owned(),
            role: "patrol".to_owned(),
            valid_from: room.today - time::Duration::days(9),
            valid_to,
            certificate: None,
            certified_to: None,
            ended_at: None,
            ending: None,
        };
        let row = assigned.into_active_model().reset_all();
        assignment::Entity::insert(row)
            .exec_without_returning(&room.db.writer)
            .await
            .unwrap();
    }
    let draft = room.create("").await.unwrap();
    room.import(2, Mode::Replace, &geojson(&features)).await.unwrap();
    room.lint(&draft.name).await.unwrap();
    let found = findings(&room, &draft.name).await;
    let found: Vec<_> = found.iter().filter(|found| found.kind() == pb::FindingKind::GridGone).collect();
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0].grids, found[0].severity()), (&vec![gone], pb::FindingSeverity::Warning));
    let counts = (
        found[0].open_events,
        found[0].assignments,
        found[0].patrol_plans,
        found[0].campaigns,
    );
    assert_eq!(counts, (0, 2, 0, 0));
}

async fn of_two_versions_for_one_day_the_later_says_which_it_replaces(home: TestDatabase) {
    let room = Room::open(&home).await;
    let first = room.with_map().await;
    for version in [2, 3] {
        let copy = room.create(&first.name).await.unwrap();
        assert_eq!(copy.name, format!("{}/maps/{version}", parent()));
        room.lint(&copy.name).await.unwrap();
    }
    let maps = [2, 3].map(|version| format!("{}/maps/{version}", parent()));
    room.publish(&maps[0], 10).await.unwrap();
    let publish = |replaces: &str| pb::PublishMapRequest {
        name: maps[1].clone(),
        effective_date: room.day(10),
        request_id: id(),
        replaces: replaces.to_owned(),
    };
    for wrong in ["", &first.name] {
        let taken = room.places.publish_map(asked(&chief(), publish(wrong))).await.unwrap_err();
        assert_eq!(reason(&taken), "DAY_TAKEN", "{wrong}");
    }
    let published = room.places.publish_map(asked(&chief(), publish(&maps[0]))).await.unwrap();
    assert_eq!(published.into_inner().state(), pb::MapState::Published);
}

async fn a_map_takes_effect_with_the_villages_of_its_day(home: TestDatabase) {
    let village = plan().villages().pop().unwrap();
    let room = Room::with_the_end_of(&village, 5, &home).await;
    let first = room.with_map().await;
    let copy = room.create(&first.name).await.unwrap();
    room.lint(&copy.name).await.unwrap();
    assert_eq!(findings(&room, &copy.name).await, []);
    let late = room.publish(&copy.name, 6).await.unwrap_err();
    assert_eq!(reason(&late), "VILLAGE_NOT_THERE");
    room.publish(&copy.name, 5).await.unwrap();

    let ended = plan().villages().swap_remove(0);
    let later = Room::with_the_end_of(&ended, -1, &home).await;
    let copy = later.create(&first.name).await.unwrap();
    later.lint(&copy.name).await.unwrap();
    let found = findings(&later, &copy.name).await;
    let kinds: Vec<_> = found.iter().map(|found| (found.kind(), found.grids.clone())).collect();
    assert_eq!(kinds, [(pb::FindingKind::VillageNotToday, vec![ended.to_string()])]);
}
