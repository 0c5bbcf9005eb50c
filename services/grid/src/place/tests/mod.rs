//! The map room as a caller finds it, on both databases.

mod lists;
mod policy;
pub(crate) mod scene;

use prost::Message;
use sea_orm::EntityTrait;
use shiyu_kit::journal;
use shiyu_kit::rpc::REPLAYED;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::address_service_server::AddressService;
use shiyu_proto::grid::v1::grid_map_service_server::GridMapService;
use shiyu_proto::grid::v1::locate_request::Where;
use tonic::{Request, Status};

use self::scene::{COUNTY, Room, asked, chief, id, parent, plan, principal, reason};
use super::domain::{Feature, Mode};
use super::geometry::Shape;
use super::synthetic::geojson;

shiyu_kit::both_databases! {
    a_map_is_drafted_checked_published_and_told;
    a_map_with_errors_is_not_published;
    a_published_map_never_changes;
    a_repeated_order_is_answered_as_the_first_time;
    a_file_with_violations_changes_nothing;
    an_import_that_merges_replaces_by_code;
    a_case_is_located_on_the_map_of_its_day;
    addresses_are_taken_in_row_by_row;
    an_address_lies_in_its_village_and_is_brought_by_who_acts_for_it;
    micro_units_hang_below_grids_of_ones_own;
    only_the_county_and_its_centre_draw_its_map;
    what_is_taken_out_of_a_map_comes_in_again;
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
        let head = super::wire::ImportHead {
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

async fn told(room: &Room) -> Vec<(String, Option<Vec<u8>>)> {
    let rows = journal::Entity::find().all(&room.db.reader).await.unwrap();
    rows.into_iter().map(|row| (row.kind, row.fact)).collect()
}

/// The middle of a grid of the plan.
fn inside(index: usize) -> (String, common::Point) {
    let features = plan().features();
    let grid = features.iter().filter(|feature| feature.grid().is_some()).nth(index).unwrap();
    let shape = grid.shape.as_ref().map(Shape::polygons).unwrap();
    let middle = super::geometry::middle(&shape.0[0]).unwrap();
    let point = common::Point {
        longitude: middle.longitude(),
        latitude: middle.latitude(),
    };
    (grid.code().to_owned(), point)
}

async fn locate(room: &Room, at: Where, date: &str) -> Result<pb::LocateResponse, Status> {
    let request = pb::LocateRequest {
        parent: parent(),
        r#where: Some(at),
        date: date.to_owned(),
        neighbour_metres: 0,
    };
    Ok(room.places.locate(asked(&chief(), request)).await?.into_inner())
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
    let head = super::wire::ImportHead {
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

async fn addresses_are_taken_in_row_by_row(home: TestDatabase) {
    let room = Room::open(&home).await;
    room.with_map().await;
    let (code, at) = inside(7);
    let village = &code[..12];
    let header = "village,road,number,building,longitude,latitude\n";
    let row = |number: usize, longitude: f64| format!("{village},解放北路,{number}号,3幢,{longitude},{}\n", at.latitude);
    let mut file = header.to_owned();
    (1..=501).for_each(|number| file.push_str(&row(number, at.longitude)));
    file.push_str("330602999999,路,1号,,120.5,30.0\n");
    let verdicts = room.addresses(&file).await.unwrap();
    assert_eq!(verdicts.len(), 502);
    assert!(
        verdicts[..501]
            .iter()
            .all(|verdict| verdict.outcome() == pb::AddressOutcome::Inserted)
    );
    assert_eq!(verdicts[501].outcome(), pb::AddressOutcome::Refused);
    assert_eq!(
        (verdicts[501].row, verdicts[501].problems[0].reason.as_str()),
        (502, "UNIT_UNKNOWN")
    );
    let again = room
        .addresses(&format!("{header}{}{}", row(1, at.longitude), row(2, at.longitude + 0.0001)))
        .await
        .unwrap();
    let outcomes: Vec<_> = again.iter().map(pb::AddressVerdict::outcome).collect();
    assert_eq!(outcomes, [pb::AddressOutcome::Unchanged, pb::AddressOutcome::Updated]);
    let name = verdicts[0].name.clone();
    let found = locate(&room, Where::Address(name.clone()), "").await.unwrap();
    assert_eq!(found.grid, code);
    let address = room
        .places
        .get_address(asked(&chief(), pb::GetAddressRequest { name }))
        .await
        .unwrap()
        .into_inner();
    assert_eq!((address.text.as_str(), address.grid), ("解放北路1号3幢", code));
    let unknown = Where::Address(format!("{}/addresses/{}", parent(), id()));
    assert_eq!(reason(&locate(&room, unknown, "").await.unwrap_err()), "ADDRESS_UNKNOWN");
}

async fn an_address_lies_in_its_village_and_is_brought_by_who_acts_for_it(home: TestDatabase) {
    let room = Room::open(&home).await;
    room.with_map().await;
    let (code, at) = inside(7);
    let (elsewhere, _) = inside(0);
    let file = |village: &str, longitude: f64, more: &str| {
        format!(
            "village,road,number,longitude,latitude\n{village},解放北路,1号,{longitude},{}{more}\n",
            at.latitude
        )
    };
    let told = async |by: &str, file: String| {
        let head = super::wire::AddressesHead {
            id: shiyu_kit::clock::new_id(),
        };
        let by = shiyu_kit::case::Actor::from(&principal(by, "command_chief"));
        let verdicts = room.places.import_addresses_file(by, head, file.into_bytes()).await.unwrap();
        let verdicts: Vec<_> = futures::TryStreamExt::try_collect(verdicts).await.unwrap();
        let verdict = verdicts
            .into_iter()
            .flat_map(|part: pb::ImportAddressesResponse| part.verdicts)
            .next()
            .unwrap();
        verdict.problems.first().map(|problem| problem.reason.clone()).unwrap_or_default()
    };
    let village = &code[..12];
    assert_eq!(told(COUNTY, file(village, 10.0, "")).await, "OUTSIDE_MAP");
    assert_eq!(told(COUNTY, file(&elsewhere[..12], at.longitude, "")).await, "POINT_ELSEWHERE");
    assert_eq!(told(COUNTY, file(village, at.longitude, ",张三")).await, "CELL_UNEXPECTED");
    assert_eq!(told("330602-SLJ", file(village, at.longitude, "")).await, "UNIT_NOT_YOURS");
    let towns: Vec<_> = plan().towns.iter().map(|town| town.code.to_string()).collect();
    for town in towns.iter().filter(|town| !village.starts_with(town.as_str())) {
        assert_eq!(told(town, file(village, at.longitude, "")).await, "UNIT_NOT_YOURS");
    }
    assert_eq!(told(&code[..9], file(village, at.longitude, "")).await, "");
}

async fn micro_units_hang_below_grids_of_ones_own(home: TestDatabase) {
    let room = Room::open(&home).await;
    let (code, _) = inside(0);
    let put = async |by: &str, unit: pb::MicroUnit| {
        let request = pb::PutMicroUnitRequest {
            parent: parent(),
            micro_unit: Some(unit),
            request_id: id(),
        };
        let done = room.places.put_micro_unit(asked(&principal(by, "grid_lead"), request)).await;
        done.map(tonic::Response::into_inner)
    };
    let unit = |grid: &str, parent_unit: &str| pb::MicroUnit {
        kind: pb::MicroUnitKind::TenHousehold.into(),
        grid: grid.to_owned(),
        parent_unit: parent_unit.to_owned(),
        display_name: "3幢1单元".to_owned(),
        phone: "0575-85120000".to_owned(),
        valid_from: room.day(0),
        ..pb::MicroUnit::default()
    };
    assert_eq!(reason(&put(&code[..9], unit(&code, "")).await.unwrap_err()), "MAP_MISSING");
    room.with_map().await;
    let first = put(&code[..12], unit(&code, "")).await.unwrap();
    let second = put(&code[..9], unit(&code, &first.name)).await.unwrap();
    assert_eq!(reason(&put("330602002", unit(&code, "")).await.unwrap_err()), "UNIT_NOT_YOURS");
    let unknown = format!("{}888", &code[..12]);
    assert_eq!(reason(&put(COUNTY, unit(&unknown, "")).await.unwrap_err()), "GRID_UNKNOWN");
    let (elsewhere, _) = inside(1);
    assert_eq!(
        reason(&put(COUNTY, unit(&elsewhere, &first.name)).await.unwrap_err()),
        "PARENT_ELSEWHERE"
    );
    let moved = pb::MicroUnit {
        parent_unit: second.name.clone(),
        ..first.clone()
    };
    assert_eq!(reason(&put(COUNTY, moved).await.unwrap_err()), "PARENT_TOO_DEEP");
    let request = pb::ListMicroUnitsRequest {
        parent: parent(),
        grid: code,
        ..pb::ListMicroUnitsRequest::default()
    };
    let listed = room.places.list_micro_units(asked(&chief(), request)).await.unwrap().into_inner();
    assert_eq!(listed.micro_units, [first, second]);
}
