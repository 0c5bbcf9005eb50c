//! Whose turn it is with a file, where replicas share a database: whoever puts it on record writes down that they do, and so does whoever
//! destroys it. Many may do the same at once, and nobody does while others do the other. What a process has left that died lapses.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, DbBackend, Statement, TransactionTrait};
use time::Duration;
use tokio::sync::RwLockReadGuard;

use super::Hash;
use crate::clock::{WallClock, new_id};
use crate::database::WRITING;

/// How long a turn may last: much longer than a call, or than it takes to destroy a file.
const MOST: Duration = Duration::minutes(2);

/// The class of the advisory locks, one a file.
const LOCKS: i32 = 72_359_403;

/// That somebody has a turn with a file.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file_turn")]
pub struct Model {
    /// Of the turn.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// SHA-256 of the file, lowercase hex.
    pub hash: String,
    /// Whether the file is destroyed, and not put on record.
    pub destroys: bool,
    /// From when on it counts no more, by the true time.
    pub lapses_at: TimeDateTimeWithTimeZone,
}

/// It points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What is done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// It is put on record.
    Record,
    /// It is destroyed.
    Destroy,
}

/// The turn of whoever puts a file on record: nobody destroys it until it is over. That of a call that was cut off lapses, and not before:
/// what it asked for may still be written.
#[derive(Debug)]
#[must_use = "what is not over lasts until it lapses"]
pub struct Turn<'a> {
    pub(super) db: &'a DatabaseConnection,
    pub(super) id: Uuid,
    /// Who destroys a file in this process waits, instead of being sent away.
    pub(super) here: RwLockReadGuard<'a, ()>,
}

impl Turn<'_> {
    /// The file is on record, or will not be. Where that cannot be written down the turn lapses.
    pub async fn over(self) {
        if let Err(error) = end(self.db, self.id).await {
            tracing::warn!(error = %error, "that a file is put on record no more cannot be written down");
        }
        drop(self.here);
    }
}

/// Begins a turn, unless others are at what does not go with it.
pub(super) async fn begin(db: &DatabaseConnection, hash: Hash, deed: Deed) -> Result<Option<Uuid>, DbErr> {
    let (name, id) = (hash.to_string(), new_id());
    // Of two that begin at once the second one sees the first one's turn.
    let transaction = db.begin_with_options(WRITING).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        let alone = "SELECT pg_advisory_xact_lock($1, hashtext($2))";
        let alone = Statement::from_sql_and_values(DbBackend::Postgres, alone, [LOCKS.into(), name.as_str().into()]);
        transaction.execute_raw(alone).await?;
    }
    let now = WallClock::system().now();
    let others = Entity::find()
        .filter(Column::Hash.eq(name.as_str()))
        .filter(Column::Destroys.eq(deed == Deed::Record))
        .filter(Column::LapsesAt.gt(now));
    if others.one(&transaction).await?.is_some() {
        transaction.rollback().await?;
        return Ok(None);
    }
    let row = ActiveModel {
        id: Set(id),
        hash: Set(name),
        destroys: Set(deed == Deed::Destroy),
        lapses_at: Set(now + MOST),
    };
    Entity::insert(row).exec_without_returning(&transaction).await?;
    transaction.commit().await?;
    Ok(Some(id))
}

/// A turn is over.
pub(super) async fn end(db: &impl ConnectionTrait, id: Uuid) -> Result<(), DbErr> {
    Entity::delete_by_id(id).exec(db).await.map(drop)
}

/// Takes out what has lapsed.
pub(super) async fn sweep(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let lapsed = Entity::delete_many().filter(Column::LapsesAt.lte(WallClock::system().now()));
    lapsed.exec(db).await.map(drop)
}
