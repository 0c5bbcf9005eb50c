//! What is wrong with a request is told all at once.

use shiyu_kit::testkit::violations::told;
use shiyu_proto::enforcement::v1 as pb;

use super::{import, shown_item};
use crate::power::domain::Order;
use crate::power::tests::{item, list};
use crate::scene::{COUNTY, code, id, parent};

fn reasons(request: pb::ImportPowerListRequest) -> Vec<(String, &'static str)> {
    told(import(request, &code(COUNTY)))
}

#[test]
fn a_list_is_read_row_by_row_and_everything_wrong_is_told() {
    let mut wrong = item("a1");
    wrong.penalties[0].max_fen = None;
    wrong.origin = "住建局".to_owned();
    let mut twice = item("A2");
    twice.holdings = vec![pb::PowerHolding {
        holder: COUNTY.to_owned(),
        region: "330602-ZFJ".to_owned(),
    }];
    let request = pb::ImportPowerListRequest {
        parent: parent(),
        list: Some(pb::PowerList {
            cut_over: "2026-13-01".to_owned(),
            ..list(vec![wrong, twice])
        }),
        request_id: "x".to_owned(),
    };
    let told = reasons(request);
    let expected = [
        ("request_id", "ID_INVALID"),
        ("list.cut_over", "DATE_INVALID"),
        ("list.items[0].code", "POWER_CODE_INVALID"),
        ("list.items[0].penalties[0].max_fen", "REQUIRED"),
        ("list.items[0].origin", "INVALID_CODE"),
        ("list.items[1].holdings[0].region", "PLACE_INVALID"),
    ];
    for (field, reason) in expected {
        assert!(told.contains(&(field.to_owned(), reason)), "{field}: {told:?}");
    }
}

#[test]
fn an_item_is_shown_as_it_was_brought() {
    let mut brought = item("A1");
    brought.penalties.push(pb::PenaltyRange {
        kind: pb::PenaltyKind::Fine.into(),
        subject: pb::RangeSubject::Organisation.into(),
        multiple_of: pb::MultipleOf::IllegalIncome.into(),
        min_multiple: Some(1_000),
        max_multiple: Some(5_000),
        ..pb::PenaltyRange::default()
    });
    brought.decision_days = 60;
    brought.long_limitation = true;
    let request = pb::ImportPowerListRequest {
        parent: parent(),
        list: Some(list(vec![brought.clone()])),
        request_id: id(),
    };
    let Order::Import(read) = import(request, &code(COUNTY)).unwrap().order else {
        panic!("another order");
    };
    let shown = shown_item(&read.what.items()[0], 3, &code(COUNTY));
    let expected = pb::PowerItem {
        name: format!("counties/{COUNTY}/powerItems/A1"),
        version: 3,
        ..brought
    };
    assert_eq!(shown, expected);
}
