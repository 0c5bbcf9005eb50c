//! Every list walks an index in its own order: nothing is sorted, nothing is scanned.

use sea_orm::{ConnectionTrait, EntityTrait, QueryTrait, Select, Statement};
use shiyu_kit::database::Database;
use shiyu_kit::testkit::database::TestDatabase;
use time::{Date, Duration};

use super::scene::Room;
use crate::catalogue::tests::scene::{TOWN, code};
use crate::dispatch::domain::CentreKind;
use crate::dispatch::store::{centre, shift, table};

/// How SQLite would answer, without its last columns.
async fn plan<E: EntityTrait>(db: &Database, query: Select<E>) -> String {
    let backend = db.reader.get_database_backend();
    let asked = query.build(backend);
    let explain = Statement {
        sql: format!("EXPLAIN QUERY PLAN {}", asked.sql),
        ..asked
    };
    let rows = db.reader.query_all_raw(explain).await.unwrap();
    let steps: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
    steps.join("; ")
}

#[tokio::test]
async fn every_list_is_over_an_index() {
    let home = TestDatabase::sqlite();
    let room = Room::open(&home).await;
    let from = room.now - Duration::DAY;
    let shifts = |unit: Option<&str>| shift::Filter {
        from,
        to: Some(room.now),
        unit: unit.map(code),
    };
    let centres = |kind| centre::Filter { kind, day: Date::MAX };
    let plans = [
        (plan(&room.db, table::question(None, 21)).await, "routing_table_version"),
        (
            plan(&room.db, centre::question(centres(None), None, 21)).await,
            "command_centre_by_kind",
        ),
        (
            plan(&room.db, centre::question(centres(Some(CentreKind::Room)), None, 21)).await,
            "command_centre_by_kind",
        ),
        (
            plan(&room.db, shift::question(&shifts(None), None, 21)).await,
            "duty_shift_by_start",
        ),
        (
            plan(&room.db, shift::question(&shifts(Some(TOWN)), None, 21)).await,
            "duty_shift_by_unit",
        ),
    ];
    for (plan, index) in plans {
        assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{index}: {plan}");
    }
}
