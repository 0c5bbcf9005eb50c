//! What is held in memory follows its tables.

use std::time::Duration;

use sea_orm::{DatabaseConnection, EntityTrait, TransactionTrait};
use shiyu_kit::both_databases;
use shiyu_kit::database::Database;
use shiyu_kit::ledger::Unread;
use shiyu_kit::snapshot::{Entity, Held, Snapshot, touch};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;

use crate::rooms::Room;

both_databases! {
    what_is_held_follows_its_tables;
    what_was_not_committed_is_not_held;
}

const SOON: Duration = Duration::from_secs(10);

/// How often it was changed, as its own table says.
struct Changes(i64);

impl Held for Changes {
    const NAME: &'static str = "changes";

    async fn load(db: &DatabaseConnection) -> Result<Self, Unread> {
        let row = Entity::find_by_id(Self::NAME).one(db).await?;
        Ok(Self(row.map_or(0, |row| row.version)))
    }
}

async fn change(db: &Database) {
    let transaction = db.writer.begin().await.unwrap();
    touch::<Changes>(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn what_is_held_follows_its_tables(home: TestDatabase) {
    let room = Room::on(home).await;
    let here = Snapshot::<Changes>::open(room.db.clone()).await.unwrap();
    let elsewhere = Snapshot::<Changes>::open(room.db.clone()).await.unwrap();
    assert_eq!(here.get().0, 0);
    for times in 1..=2 {
        change(&room.db).await;
        here.refresh().await.unwrap();
        assert_eq!(here.get().0, times, "whoever changed it sees it at once");
    }
    eventually(SOON, async || elsewhere.get().0 == 2).await;
}

async fn what_was_not_committed_is_not_held(home: TestDatabase) {
    let room = Room::on(home).await;
    let held = Snapshot::<Changes>::open(room.db.clone()).await.unwrap();
    let transaction = room.db.writer.begin().await.unwrap();
    touch::<Changes>(&transaction).await.unwrap();
    transaction.rollback().await.unwrap();
    held.refresh().await.unwrap();
    assert_eq!(held.get().0, 0);
}
