//! A request is read whole, or all that is wrong with it is told at once.

use prost_types::Timestamp;
use shiyu_kit::testkit::violations::{expected, told};
use shiyu_proto::grid::v1 as pb;
use time::macros::datetime;

use crate::catalogue::tests::scene::{COUNTY, TOWN, VILLAGE, code, id, parent};
use crate::dispatch::wire;

const DAY: i64 = 86_400;

fn at(seconds: i64) -> Timestamp {
    Timestamp { seconds, nanos: 0 }
}

#[test]
fn everything_wrong_with_a_table_is_told_by_its_rule() {
    let wrong = pb::RoutingRule {
        id: "a b".to_owned(),
        title: "规则".to_owned(),
        classes: vec!["E1".to_owned(), "E12".to_owned(), "E12".to_owned()],
        levels: vec![0],
        places: vec!["330602".to_owned(), "professional/火".to_owned()],
        from_hour: Some(8),
        days: 9,
        department: "{street}".to_owned(),
        ..pb::RoutingRule::default()
    };
    let hours = pb::RoutingRule {
        id: "c".to_owned(),
        title: "规则".to_owned(),
        from_hour: Some(24),
        to_hour: Some(0),
        department: "{town}".to_owned(),
        level: pb::Level::Town.into(),
        ..pb::RoutingRule::default()
    };
    let table = pb::RoutingTable {
        title: "流转表".to_owned(),
        document: String::new(),
        rules: vec![wrong, hours],
        ..pb::RoutingTable::default()
    };
    let request = pb::PutRoutingTableRequest {
        parent: parent(),
        table: Some(table),
        request_id: id(),
    };
    let pairs = [
        ("table.document", "REQUIRED"),
        ("table.rules[0].id", "RULE_ID_INVALID"),
        ("table.rules[0].department", "DEPARTMENT_INVALID"),
        ("table.rules[0].level", "REQUIRED"),
        ("table.rules[0].classes[0]", "CLASS_PATTERN_INVALID"),
        ("table.rules[0].classes[2]", "DUPLICATE"),
        ("table.rules[0].levels[0]", "REQUIRED"),
        ("table.rules[0].places[0]", "PLACE_INVALID"),
        ("table.rules[0].places[1]", "PLACE_INVALID"),
        ("table.rules[0].from_hour", "HOURS_INVALID"),
        ("table.rules[0].days", "UNKNOWN_VALUE"),
        ("table.rules[1].from_hour", "OUT_OF_RANGE"),
    ];
    assert_eq!(told(wire::put_table(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn a_rule_is_in_a_table_once() {
    let rule = |id: &str| pb::RoutingRule {
        id: id.to_owned(),
        title: "规则".to_owned(),
        department: "{town}".to_owned(),
        level: pb::Level::Town.into(),
        ..pb::RoutingRule::default()
    };
    let read = |rules: Vec<pb::RoutingRule>| {
        let table = pb::RoutingTable {
            title: "流转表".to_owned(),
            document: "文".to_owned(),
            rules,
            ..pb::RoutingTable::default()
        };
        let request = pb::PutRoutingTableRequest {
            parent: parent(),
            table: Some(table),
            request_id: id(),
        };
        wire::put_table(request, &code(COUNTY))
    };
    assert!(read(vec![rule("a"), rule("b")]).is_ok());
    assert_eq!(
        told(read(vec![rule("a"), rule("a")])),
        expected(&[("table.rules[1].id", "DUPLICATE")])
    );
    assert_eq!(told(read(vec![rule("a"); 501])), expected(&[("table.rules", "TOO_MANY")]));
    assert_eq!(told(read(Vec::new())), expected(&[("table.rules", "REQUIRED")]));
}

#[test]
fn a_window_is_at_most_a_quarter() {
    let read = |from, to| {
        let request = pb::SimulateRoutingRequest {
            name: format!("{}/routingTables/{}", parent(), id()),
            from_time: Some(at(from)),
            to_time: Some(at(to)),
            request_id: id(),
        };
        wire::simulate(&request, &code(COUNTY))
    };
    assert!(read(0, 92 * DAY).is_ok());
    assert_eq!(told(read(0, 92 * DAY + 1)), expected(&[("to_time", "WINDOW_TOO_LONG")]));
    assert_eq!(told(read(DAY, DAY)), expected(&[("to_time", "TIMES_REVERSED")]));
}

#[test]
fn everything_wrong_with_a_centre_and_a_shift_is_told() {
    let centre = pb::CommandCentre {
        unit: "x".to_owned(),
        kind: pb::CentreKind::Room.into(),
        parent_unit: TOWN.to_owned(),
        towns: vec![VILLAGE.to_owned(), "330602001-ZHZF".to_owned()],
        title: "指挥室".to_owned(),
        phone: "call".to_owned(),
        valid_from: "2026-05-02".to_owned(),
        valid_to: "2026-05-01".to_owned(),
        ..pb::CommandCentre::default()
    };
    let request = pb::PutCommandCentreRequest {
        parent: parent(),
        centre: Some(centre),
        request_id: id(),
    };
    let pairs = [
        ("centre.unit", "INVALID_CODE"),
        ("centre.towns[0]", "NOT_A_TOWN"),
        ("centre.towns[1]", "PLACE_INVALID"),
        ("centre.parent_unit", "PARENT_UNEXPECTED"),
        ("centre.phone", "PHONE_INVALID"),
        ("centre.valid_to", "DATES_REVERSED"),
    ];
    assert_eq!(told(wire::put_centre(request, &code(COUNTY))), expected(&pairs));
    let shift = pb::DutyShift {
        centre: "x".to_owned(),
        start_time: Some(at(0)),
        end_time: Some(at(DAY + 1)),
        ..pb::DutyShift::default()
    };
    let request = pb::PutDutyShiftRequest {
        parent: parent(),
        shift: Some(shift),
        request_id: id(),
    };
    let pairs = [
        ("shift.centre", "NAME_INVALID"),
        ("shift.end_time", "SHIFT_TOO_LONG"),
        ("shift.kind", "REQUIRED"),
        ("shift.subject", "REQUIRED"),
        ("shift.title", "REQUIRED"),
    ];
    assert_eq!(told(wire::put_shift(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn a_question_may_be_about_a_component_and_says_who_answers_for_it() {
    let read = |component: pb::EventComponent, returned: &[&str]| {
        let question = pb::RoutingQuestion {
            subclass: "C0103".to_owned(),
            level: pb::Level::Town.into(),
            grid: "330602001003008".to_owned(),
            space_type: pb::SpaceType::Rural.into(),
            component: Some(component),
            returned_by: returned.iter().map(|unit| (*unit).to_owned()).collect(),
            ..pb::RoutingQuestion::default()
        };
        let request = pb::ExplainRoutingRequest {
            parent: parent(),
            table: String::new(),
            question: Some(question),
        };
        wire::question(request, &code(COUNTY), datetime!(2026-05-06 02:00 UTC))
    };
    let of = |code: &str, owner: &str| pb::EventComponent {
        code: code.to_owned(),
        owner_unit: owner.to_owned(),
        maintainer_unit: String::new(),
    };
    let asked = read(of("3306020103000001", "330602-SLJ"), &[TOWN]).unwrap();
    let thing = asked.place.component.unwrap();
    assert_eq!((thing.owner, thing.maintainer), (Some(code("330602-SLJ")), None));
    assert_eq!(asked.returned, [code(TOWN)]);
    let wrong = [
        ("question.returned_by[0]", "INVALID_CODE"),
        ("question.component.code", "COMPONENT_INVALID"),
        ("question.component.owner_unit", "INVALID_CODE"),
    ];
    assert_eq!(told(read(of("7", "nobody"), &["?"])), expected(&wrong));
}

#[test]
fn a_question_is_about_a_grid_of_the_county() {
    let read = |grid: &str| {
        let question = pb::RoutingQuestion {
            subclass: "E0102".to_owned(),
            level: pb::Level::Grid.into(),
            grid: grid.to_owned(),
            space_type: pb::SpaceType::Rural.into(),
            ..pb::RoutingQuestion::default()
        };
        let request = pb::ExplainRoutingRequest {
            parent: parent(),
            table: String::new(),
            question: Some(question),
        };
        wire::question(request, &code(COUNTY), datetime!(2026-05-06 02:00 UTC))
    };
    let asked = read("330602001003008").unwrap();
    assert_eq!((asked.place.village, asked.place.town), (code(VILLAGE), code(TOWN)));
    assert_eq!(told(read("330603001003008")), expected(&[("question.grid", "UNKNOWN_COUNTY")]));
    assert_eq!(told(read("330602")), expected(&[("question.grid", "GRID_INVALID")]));
}
