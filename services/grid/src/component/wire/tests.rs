//! A request is read whole, or all that is wrong with it is told at once.

use shiyu_kit::testkit::violations::{expected, told};
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use time::macros::date;

use crate::component::domain::Owner;
use crate::component::wire;

fn county() -> Code {
    "330602".parse().unwrap()
}

#[test]
fn everything_wrong_with_a_list_is_told() {
    let list = pb::ListComponentsRequest {
        parent: "counties/330603".to_owned(),
        subclass: "E01".to_owned(),
        grid: "330602".to_owned(),
        owner_unit: "330602".to_owned(),
        owner_org: "91350100".to_owned(),
        date: "today".to_owned(),
        page_size: -1,
        page_token: "!".to_owned(),
    };
    let pairs = [
        ("subclass", "CLASS_INVALID"),
        ("grid", "GRID_CODE_INVALID"),
        ("owner_org", "OWNER_TWICE"),
        ("owner_org", "CREDIT_CODE_INVALID"),
        ("date", "DATE_INVALID"),
        ("parent", "UNKNOWN_COUNTY"),
        ("page_size", "PAGE_SIZE_NEGATIVE"),
        ("page_token", "PAGE_TOKEN_INVALID"),
    ];
    assert_eq!(told(wire::components(&list, &county(), date!(2026 - 05 - 06))), expected(&pairs));
}

#[test]
fn a_class_is_a_span_of_codes() {
    let of = |subclass: &str| {
        let list = pb::ListComponentsRequest {
            parent: "counties/330602".to_owned(),
            subclass: subclass.to_owned(),
            owner_unit: "330602-SLJ".to_owned(),
            ..pb::ListComponentsRequest::default()
        };
        wire::components(&list, &county(), date!(2026 - 05 - 06)).unwrap().filter
    };
    let span = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
    assert_eq!(of("C01").filter.codes, span("3306020100000000", "3306020199999999"));
    assert_eq!(of("C0103").filter.codes, span("3306020103000000", "3306020103999999"));
    let all = of("");
    assert_eq!((all.filter.codes, all.grid, all.filter.day), (None, None, date!(2026 - 05 - 06)));
    assert_eq!(all.filter.owner, Some(Owner::Unit("330602-SLJ".parse().unwrap())));
}

#[test]
fn everything_wrong_with_a_name_a_point_and_a_header_is_told() {
    let name = |text: &str| told(wire::component_name(text, &county()));
    assert_eq!(name("counties/330602/components/7"), expected(&[("name", "COMPONENT_INVALID")]));
    assert_eq!(
        name("counties/330602/grids/3306020103000001"),
        expected(&[("name", "NAME_INVALID")])
    );
    let nowhere = pb::ListNearbyComponentsRequest::default();
    let pairs = [("parent", "NAME_INVALID"), ("point", "REQUIRED")];
    assert_eq!(told(wire::nearby(&nowhere, &county())), expected(&pairs));
    let off = pb::ListNearbyComponentsRequest {
        parent: "counties/330602".to_owned(),
        point: Some(common::Point {
            longitude: 181.0,
            latitude: 30.0,
        }),
    };
    assert_eq!(
        told(wire::nearby(&off, &county())),
        expected(&[("point.longitude", "OUT_OF_RANGE")])
    );
    let header = pb::ImportComponentsHeader::default();
    let pairs = [("parent", "NAME_INVALID"), ("request_id", "REQUEST_ID_MISSING")];
    assert_eq!(told(wire::import_head(&header, &county())), expected(&pairs));
}
