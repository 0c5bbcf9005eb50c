//! A request is read whole, or all that is wrong with it is told at once.

use shiyu_kit::testkit::violations::{expected, told};
use shiyu_proto::petition::v1 as pb;
use time::macros::date;

use crate::reception::tests::scene::{COUNTY, TOWN, code, id, parent};
use crate::reception::wire;

#[test]
fn everything_wrong_with_a_counter_is_told() {
    let counter = pb::ServiceCounter {
        name: "counties/330602/petitions/7".to_owned(),
        unit: "somewhere".to_owned(),
        kind: 99,
        title: "\u{7}".to_owned(),
        hall_place: "长".repeat(101),
        opening_hours: "电话13812345678预约".to_owned(),
        phone: "call me".to_owned(),
        valid_from: "2026-02-10".to_owned(),
        valid_to: "2026-02-09".to_owned(),
    };
    let request = pb::PutCounterRequest {
        parent: "counties/330603".to_owned(),
        counter: Some(counter),
        request_id: String::new(),
    };
    let pairs = [
        ("parent", "UNKNOWN_COUNTY"),
        ("request_id", "REQUEST_ID_MISSING"),
        ("counter.name", "NAME_INVALID"),
        ("counter.unit", "INVALID_CODE"),
        ("counter.kind", "UNKNOWN_VALUE"),
        ("counter.title", "CHARACTER_INVALID"),
        ("counter.hall_place", "TOO_LONG"),
        ("counter.opening_hours", "PERSONAL_DATA_IN_TEXT"),
        ("counter.phone", "PHONE_INVALID"),
        ("counter.valid_to", "DATES_REVERSED"),
    ];
    assert_eq!(told(wire::put_counter(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn what_is_needed_is_asked_for() {
    let county = code(COUNTY);
    let pairs = [
        ("parent", "NAME_INVALID"),
        ("request_id", "REQUEST_ID_MISSING"),
        ("counter", "REQUIRED"),
    ];
    assert_eq!(told(wire::put_counter(pb::PutCounterRequest::default(), &county)), expected(&pairs));
    let request = pb::PutRosterEntryRequest {
        parent: parent(),
        entry: Some(pb::RosterEntry::default()),
        request_id: id(),
    };
    let fields = ["unit", "date", "hall", "room", "kind", "subject", "title", "channel"];
    let mut pairs: Vec<_> = fields.map(|field| (format!("entry.{field}"), "REQUIRED")).into();
    pairs.push(("entry.places".to_owned(), "OUT_OF_RANGE"));
    assert_eq!(told(wire::put_roster_entry(request, &county)), pairs);
    let pairs = [
        ("name", "NAME_INVALID"),
        ("outcome", "REQUIRED"),
        ("request_id", "REQUEST_ID_MISSING"),
    ];
    assert_eq!(told(wire::report(pb::ReportOutreachRequest::default(), &county)), expected(&pairs));
}

#[test]
fn a_referral_names_each_counter_once() {
    let entry = format!("{}/rosterEntries/{}", parent(), id());
    let counter = format!("{}/serviceCounters/{}", parent(), id());
    let read = |counters: Vec<String>, people| {
        let reception = pb::Reception {
            roster_entry: entry.clone(),
            outcome: pb::ReceptionOutcome::ReferredToCounter.into(),
            counters,
            people,
            ..pb::Reception::default()
        };
        let request = pb::RecordReceptionRequest {
            parent: parent(),
            reception: Some(reception),
            request_id: id(),
        };
        wire::receive(request, &code(COUNTY))
    };
    assert!(read(vec![counter.clone()], 1).is_ok());
    let pairs = [("reception.counters", "COUNTER_MISSING"), ("reception.people", "OUT_OF_RANGE")];
    assert_eq!(told(read(Vec::new(), 0)), expected(&pairs));
    let pairs = [("reception.counters[1]", "DUPLICATE"), ("reception.counters[2]", "NAME_INVALID")];
    assert_eq!(told(read(vec![counter.clone(), counter, "x".to_owned()], 1)), expected(&pairs));
    assert_eq!(
        told(read(vec![String::new(); 21], 1)),
        expected(&[("reception.counters", "TOO_MANY")])
    );
}

#[test]
fn an_office_is_no_place_to_go_to() {
    let visit = pb::OutreachVisit {
        unit: TOWN.to_owned(),
        place: "330602-XFJ".to_owned(),
        date: "2026-2-1".to_owned(),
        petition: "petitions/7".to_owned(),
        ..pb::OutreachVisit::default()
    };
    let request = pb::OrderOutreachRequest {
        parent: parent(),
        visit: Some(visit),
        request_id: "7".to_owned(),
    };
    let pairs = [
        ("request_id", "ID_INVALID"),
        ("visit.team", "REQUIRED"),
        ("visit.place", "PLACE_INVALID"),
        ("visit.date", "DATE_INVALID"),
        ("visit.petition", "NAME_INVALID"),
    ];
    assert_eq!(told(wire::dispatch(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn a_list_is_read_like_the_rest() {
    let request = pb::ListRosterRequest {
        parent: parent(),
        page_size: -1,
        page_token: "!".to_owned(),
        to_date: "2026-04-30".to_owned(),
        unit: "x".to_owned(),
        ..pb::ListRosterRequest::default()
    };
    let pairs = [
        ("to_date", "DATES_REVERSED"),
        ("unit", "INVALID_CODE"),
        ("page_size", "PAGE_SIZE_NEGATIVE"),
        ("page_token", "PAGE_TOKEN_INVALID"),
    ];
    assert_eq!(told(wire::roster(&request, &code(COUNTY), date!(2026 - 05 - 01))), expected(&pairs));
}
