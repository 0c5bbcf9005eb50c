//! A map is drafted, checked and published, and a case is located on the map of its day.

use prost::Message;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::grid_map_service_server::GridMapService;
use shiyu_proto::grid::v1::locate_request::Where;
use tonic::{Request, Status};

use super::scene::{COUNTY, Room, asked, chief, id, parent, plan, principal, reason};
use super::{inside, locate, told};
use crate::place::domain::Mode;
use crate::place::geometry::Shape;
use crate::place::synthetic::geojson;

shiyu_kit::both_databases! {
    a_map_is_drafted_checked_published_and_told;
    a_map_with_errors_is_not_published;
    a_published_map_never_changes;
    a_case_is_located_on_the_map_of_its_day;
    only_the_county_and_its_centre_draw_its_map;
    what_is_taken_out_of_a_map_comes_in_again;
}

async fn a_map_is_drafted_checked_published_and_told(home: TestDatabase) {
    let room = Room::open(&home).await;
    let published = room.with_map().await;
    assert_eq!((published.state(), published.errors), (pb::MapState::Published, 0));
    let counts = published.counts.unwrap();
    assert_eq!((counts.basic, counts.exclusive, counts.villages), (57, 3, 12));
    assert_eq!((counts.public_security, counts.fire, counts.safety), (3, 2, 1));
    let told = told(&room).await;
    let kinds: Vec<_> = told.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["map.begun", "map.imported", "map.linted", "map.published"]);
    assert!(told[..3].iter().all(|(_, fact)| fact.is_none()));
    let fact = pb::MapPublished::decode(told[3].1.as_deref().unwrap()).unwrap();
    assert_eq!((fact.map, fact.effective_date, fact.counts), (1, room.day(-365), Some(counts)));
    let (code, at) = inside(7);
    let found = locate(&room, Where::Point(at), "").await.unwrap();
    assert_eq!((found.grid, found.map, found.county.as_str()), (code.clone(), 1, COUNTY));
    assert_eq!(found.professional.len(), 3);
    let request = pb::GetGridRequest {
        name: format!("{}/grids/{code}", parent()),
        date: String::new(),
    };
    let grid = room.places.get_grid(Request::new(request)).await.unwrap().into_inner();
    assert_eq!((grid.valid_from, grid.valid_to), (room.day(-365), String::new()));
    assert!(Shape::from_geojson(&grid.geometry).is_some());
}

async fn a_map_with_errors_is_not_published(home: TestDatabase) {
    let room = Room::open(&home).await;
    let draft = room.create("").await.unwrap();
    assert_eq!(reason(&room.lint(&draft.name).await.unwrap_err()), "MAP_EMPTY");
    let mut features = plan().features();
    let last = features.iter().rposition(|feature| feature.grid().is_some()).unwrap();
    features.remove(last);
    room.import(1, Mode::Replace, &geojson(&features)).await.unwrap();
    assert_eq!(reason(&room.publish(&draft.name, 0).await.unwrap_err()), "MAP_NOT_LINTED");
    let linted = room.lint(&draft.name).await.unwrap();
    // The gap, and the professional grids that name the missing one.
    assert_eq!((linted.state(), linted.errors), (pb::MapState::Linted, 4));
    assert_eq!(reason(&room.publish(&draft.name, 0).await.unwrap_err()), "MAP_HAS_FINDINGS");
    let request = pb::ListFindingsRequest {
        parent: draft.name.clone(),
        ..pb::ListFindingsRequest::default()
    };
    let found = room
        .places
        .list_findings(asked(&chief(), request))
        .await
        .unwrap()
        .into_inner()
        .findings;
    let gap = found.iter().find(|found| found.kind() == pb::FindingKind::Gap).unwrap();
    assert!(gap.area_m2 > 10_000.0 && gap.point.is_some() && gap.ring.len() > 3);
    // What was found says nothing any more once the draft is changed.
    let changed = room
        .import(1, Mode::Merge, &geojson(&plan().features()))
        .await
        .unwrap()
        .map
        .unwrap();
    assert_eq!((changed.state(), changed.errors), (pb::MapState::Draft, 0));
    assert_eq!(room.lint(&draft.name).await.unwrap().errors, 0);
}

async fn a_published_map_never_changes(home: TestDatabase) {
    let room = Room::open(&home).await;
    let map = room.with_map().await;
    let before = told(&room).await.len();
    let again = room.import(1, Mode::Merge, &geojson(&plan().features())).await.unwrap_err();
    assert_eq!(reason(&again), "MAP_PUBLISHED");
    assert_eq!(reason(&room.lint(&map.name).await.unwrap_err()), "MAP_PUBLISHED");
    assert_eq!(reason(&room.publish(&map.name, 1).await.unwrap_err()), "MAP_PUBLISHED");
    let discard = |name: &str| pb::DiscardMapRequest {
        name: name.to_owned(),
        request_id: id(),
    };
    let refused = room.places.discard_map(asked(&chief(), discard(&map.name))).await.unwrap_err();
    assert_eq!(reason(&refused), "MAP_PUBLISHED");
    assert_eq!(told(&room).await.len(), before);
    let next = room.create(&map.name).await.unwrap();
    assert_eq!((next.name.as_str(), next.counts), ("counties/330602/maps/2", map.counts));
    assert_eq!(room.lint(&next.name).await.unwrap().errors, 0);
    assert_eq!(reason(&room.publish(&next.name, -1).await.unwrap_err()), "DATE_IN_PAST");
    let gone = room
        .places
        .discard_map(asked(&chief(), discard(&next.name)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(gone.state(), pb::MapState::Discarded);
    assert_eq!(reason(&room.lint(&next.name).await.unwrap_err()), "MAP_UNKNOWN");
    assert_eq!(reason(&room.create("counties/330602/maps/9").await.unwrap_err()), "MAP_UNKNOWN");
}

async fn a_case_is_located_on_the_map_of_its_day(home: TestDatabase) {
    let room = Room::open(&home).await;
    let (_, at) = inside(0);
    assert_eq!(reason(&locate(&room, Where::Point(at), "").await.unwrap_err()), "MAP_MISSING");
    let map = room.with_map().await;
    let next = room.create(&map.name).await.unwrap();
    room.lint(&next.name).await.unwrap();
    room.publish(&next.name, 10).await.unwrap();
    let map = async |after: i64| locate(&room, Where::Point(at), &room.day(after)).await.map(|found| found.map);
    assert_eq!(map(0).await.unwrap(), 1);
    assert_eq!(map(9).await.unwrap(), 1);
    assert_eq!(map(10).await.unwrap(), 2);
    assert_eq!(reason(&map(-366).await.unwrap_err()), "MAP_MISSING");
    let sea = common::Point {
        longitude: 125.0,
        latitude: 30.0,
    };
    assert_eq!(reason(&locate(&room, Where::Point(sea), "").await.unwrap_err()), "OUTSIDE_MAP");
}

async fn only_the_county_and_its_centre_draw_its_map(home: TestDatabase) {
    let room = Room::open(&home).await;
    let map = room.create("").await.unwrap();
    room.import(1, Mode::Replace, &geojson(&plan().features())).await.unwrap();
    room.lint(&map.name).await.unwrap();
    let strangers = [
        Some("330602001-ZHS"),
        Some("330602001"),
        Some("330602001001"),
        Some("330602-SLJ"),
        Some("330681-ZHZ"),
        None,
    ];
    for unit in strangers {
        let who = || shiyu_kit::testkit::scene::principal("somebody", unit, "command_chief");
        let reasons = ["UNIT_NOT_YOURS", "UNIT_UNKNOWN"];
        let create = pb::CreateMapRequest {
            parent: parent(),
            request_id: id(),
            ..pb::CreateMapRequest::default()
        };
        let lint = pb::LintMapRequest {
            name: map.name.clone(),
            request_id: id(),
        };
        let publish = pb::PublishMapRequest {
            name: map.name.clone(),
            effective_date: room.day(1),
            request_id: id(),
            ..pb::PublishMapRequest::default()
        };
        let discard = pb::DiscardMapRequest {
            name: map.name.clone(),
            request_id: id(),
        };
        let refused = [
            room.places.create_map(asked(&who(), create)).await.unwrap_err(),
            room.places.lint_map(asked(&who(), lint)).await.unwrap_err(),
            room.places.publish_map(asked(&who(), publish)).await.unwrap_err(),
            room.places.discard_map(asked(&who(), discard)).await.unwrap_err(),
        ];
        for refused in refused {
            assert!(reasons.contains(&reason(&refused).as_str()), "{unit:?}: {refused}");
        }
        let head = crate::place::wire::ImportHead {
            id: shiyu_kit::clock::new_id(),
            map: 1,
            mode: Mode::Replace,
            validate_only: false,
        };
        let file = geojson(&plan().features()).into_bytes();
        let refused = room.places.import_file(&shiyu_kit::case::Actor::from(&who()), head, file).await;
        assert!(reasons.contains(&reason(&refused.unwrap_err()).as_str()), "{unit:?}");
    }
    let centre = principal("330602-ZHZ", "operator");
    let discard = pb::DiscardMapRequest {
        name: map.name.clone(),
        request_id: id(),
    };
    room.places.discard_map(asked(&centre, discard)).await.unwrap();
}

async fn what_is_taken_out_of_a_map_comes_in_again(home: TestDatabase) {
    let room = Room::open(&home).await;
    let map = room.with_map().await;
    let export = async |name: String| {
        let pieces = room
            .places
            .export_map(asked(&chief(), pb::ExportMapRequest { name }))
            .await?
            .into_inner();
        let pieces: Vec<pb::ExportMapResponse> = futures::TryStreamExt::try_collect(pieces).await?;
        Ok::<_, Status>(pieces.into_iter().flat_map(|piece| piece.data).collect::<Vec<u8>>())
    };
    let file = String::from_utf8(export(map.name.clone()).await.unwrap()).unwrap();
    assert!(file.contains("\"kind\":\"county\"") && file.contains("\"kind\":\"village\""));
    let again = room.create("").await.unwrap();
    let taken = room.import(2, Mode::Replace, &file).await.unwrap();
    assert_eq!(taken.map.unwrap().counts, map.counts);
    assert_eq!(room.lint(&again.name).await.unwrap().errors, 0);
    assert_eq!(export(again.name).await.unwrap(), file.into_bytes(), "and is the same");
    let unknown = export(format!("{}/maps/9", parent())).await.unwrap_err();
    assert_eq!(reason(&unknown), "MAP_UNKNOWN");
}
