//! A request is read whole, or all that is wrong with it is told at once.

use shiyu_kit::testkit::violations::{expected, told};
use shiyu_proto::grid::v1 as pb;
use time::macros::date;

use crate::catalogue::tests::scene::{COUNTY, code, edition, id, limit, parent, subclass};
use crate::catalogue::wire;

#[test]
fn every_row_that_is_wrong_is_told() {
    let mut request = edition("2026-13-01");
    let catalogue = request.catalogue.as_mut().unwrap();
    catalogue.document = String::new();
    catalogue.classes[0].number = 100;
    catalogue.subclasses = vec![
        subclass("X0102", vec![limit(pb::AreaClass::A, 0, pb::LimitUnit::Unspecified)]),
        pb::Subclass {
            title: String::new(),
            platform: 9,
            ..subclass("E0103", Vec::new())
        },
    ];
    let pairs = [
        ("catalogue.valid_from", "DATE_INVALID"),
        ("catalogue.document", "REQUIRED"),
        ("catalogue.classes[0].number", "OUT_OF_RANGE"),
        ("catalogue.subclasses[0].code", "SUBCLASS_INVALID"),
        ("catalogue.subclasses[0].limits[0].amount", "OUT_OF_RANGE"),
        ("catalogue.subclasses[0].limits[0].unit", "REQUIRED"),
        ("catalogue.subclasses[1].title", "REQUIRED"),
        ("catalogue.subclasses[1].platform", "UNKNOWN_VALUE"),
        ("catalogue.subclasses[1].limits", "REQUIRED"),
    ];
    assert_eq!(told(wire::import(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn what_does_not_fit_together_is_told_by_its_row() {
    let mut request = edition("2026-12-01");
    let catalogue = request.catalogue.as_mut().unwrap();
    let some = limit(pb::AreaClass::A, 1, pb::LimitUnit::Hour);
    catalogue.subclasses.push(subclass("E0104", vec![some, some]));
    catalogue
        .subclasses
        .push(subclass("C0104", vec![limit(pb::AreaClass::Unspecified, 1, pb::LimitUnit::Hour)]));
    let pairs = [
        ("catalogue.subclasses[2]", "DUPLICATE"),
        ("catalogue.subclasses[2]", "LIMIT_MISSING"),
        ("catalogue.subclasses[2].limits[1]", "DUPLICATE"),
        ("catalogue.subclasses[3]", "CLASS_MISSING"),
    ];
    assert_eq!(told(wire::import(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn an_import_has_its_limits() {
    let mut request = edition("2026-12-01");
    let one = subclass("E0104", Vec::new());
    request.catalogue.as_mut().unwrap().subclasses = vec![one; 2_001];
    let pairs = [("catalogue.subclasses", "TOO_MANY")];
    assert_eq!(told(wire::import(request, &code(COUNTY))), expected(&pairs));
    let pairs = [
        ("parent", "NAME_INVALID"),
        ("request_id", "REQUEST_ID_MISSING"),
        ("catalogue", "REQUIRED"),
    ];
    let request = pb::ImportCatalogueRequest::default();
    assert_eq!(told(wire::import(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn a_question_is_read_like_the_rest() {
    let request = pb::ExplainLimitRequest {
        name: format!("counties/330603/subclasses/{}", id()),
        area_class: 0,
        stage: 77,
        date: "today".to_owned(),
        start_time: None,
    };
    let pairs = [
        ("name", "UNKNOWN_COUNTY"),
        ("name", "SUBCLASS_INVALID"),
        ("area_class", "REQUIRED"),
        ("stage", "UNKNOWN_VALUE"),
        ("date", "DATE_INVALID"),
    ];
    assert_eq!(told(wire::limit(&request, &code(COUNTY), date!(2026 - 05 - 01))), expected(&pairs));
    let request = pb::ListSubclassesRequest {
        parent: parent(),
        class_number: -1,
        page_token: "!".to_owned(),
        ..pb::ListSubclassesRequest::default()
    };
    let pairs = [("class_number", "OUT_OF_RANGE"), ("page_token", "PAGE_TOKEN_INVALID")];
    assert_eq!(
        told(wire::subclasses(&request, &code(COUNTY), date!(2026 - 05 - 01))),
        expected(&pairs)
    );
}
