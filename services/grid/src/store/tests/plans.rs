//! Nothing anybody waits for scans: every question is looked up in an index, and none of the lists sorts what it finds.

use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select, Statement};
use shiyu_kit::database::Database;
use shiyu_kit::listing::{Order, Question, select};
use shiyu_kit::testkit::database::TestDatabase;
use time::macros::date;

use super::{everything, filed, opened};
use crate::domain::terms::{Level, Point, Slot, Source};
use crate::domain::tests::given::{Given, TOWN, code};
use crate::domain::{Incident, StageName};
use crate::store::row::Entity;
use crate::store::{GapQuestion, asked, candidates, gaps, list, repeats};
use crate::wire::listing::Filter;

async fn plan(db: &Database, query: Select<Entity>) -> String {
    let mut asked: Statement = query.build(db.reader.get_database_backend());
    asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
    let rows = db.reader.query_all_raw(asked).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
    plan.join("; ")
}

fn filters() -> Vec<Filter> {
    let none = Filter::default;
    vec![
        none(),
        Filter {
            stage: Some(StageName::Filed),
            ..none()
        },
        Filter {
            unit: Some(code(TOWN)),
            ..none()
        },
        Filter {
            grid: Some("330602001003001".parse().unwrap()),
            ..none()
        },
        Filter {
            town: Some(code(TOWN)),
            ..none()
        },
        Filter {
            class: Some("E1201".parse().unwrap()),
            ..none()
        },
        Filter {
            source: Some(Source::Patrol),
            level: Some(Level::Town),
            ..none()
        },
    ]
}

#[tokio::test]
async fn every_list_walks_an_index() {
    let home = TestDatabase::sqlite();
    let db = opened(&home).await;
    let (viewer, key) = (everything(), Order::Newest.key(&filed(&Given::an_event(StageName::Reported))));
    for filter in filters() {
        for order in [Order::Newest, Order::DueFirst] {
            for after in [None, Some(&key)] {
                let question = Question {
                    viewer: &viewer,
                    filter: &filter,
                    order,
                };
                let plan = plan(&db, select::<Incident>(&question, after, 5, db.reader.get_database_backend())).await;
                assert!(plan.contains("USING INDEX incident_"), "{filter:?} {order:?}: {plan}");
                assert!(!plan.contains("TEMP B-TREE"), "{filter:?} {order:?}: {plan}");
            }
        }
    }
}

#[tokio::test]
async fn gaps_and_candidates_are_looked_up() {
    let home = TestDatabase::sqlite();
    let db = opened(&home).await;
    let (viewer, unit) = (everything(), code(TOWN));
    for unit in [None, Some(&unit)] {
        for slot in [None, Some(Slot::HandledBy)] {
            let question = GapQuestion {
                viewer: &viewer,
                unit,
                slot,
            };
            let plan = plan(&db, gaps::select(&question, None, 5, &db.reader)).await;
            assert!(
                plan.contains("INDEX incident_gaps") && !plan.contains("TEMP B-TREE"),
                "{unit:?} {slot:?}: {plan}"
            );
        }
    }
    let mut this = filed(&Given::an_event(StageName::Reported));
    this.case.place.point = Some(Point::from_degrees(120.58, 30.01).unwrap());
    let same = plan(&db, candidates::alike(&this, candidates::in_grid(&this))).await;
    assert!(same.contains("incident_same_grid"), "{same}");
    let near = plan(&db, candidates::alike(&this, candidates::near(&this).unwrap())).await;
    assert!(near.contains("incident_near"), "{near}");
    for (ended, index) in [(false, "incident_same_grid"), (true, "incident_ended_by_place")] {
        let there = (&this.case.place.grid, this.case.class.code);
        let before = repeats::earlier(this.id, there, this.case.reported_at).filter(repeats::is_ended(ended));
        let before = plan(&db, before).await;
        assert!(before.contains(index), "{before}");
    }
    let there = (this.id, &this.case.place.grid);
    let asked = plan(&db, asked::before(this.id, there, date!(2026 - 05 - 01))).await;
    assert!(asked.contains("incident_by_admission_item"), "{asked}");
    let code = Entity::find().filter(list::of_index("index")).limit(1);
    let code = plan(&db, code).await;
    assert!(code.contains("incident_query"), "{code}");
}
