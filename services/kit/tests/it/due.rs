//! The clock loop: each clock rings once, however many replicas listen.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
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
    let builtin = Calendar::builtin();
    let newer = Calendar::new(
        builtin.version() + 1,
        builtin.days().cloned().collect(),
        builtin.documents().clone(),
    )
    .unwrap();
    shiyu_kit::calendar::store::put(&room.db.writer, &newer).await.unwrap();
    room.reference.refresh(&room.db).await.unwrap();
    let clock = ClockLoop::new(room.ledger(), room.clock.clone(), Settings::default());
    let mut reckoned = 0;
    while let moved @ 1.. = clock.round().await.unwrap() {
        reckoned += moved;
    }
    assert_eq!(reckoned, 300);
    let stale = docket::Entity::find()
        .filter(docket::Column::Calendar.lt(newer.version()))
        .all(&room.db.writer)
        .await
        .unwrap();
    assert_eq!(stale, []);
}
