//! Every list is whole, in order, within reach, and over an index.

use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect, QueryTrait, Select, Statement};
use shiyu_kit::audience::{Reach, Viewer};
use shiyu_kit::auth::Principal;
use shiyu_kit::clock::new_id;
use shiyu_kit::database::Database;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::reception_service_server::ReceptionService;
use time::macros::{date, datetime};
use tonic::Request;

use super::scene::{COUNTY, Hall, OFFICE, OTHER_TOWN, TOWN, VILLAGE, asked, clerk, code, parent, principal, received};
use super::{order, put_counter, put_entry, report};
use crate::reception::domain::{Counter, CounterKind, OutreachState, RosterEntry};
use crate::reception::domain::{Dispatch, Outcome, Outreach, Progress, Receive, RosterKind, Visit};
use crate::reception::store::{Days, counter, outreach as sent, roster, visit};

type Passes = fn(&pb::OutreachVisit) -> bool;

shiyu_kit::both_databases! {
    the_menu_is_what_is_there_on_the_day;
    the_roster_goes_by_day;
    receptions_are_seen_from_above;
    outreach_is_found_by_unit_place_state_and_day;
}

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

async fn plan<E: EntityTrait>(db: &Database, query: Select<E>) -> String {
    let mut asked: Statement = query.limit(5).build(db.reader.get_database_backend());
    asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
    let rows = db.reader.query_all_raw(asked).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
    plan.join("; ")
}

#[tokio::test]
async fn no_list_scans_or_sorts() {
    let home = TestDatabase::sqlite();
    let hall = Hall::open(&home).await;
    for (name, plan) in plans(&hall).await {
        // The list's own table comes first, and what is asked beside it after that.
        let own = plan.split("; ").next().unwrap();
        assert!(own.contains("USING INDEX"), "{name}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{name}: {plan}");
    }
}

async fn plans(hall: &Hall) -> Vec<(String, String)> {
    let db = &hall.db;
    let (unit, id, day) = (Some(code(TOWN)), new_id(), date!(2026 - 05 - 01));
    let mut plans = Vec::new();
    for unit in [None, unit.clone()] {
        for kind in [None, Some(CounterKind::Court)] {
            let filter = counter::Filter {
                unit: unit.clone(),
                kind,
                day,
            };
            for after in [None, Some(counter::key(&a_counter()))] {
                let query = counter::question(&filter, after.as_ref(), 5);
                plans.push((format!("{filter:?} {after:?}"), plan(db, query).await));
            }
        }
    }
    for unit in [None, unit.clone()] {
        for to in [None, Some(day)] {
            let days = Days { from: Some(day), to };
            let filter = roster::Filter { days, unit: unit.clone() };
            for after in [None, Some(roster::key(&an_entry()))] {
                let query = roster::question(&filter, after.as_ref(), 5);
                plans.push((format!("{filter:?} {after:?}"), plan(db, query).await));
            }
        }
    }
    let reaches = [
        Reach::Everything,
        Reach::Units([code(TOWN)].into()),
        Reach::Units([code(TOWN), code(VILLAGE)].into()),
    ];
    let viewers = reaches.map(|reach| Viewer {
        subject: Some("clerk".to_owned()),
        chain: vec![code(TOWN), code(COUNTY)],
        reach,
    });
    let backend = db.reader.get_database_backend();
    for viewer in &viewers {
        for (unit, entry) in [(None, None), (unit.clone(), None), (None, Some(id))] {
            let filter = visit::Filter { unit, entry };
            for after in [None, Some(visit::key(&a_visit()))] {
                let query = visit::question((&filter, viewer, backend), after.as_ref(), 5);
                plans.push((format!("{filter:?} {viewer:?} {after:?}"), plan(db, query).await));
            }
        }
        for (place, state) in [(None, None), (Some(code(VILLAGE)), None), (None, Some(OutreachState::Planned))] {
            let filter = sent::Filter {
                unit: None,
                place,
                state,
                days: Days::default(),
            };
            for after in [None, Some(sent::key(&a_team()))] {
                let query = sent::question((&filter, viewer, backend), after.as_ref(), 5);
                plans.push((format!("{filter:?} {viewer:?} {after:?}"), plan(db, query).await));
            }
        }
    }
    plans
}

fn a_counter() -> Counter {
    Counter {
        id: new_id(),
        unit: code(TOWN),
        kind: CounterKind::Court,
        title: "窗口".to_owned(),
        hall_place: "1".to_owned(),
        opening_hours: "9".to_owned(),
        phone: String::new(),
        valid_from: date!(2026 - 01 - 01),
        valid_to: None,
    }
}

fn an_entry() -> RosterEntry {
    RosterEntry {
        id: new_id(),
        unit: code(TOWN),
        date: date!(2026 - 05 - 01),
        hall: "厅".to_owned(),
        room: "1".to_owned(),
        kind: RosterKind::Lawyer,
        subject: "lawyer-1".to_owned(),
        title: "值班律师".to_owned(),
        channel: crate::reception::domain::Channel::Video,
        places: 5,
        cancelled: None,
    }
}

fn a_visit() -> Visit {
    Visit {
        told: Receive {
            id: new_id(),
            roster_entry: new_id(),
            petition: None,
            outcome: Outcome::AdviceGiven,
            counters: Vec::new(),
            people: 1,
        },
        unit: code(TOWN),
        at: datetime!(2026-05-01 01:00 UTC),
    }
}

fn a_team() -> Outreach {
    Outreach {
        order: Dispatch {
            id: new_id(),
            unit: code(TOWN),
            team: vec!["lawyer-1".to_owned()],
            place: code(VILLAGE),
            date: date!(2026 - 05 - 01),
            petition: None,
        },
        ordered_at: datetime!(2026-05-01 01:00 UTC),
        progress: Progress::Planned,
    }
}
