//! No list scans or sorts: the database says so itself.

use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect, QueryTrait, Select, Statement};
use shiyu_kit::audience::{Reach, Viewer};
use shiyu_kit::clock::new_id;
use shiyu_kit::database::Database;
use shiyu_kit::reading::Days;
use shiyu_kit::testkit::database::TestDatabase;
use time::macros::{date, datetime};

use crate::reception::domain::{Counter, CounterKind, OutreachState, RosterEntry};
use crate::reception::domain::{Dispatch, Outcome, Outreach, Progress, Receive, RosterKind, Visit};
use crate::reception::store::{counter, outreach as sent, roster, visit};
use crate::reception::tests::scene::{COUNTY, Hall, TOWN, VILLAGE, code};

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

async fn plan<E: EntityTrait>(db: &Database, query: Select<E>) -> String {
    let mut asked: Statement = query.limit(5).build(db.reader.get_database_backend());
    asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
    let rows = db.reader.query_all_raw(asked).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
    plan.join("; ")
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
        by_name: false,
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
