//! A request is read whole, or all that is wrong with it is told at once.

use shiyu_kit::testkit::violations::{expected, told};
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use time::macros::date;

use crate::place::atlas::Distances;
use crate::place::wire;

const COUNTY: &str = "330602";

#[test]
fn everything_wrong_with_a_micro_unit_is_told() {
    let unit = pb::MicroUnit {
        name: "counties/330602/maps/7".to_owned(),
        kind: 99,
        grid: "330602001001000".to_owned(),
        parent_unit: "x".to_owned(),
        display_name: "张三13812345678家".to_owned(),
        phone: "13812345678".to_owned(),
        valid_from: "2026-02-10".to_owned(),
        valid_to: "2026-02-09".to_owned(),
    };
    let request = pb::PutMicroUnitRequest {
        parent: "counties/330603".to_owned(),
        micro_unit: Some(unit),
        request_id: String::new(),
    };
    let pairs = [
        ("parent", "UNKNOWN_COUNTY"),
        ("request_id", "REQUEST_ID_MISSING"),
        ("micro_unit.name", "NAME_INVALID"),
        ("micro_unit.kind", "UNKNOWN_VALUE"),
        ("micro_unit.grid", "GRID_CODE_INVALID"),
        ("micro_unit.parent_unit", "NAME_INVALID"),
        ("micro_unit.display_name", "PERSONAL_DATA_IN_TEXT"),
        ("micro_unit.phone", "PERSONAL_DATA_IN_TEXT"),
        ("micro_unit.valid_to", "DATES_REVERSED"),
    ];
    assert_eq!(told(wire::put_micro_unit(request, &COUNTY.parse().unwrap())), expected(&pairs));
}

#[test]
fn everything_wrong_with_what_is_done_to_a_map_is_told() {
    let county = COUNTY.parse().unwrap();
    let create = pb::CreateMapRequest {
        base: "counties/330602/maps/0".to_owned(),
        ..pb::CreateMapRequest::default()
    };
    let pairs = [
        ("parent", "NAME_INVALID"),
        ("base", "NAME_INVALID"),
        ("request_id", "REQUEST_ID_MISSING"),
    ];
    assert_eq!(told(wire::create_map(&create, &county)), expected(&pairs));
    let head = pb::ImportGridsHeader::default();
    let pairs = [("name", "NAME_INVALID"), ("mode", "REQUIRED"), ("request_id", "REQUEST_ID_MISSING")];
    assert_eq!(told(wire::import_head(&head, &county)), expected(&pairs));
    let publish = pb::PublishMapRequest {
        effective_date: "tomorrow".to_owned(),
        ..pb::PublishMapRequest::default()
    };
    let pairs = [
        ("name", "NAME_INVALID"),
        ("effective_date", "DATE_INVALID"),
        ("request_id", "REQUEST_ID_MISSING"),
    ];
    assert_eq!(told(wire::publish_map(&publish, &county)), expected(&pairs));
}

#[test]
fn everything_wrong_with_a_question_is_told() {
    let county = COUNTY.parse().unwrap();
    let today = date!(2026 - 05 - 06);
    let off = pb::LocateRequest {
        parent: "counties/330602".to_owned(),
        r#where: Some(pb::locate_request::Where::Point(common::Point {
            longitude: 181.0,
            latitude: f64::NAN,
        })),
        date: "x".to_owned(),
        neighbour_metres: 2_001,
    };
    let pairs = [
        ("point.longitude", "OUT_OF_RANGE"),
        ("point.latitude", "OUT_OF_RANGE"),
        ("date", "DATE_INVALID"),
        ("neighbour_metres", "OUT_OF_RANGE"),
    ];
    assert_eq!(told(wire::locate(&off, &county, (today, Distances::default()))), expected(&pairs));
    let nowhere = pb::LocateRequest {
        parent: "counties/330602".to_owned(),
        ..pb::LocateRequest::default()
    };
    let missing = wire::locate(&nowhere, &county, (today, Distances::default()));
    assert_eq!(told(missing), expected(&[("where", "REQUIRED")]));
    let list = pb::ListAddressesRequest {
        query: "？！".to_owned(),
        village: "330602-XFJ".to_owned(),
        page_size: -1,
        page_token: "!".to_owned(),
        ..pb::ListAddressesRequest::default()
    };
    let pairs = [
        ("query", "QUERY_EMPTY"),
        ("village", "PLACE_INVALID"),
        ("parent", "NAME_INVALID"),
        ("page_size", "PAGE_SIZE_NEGATIVE"),
        ("page_token", "PAGE_TOKEN_INVALID"),
    ];
    assert_eq!(told(wire::addresses(&list, &county)), expected(&pairs));
}
