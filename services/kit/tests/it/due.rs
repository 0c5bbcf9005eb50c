//! The clock loop: each clock rings once, however many replicas listen.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use shiyu_kit::both_databases;
use shiyu_kit::calendar::Calendar;
use shiyu_kit::clock::new_id;
use shiyu_kit::due::{ClockLoop, Settings};
use shiyu_kit::journal;
use shiyu_kit::testkit::database::TestDatabase;
use time::Duration;

use crate::docket::{self, Command};
use crate::rooms::{Room, act};

both_databases! {
    four_replicas_ring_ten_thousand_clocks_once_each;
    nothing_rings_before_its_time;
    a_new_calendar_has_every_open_case_reckoned_again;
    a_row_nobody_can_read_holds_up_nobody_else;
}

async fn filled(home: TestDatabase, cases: usize) -> Room {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let opening = (0..cases).map(|number| ledger.execute(act(new_id()), Command::Open { title: number.to_string() }));
    for done in futures::future::join_all(opening).await {
        done.unwrap();
    }
    room
}

async fn four_replicas_ring_ten_thousand_clocks_once_each(home: TestDatabase) {
    let room = filled(home, 9_999).await;
    // The oldest is inserted last: it waits behind nobody.
    let oldest = new_id();
    let ledger = room.ledger();
    ledger
        .execute(
            act(oldest),
            Command::Open {
                title: "oldest".to_owned(),
            },
        )
        .await
        .unwrap();
    let overdue = docket::ActiveModel {
        id: sea_orm::Set(oldest),
        due_at: sea_orm::Set(Some(room.clock.now() - Duration::days(30))),
        ..Default::default()
    };
    docket::Entity::update(overdue).exec(&room.db.writer).await.unwrap();
    room.clock.advance(Duration::days(16)).unwrap();

    let replicas = if room.db.is_shared() { 4 } else { 1 };
    let mut loops = Vec::new();
    for _ in 0..replicas {
        let ledger = if room.db.is_shared() { room.replica().await } else { room.ledger() };
        loops.push(ClockLoop::new(ledger, room.clock.clone(), Settings::default()));
    }
    let first = ClockLoop::new(
        room.ledger(),
        room.clock.clone(),
        Settings {
            batch: 1,
            ..Settings::default()
        },
    );
    assert_eq!(first.round().await.unwrap(), 1);
    let rang = journal::Entity::find()
        .filter(journal::Column::Kind.eq("docket.rang"))
        .all(&room.db.writer)
        .await
        .unwrap();
    assert_eq!(
        rang.iter().map(|row| row.case_id).collect::<Vec<_>>(),
        [oldest],
        "the oldest rings first"
    );

    futures::future::join_all(loops.iter().map(|clock| async move { while clock.round().await.unwrap() > 0 {} })).await;
    let rang = journal::Entity::find()
        .filter(journal::Column::Kind.eq("docket.rang"))
        .all(&room.db.writer)
        .await
        .unwrap();
    let cases: HashSet<_> = rang.iter().map(|row| row.case_id).collect();
    assert_eq!((rang.len(), cases.len()), (10_000, 10_000));
    assert!(loops[0].lag().await.unwrap() < f64::EPSILON);
}

async fn nothing_rings_before_its_time(home: TestDatabase) {
    let room = filled(home, 3).await;
    let clock = ClockLoop::new(room.ledger(), room.clock.clone(), Settings::default());
    room.clock.advance(Duration::days(14)).unwrap();
    assert_eq!(clock.round().await.unwrap(), 0);
    room.clock.advance(Duration::days(2)).unwrap();
    assert!(clock.lag().await.unwrap() > 86_000.0, "a day late");
    assert_eq!(clock.round().await.unwrap(), 3);
    assert_eq!(clock.round().await.unwrap(), 0);
}

async fn a_new_calendar_has_every_open_case_reckoned_again(home: TestDatabase) {
    let room = filled(home, 300).await;
    let newer = replaced(&room).await;
    let clock = ClockLoop::new(room.ledger(), room.clock.clone(), Settings::default());
    let mut reckoned = 0;
    while let moved @ 1.. = clock.round().await.unwrap() {
        reckoned += moved;
    }
    assert_eq!(reckoned, 300);
    assert_eq!(stale(&room, newer).await, []);
}

/// Two rows that cannot be read, one by the case and one by the database, both the oldest, and one seat at a time.
async fn a_row_nobody_can_read_holds_up_nobody_else(home: TestDatabase) {
    let room = filled(home, 5).await;
    let ids: Vec<_> = docket::Entity::find().all(&room.db.writer).await.unwrap();
    spoil(&room, &ids[0], "notes = '{'").await;
    // SQLite keeps anything anywhere; PostgreSQL keeps its columns' kinds, but years that nobody counts too.
    let odd = if room.db.is_shared() {
        "closed_at = '20000-01-01'"
    } else {
        "rung = 'many'"
    };
    spoil(&room, &ids[1], odd).await;
    replaced(&room).await;
    let one_seat = Settings {
        batch: 1,
        ..Settings::default()
    };
    let clock = ClockLoop::new(room.ledger(), room.clock.clone(), one_seat);
    assert_eq!(rounds(&clock, 6).await, 3, "three are reckoned though the oldest cannot be read");
    room.clock.advance(Duration::days(16)).unwrap();
    assert_eq!(rounds(&clock, 6).await, 3, "and three ring");

    for id in &ids[..2] {
        spoil(&room, id, "notes = '[]', rung = 0, closed_at = NULL").await;
    }
    room.clock.advance(Duration::minutes(10)).unwrap();
    let clock = ClockLoop::new(room.ledger(), room.clock.clone(), Settings::default());
    assert_eq!(rounds(&clock, 2).await, 2, "a row that was mended rings");
}

async fn rounds(clock: &ClockLoop<docket::Docket>, count: usize) -> usize {
    let mut moved = 0;
    for _ in 0..count {
        moved += clock.round().await.unwrap();
    }
    moved
}

/// Alters a row behind everybody's back, and makes it the oldest.
async fn spoil(room: &Room, row: &docket::Model, sets: &str) {
    let id = if room.db.is_shared() {
        format!("'{}'", row.id)
    } else {
        format!("x'{}'", row.id.simple())
    };
    let sql = format!("UPDATE docket SET {sets} WHERE id = {id}");
    assert_eq!(room.db.writer.execute_unprepared(&sql).await.unwrap().rows_affected(), 1);
    let oldest = docket::ActiveModel {
        id: sea_orm::Set(row.id),
        due_at: sea_orm::Set(Some(room.clock.now() - Duration::days(30))),
        ..Default::default()
    };
    docket::Entity::update_many()
        .set(oldest)
        .filter(docket::Column::Id.eq(row.id))
        .exec(&room.db.writer)
        .await
        .unwrap();
}

/// Puts a newer calendar into force.
async fn replaced(room: &Room) -> i64 {
    let builtin = Calendar::builtin();
    let newer = Calendar::new(
        builtin.version() + 1,
        builtin.days().cloned().collect(),
        builtin.documents().clone(),
    )
    .unwrap();
    shiyu_kit::calendar::store::put(&room.db.writer, &newer).await.unwrap();
    room.reference.refresh(&room.db).await.unwrap();
    newer.version()
}

/// What an older calendar reckoned.
async fn stale(room: &Room, newer: i64) -> Vec<docket::Model> {
    let stale = docket::Entity::find().filter(docket::Column::Calendar.lt(newer));
    stale.all(&room.db.writer).await.unwrap()
}
