//! Standard addresses, and the micro units below the grids.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::address_service_server::AddressService;
use shiyu_proto::grid::v1::grid_map_service_server::GridMapService;
use shiyu_proto::grid::v1::locate_request::Where;

use super::scene::{COUNTY, Room, asked, chief, id, parent, plan, principal, reason};
use super::{inside, locate};

shiyu_kit::both_databases! {
    addresses_are_taken_in_row_by_row;
    an_address_lies_in_its_village_and_is_brought_by_who_acts_for_it;
    micro_units_hang_below_grids_of_ones_own;
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
        let head = crate::place::wire::AddressesHead {
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
    let room_of_the_town = format!("{}-ZHS", &code[..9]);
    let second = put(&room_of_the_town, unit(&code, &first.name)).await.unwrap();
    assert_eq!(reason(&put("330602-SLJ", unit(&code, "")).await.unwrap_err()), "UNIT_NOT_YOURS");
    put(&code[..9], second.clone()).await.unwrap();
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
