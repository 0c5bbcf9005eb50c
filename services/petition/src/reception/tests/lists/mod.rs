//! Every list is whole, in order, within reach, and over an index.

mod plans;

use shiyu_kit::auth::Principal;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::reception_service_server::ReceptionService;
use tonic::Request;

use super::scene::{COUNTY, Hall, OFFICE, OTHER_TOWN, TOWN, VILLAGE, asked, clerk, parent, principal, received};
use super::{order, put_counter, put_entry, report};

shiyu_kit::both_databases! {
    the_menu_is_what_is_there_on_the_day;
    the_roster_goes_by_day;
    receptions_are_seen_from_above;
    outreach_is_found_by_unit_place_state_and_day;
}

type Passes = fn(&pb::OutreachVisit) -> bool;

/// Every page of `ListReceptions`, two rows a page.
pub(super) async fn receptions(hall: &Hall, by: &Principal, unit: &str) -> Vec<pb::Reception> {
    let (mut all, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListReceptionsRequest {
            parent: parent(),
            page_size: 2,
            page_token,
            unit: unit.to_owned(),
            roster_entry: String::new(),
        };
        let page = hall.desk.list_receptions(asked(by, request)).await.unwrap().into_inner();
        assert!(page.receptions.len() <= 2);
        all.extend(page.receptions);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            return all;
        }
    }
}

/// Every page of `ListOutreach`, two rows a page.
pub(super) async fn outreach(hall: &Hall, by: &Principal, mut request: pb::ListOutreachRequest) -> Vec<pb::OutreachVisit> {
    let mut all = Vec::new();
    (request.parent, request.page_size) = (parent(), 2);
    loop {
        let page = hall.desk.list_outreach(asked(by, request.clone())).await.unwrap().into_inner();
        assert!(page.visits.len() <= 2);
        all.extend(page.visits);
        request.page_token = page.next_page_token;
        if request.page_token.is_empty() {
            return all;
        }
    }
}

async fn menu(hall: &Hall, mut request: pb::ListCountersRequest) -> Vec<pb::ServiceCounter> {
    let mut all = Vec::new();
    (request.parent, request.page_size) = (parent(), 2);
    loop {
        let page = hall.desk.list_counters(Request::new(request.clone())).await.unwrap().into_inner();
        all.extend(page.counters);
        request.page_token = page.next_page_token;
        if request.page_token.is_empty() {
            return all;
        }
    }
}

fn counter_names(rows: &[pb::ServiceCounter]) -> Vec<&str> {
    rows.iter().map(|row| row.name.as_str()).collect()
}

async fn the_menu_is_what_is_there_on_the_day(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let mut all = Vec::new();
    for unit in [TOWN, OFFICE] {
        for kind in [pb::CounterKind::Court, pb::CounterKind::Arbitration, pb::CounterKind::LegalAid] {
            all.push(put_counter(&hall, unit, kind).await);
        }
    }
    let mut past = hall.counter(TOWN, pb::CounterKind::Psychology);
    past.counter.as_mut().unwrap().valid_to = hall.day(-10);
    let past = hall.desk.put_counter(asked(&clerk(TOWN), past)).await.unwrap().into_inner();
    let menu_order = [pb::CounterKind::Arbitration, pb::CounterKind::Court, pb::CounterKind::LegalAid];
    let place = |row: &pb::ServiceCounter| menu_order.iter().position(|kind| *kind == row.kind());
    all.sort_by_key(|row| (place(row), row.name.clone()));
    let today = menu(&hall, pb::ListCountersRequest::default()).await;
    assert_eq!(today, all);
    let of_town = pb::ListCountersRequest {
        unit: TOWN.to_owned(),
        ..pb::ListCountersRequest::default()
    };
    let expected: Vec<_> = all.iter().filter(|row| row.unit == TOWN).cloned().collect();
    assert_eq!(menu(&hall, of_town.clone()).await, expected);
    let of_court = pb::ListCountersRequest {
        kind: pb::CounterKind::Court.into(),
        ..of_town
    };
    assert_eq!(menu(&hall, of_court).await.len(), 1);
    let then = pb::ListCountersRequest {
        kind: pb::CounterKind::Psychology.into(),
        date: hall.day(-10),
        ..pb::ListCountersRequest::default()
    };
    assert_eq!(counter_names(&menu(&hall, then).await), [past.name.as_str()]);
    let before = pb::ListCountersRequest {
        date: hall.day(-31),
        ..pb::ListCountersRequest::default()
    };
    assert_eq!(menu(&hall, before).await, []);
}

async fn the_roster_goes_by_day(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    for (unit, after) in [(TOWN, 3), (OFFICE, 1), (TOWN, -1), (TOWN, 1), (OFFICE, 3)] {
        put_entry(&hall, unit, after).await;
    }
    let list = async |from: &str, to: &str, unit: &str| {
        let (mut days, mut page_token) = (Vec::new(), String::new());
        loop {
            let request = pb::ListRosterRequest {
                parent: parent(),
                page_size: 2,
                page_token,
                from_date: from.to_owned(),
                to_date: to.to_owned(),
                unit: unit.to_owned(),
            };
            let page = hall.desk.list_roster(Request::new(request)).await.unwrap().into_inner();
            days.extend(page.entries.into_iter().map(|entry| entry.date));
            page_token = page.next_page_token;
            if page_token.is_empty() {
                return days;
            }
        }
    };
    let day = |after| hall.day(after);
    assert_eq!(list("", "", "").await, [day(1), day(1), day(3), day(3)]);
    assert_eq!(list(&day(-5), &day(1), "").await, [day(-1), day(1), day(1)]);
    assert_eq!(list(&day(1), &day(1), "").await, [day(1), day(1)]);
    assert_eq!(list(&day(-5), "", TOWN).await, [day(-1), day(1), day(3)]);
}

async fn receptions_are_seen_from_above(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let mut recorded = Vec::new();
    for unit in [TOWN, VILLAGE, OTHER_TOWN, TOWN, OFFICE] {
        let entry = put_entry(&hall, unit, -1).await;
        let court = put_counter(&hall, unit, pb::CounterKind::Court).await;
        let request = asked(&clerk(unit), received(&entry.name, &[&court.name], ""));
        recorded.push(hall.desk.record_reception(request).await.unwrap().into_inner());
    }
    recorded.reverse();
    let seen = |units: &[&str]| -> Vec<_> { recorded.iter().filter(|row| units.contains(&row.unit.as_str())).cloned().collect() };
    assert_eq!(receptions(&hall, &clerk(TOWN), "").await, seen(&[TOWN, VILLAGE]));
    assert_eq!(receptions(&hall, &clerk(VILLAGE), "").await, seen(&[VILLAGE]));
    assert_eq!(receptions(&hall, &clerk(OFFICE), "").await, recorded);
    assert_eq!(receptions(&hall, &clerk(COUNTY), "").await, recorded);
    let officer = principal("officer", Some(OFFICE), "petition_officer");
    assert_eq!(receptions(&hall, &officer, "").await, recorded);
    assert_eq!(receptions(&hall, &officer, TOWN).await, seen(&[TOWN]));
    let bureau = principal("officer", Some("330602-ZJJ"), "petition_officer");
    assert_eq!(receptions(&hall, &bureau, "").await, []);
    assert_eq!(receptions(&hall, &clerk(TOWN), VILLAGE).await, seen(&[VILLAGE]));
    assert_eq!(receptions(&hall, &clerk(TOWN), OTHER_TOWN).await, []);
    assert_eq!(receptions(&hall, &principal("somebody", None, "auditor"), "").await, []);
    let by_entry = pb::ListReceptionsRequest {
        parent: parent(),
        roster_entry: recorded[0].roster_entry.clone(),
        ..pb::ListReceptionsRequest::default()
    };
    let by_entry = hall.desk.list_receptions(asked(&officer, by_entry)).await.unwrap().into_inner();
    assert_eq!(by_entry.receptions, recorded[..1]);
}

async fn outreach_is_found_by_unit_place_state_and_day(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let first = order(&hall, TOWN, VILLAGE).await;
    let done = hall
        .desk
        .report_outreach(asked(&clerk(TOWN), report(&first.name)))
        .await
        .unwrap()
        .into_inner();
    let mut all = vec![done, order(&hall, TOWN, TOWN).await, order(&hall, OTHER_TOWN, VILLAGE).await];
    let later = asked(&clerk(TOWN), hall.visit(TOWN, VILLAGE, 4));
    all.push(hall.desk.order_outreach(later).await.unwrap().into_inner());
    all.sort_by_key(|row| std::cmp::Reverse((row.date.clone(), row.name.clone())));
    let officer = principal("officer", Some(OFFICE), "petition_officer");
    let any = pb::ListOutreachRequest::default();
    assert_eq!(outreach(&hall, &officer, any.clone()).await, all);
    let of_town: Passes = |row| row.unit == TOWN;
    let to_village: Passes = |row| row.place == VILLAGE;
    let planned: Passes = |row| row.state() == pb::OutreachState::Planned;
    let by_unit = pb::ListOutreachRequest {
        unit: TOWN.to_owned(),
        ..any.clone()
    };
    let by_place = pb::ListOutreachRequest {
        place: VILLAGE.to_owned(),
        ..any.clone()
    };
    let by_state = pb::ListOutreachRequest {
        state: pb::OutreachState::Planned.into(),
        ..any.clone()
    };
    for (request, passes) in [(by_unit, of_town), (by_place, to_village), (by_state, planned)] {
        let expected: Vec<_> = all.iter().filter(|row| passes(row)).cloned().collect();
        assert_eq!(outreach(&hall, &officer, request).await, expected);
    }
    let by_day = pb::ListOutreachRequest {
        from_date: hall.day(4),
        to_date: hall.day(4),
        ..any.clone()
    };
    assert_eq!(outreach(&hall, &officer, by_day).await, all[..1]);
    let expected: Vec<_> = all.iter().filter(|row| of_town(row)).cloned().collect();
    assert_eq!(outreach(&hall, &clerk(TOWN), any.clone()).await, expected);
    assert_eq!(outreach(&hall, &clerk(VILLAGE), any).await, []);
}
