//! What is brought to a draft: once, whole, and by its code.

use shiyu_kit::rpc::REPLAYED;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::grid_map_service_server::GridMapService;

use super::scene::{COUNTY, Room, asked, chief, id, parent, plan, principal, reason};
use super::told;
use crate::place::domain::{Feature, Mode};
use crate::place::synthetic::geojson;

shiyu_kit::both_databases! {
    a_repeated_order_is_answered_as_the_first_time;
    a_file_with_violations_changes_nothing;
    an_import_that_merges_replaces_by_code;
}

async fn a_repeated_order_is_answered_as_the_first_time(home: TestDatabase) {
    let room = Room::open(&home).await;
    let request = pb::CreateMapRequest {
        parent: parent(),
        base: String::new(),
        request_id: id(),
    };
    let first = room.places.create_map(asked(&chief(), request.clone())).await.unwrap();
    let again = room.places.create_map(asked(&chief(), request.clone())).await.unwrap();
    assert!(again.metadata().get(REPLAYED).is_some());
    assert_eq!(first.into_inner(), again.into_inner());
    let other = asked(&principal(COUNTY, "operator"), request);
    assert_eq!(reason(&room.places.create_map(other).await.unwrap_err()), "REQUEST_ID_REUSED");
    assert_eq!(told(&room).await.len(), 1);
    for _ in 0..9 {
        room.create("").await.unwrap();
    }
    assert_eq!(reason(&room.create("").await.unwrap_err()), "TOO_MANY_DRAFTS");
}

async fn a_file_with_violations_changes_nothing(home: TestDatabase) {
    let room = Room::open(&home).await;
    room.create("").await.unwrap();
    let file = geojson(&plan().features()).replace("\"A\"", "\"D\"");
    let refused = room.import(1, Mode::Replace, &file).await.unwrap_err();
    let found = shiyu_kit::fault::violations(&refused);
    assert_eq!(found.len(), 32);
    assert!(
        found
            .iter()
            .all(|(field, reason)| field.ends_with("properties.area_class") && reason == "UNKNOWN_VALUE")
    );
    let head = crate::place::wire::ImportHead {
        id: shiyu_kit::clock::new_id(),
        map: 1,
        mode: Mode::Replace,
        validate_only: true,
    };
    let by = shiyu_kit::case::Actor::from(&chief());
    let asked_only = room.places.import_file(&by, head, file.into_bytes()).await.unwrap().into_inner();
    assert_eq!(asked_only.problems.len(), 57);
    assert_eq!(asked_only.map.unwrap().counts, Some(pb::MapCounts::default()));
    assert_eq!(told(&room).await.len(), 1);
}

async fn an_import_that_merges_replaces_by_code(home: TestDatabase) {
    let room = Room::open(&home).await;
    room.create("").await.unwrap();
    let features = plan().features();
    let (some, rest): (Vec<Feature>, Vec<Feature>) = features.into_iter().partition(|feature| feature.grid().is_some());
    room.import(1, Mode::Replace, &geojson(&rest)).await.unwrap();
    let whole = room.import(1, Mode::Merge, &geojson(&some)).await.unwrap();
    assert_eq!(whole.features, 60);
    assert_eq!(whole.map.unwrap().counts.unwrap().basic, 57);
    let again = room.import(1, Mode::Merge, &geojson(&some)).await.unwrap();
    assert_eq!(again.map.unwrap().counts.unwrap().basic, 57);
    let only = room.import(1, Mode::Replace, &geojson(&some[..5])).await.unwrap();
    assert_eq!(
        only.map.unwrap().counts.unwrap(),
        pb::MapCounts {
            basic: 5,
            ..pb::MapCounts::default()
        }
    );
}
