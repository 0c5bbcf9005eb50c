//! A request is read whole, or all that is wrong with it is told at once.

use shiyu_kit::testkit::violations::{expected, told};
use shiyu_proto::grid::v1 as pb;
use time::macros::date;

use crate::team::tests::scene::{COUNTY, code, id, parent};
use crate::team::wire;

#[test]
fn everything_wrong_with_an_assignment_is_told() {
    let assignment = pb::Assignment {
        name: "counties/330602/teams/7".to_owned(),
        grid: "330602001003000".to_owned(),
        subject: "a\nb".to_owned(),
        role: 99,
        from_date: "2026-05-02".to_owned(),
        to_date: "2026-05-01".to_owned(),
        certificate: Some(pb::Certificate::default()),
        ..pb::Assignment::default()
    };
    let request = pb::PutAssignmentRequest {
        parent: "counties/330603".to_owned(),
        assignment: Some(assignment),
        request_id: "7".to_owned(),
    };
    let pairs = [
        ("parent", "UNKNOWN_COUNTY"),
        ("request_id", "ID_INVALID"),
        ("assignment.name", "NAME_INVALID"),
        ("assignment.grid", "GRID_CODE_INVALID"),
        ("assignment.subject", "CHARACTER_INVALID"),
        ("assignment.role", "UNKNOWN_VALUE"),
        ("assignment.to_date", "DATES_REVERSED"),
        ("assignment.certificate.number", "REQUIRED"),
        ("assignment.certificate.valid_to", "REQUIRED"),
    ];
    assert_eq!(told(wire::put_assignment(request, &code(COUNTY))), expected(&pairs));
    let request = pb::EndAssignmentRequest::default();
    let pairs = [
        ("name", "NAME_INVALID"),
        ("to_date", "REQUIRED"),
        ("ending", "REQUIRED"),
        ("request_id", "REQUEST_ID_MISSING"),
    ];
    assert_eq!(told(wire::end_assignment(&request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn everything_wrong_with_an_item_is_told() {
    let item = pb::AdmissionItem {
        department: "住建局".to_owned(),
        task: "联系13812345678".to_owned(),
        class: "Z1".to_owned(),
        unit_cost_fen: -1,
        from_date: "2026-05-02".to_owned(),
        to_date: "2026-02-30".to_owned(),
        ..pb::AdmissionItem::default()
    };
    let request = pb::ProposeAdmissionItemRequest {
        parent: parent(),
        item: Some(item),
        request_id: id(),
    };
    let pairs = [
        ("item.department", "INVALID_CODE"),
        ("item.title", "REQUIRED"),
        ("item.task", "PERSONAL_DATA_IN_TEXT"),
        ("item.class", "CLASS_INVALID"),
        ("item.frequency", "REQUIRED"),
        ("item.unit_cost_fen", "OUT_OF_RANGE"),
        ("item.minutes_each", "OUT_OF_RANGE"),
        ("item.to_date", "DATE_INVALID"),
    ];
    assert_eq!(told(wire::propose(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn a_check_says_of_what() {
    let today = date!(2026 - 05 - 01);
    let request = pb::CheckTeamRequest {
        parent: parent(),
        page_size: -1,
        date: "x".to_owned(),
        ..pb::CheckTeamRequest::default()
    };
    let pairs = [("place", "REQUIRED"), ("date", "DATE_INVALID"), ("page_size", "PAGE_SIZE_NEGATIVE")];
    assert_eq!(told(wire::check_team(&request, &code(COUNTY), today)), expected(&pairs));
    let request = pb::ListAssignmentsRequest {
        parent: parent(),
        grid: "7".to_owned(),
        division: "330602-XFJ".to_owned(),
        role: 9,
        page_token: "!".to_owned(),
        ..pb::ListAssignmentsRequest::default()
    };
    let pairs = [
        ("grid", "GRID_CODE_INVALID"),
        ("division", "PLACE_INVALID"),
        ("role", "UNKNOWN_VALUE"),
        ("page_token", "PAGE_TOKEN_INVALID"),
    ];
    assert_eq!(told(wire::assignments(&request, &code(COUNTY), today)), expected(&pairs));
}
