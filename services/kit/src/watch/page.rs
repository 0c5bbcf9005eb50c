//! What a stream asks of the database: each a short question, between which nothing is held.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Condition, Expr, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IdenStatic, Iterable, QueryFilter, QueryOrder, QuerySelect, Statement,
};
use uuid::Uuid;

use super::place::Place;
use crate::journal::{self, Column, Entity};
use crate::nats::event::DESK;

/// Rows behind the first position, up to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub after: i64,
    pub upto: i64,
}

impl Stretch {
    fn condition(self) -> Condition {
        Condition::all()
            .add(Column::Position.gt(self.after))
            .add(Column::Position.lte(self.upto))
    }
}

/// The newest position; 0 of an empty journal.
pub(super) async fn newest(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let newest: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(Column::Position.max(), "newest")
        .into_tuple()
        .one(db)
        .await?;
    Ok(newest.flatten().unwrap_or_default())
}

/// The first position that the bus does not have yet.
pub(super) async fn pending(db: &impl ConnectionTrait) -> Result<Option<i64>, DbErr> {
    let first: Option<i64> = Entity::find()
        .select_only()
        .column(Column::Position)
        .filter(Column::Fact.is_not_null())
        .filter(Column::Sequence.is_null())
        .order_by_asc(Column::Position)
        .into_tuple()
        .one(db)
        .await?;
    Ok(first)
}

/// Whoever writes to the journal at this moment; on SQLite nobody beside the one whose rows come in order.
pub(super) async fn writers(db: &impl ConnectionTrait) -> Result<BTreeSet<String>, DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(BTreeSet::new());
    }
    let ask = Statement::from_string(
        DbBackend::Postgres,
        "SELECT virtualtransaction AS writer FROM pg_locks WHERE locktype = 'relation' AND relation = 'journal'::regclass \
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND mode = 'RowExclusiveLock' AND granted",
    );
    let rows = db.query_all_raw(ask).await?;
    rows.iter().map(|row| row.try_get("", "writer")).collect()
}

/// What is told of a stretch, in order: facts of these cases that may be seen. What the city's desk tells is one county's alone.
pub(super) async fn facts(
    db: &impl ConnectionTrait,
    stretch: Stretch,
    (cases, seen): (SelectStatement, Condition),
    limit: u64,
) -> Result<Vec<journal::Model>, DbErr> {
    // The columns that stay in this database are the larger part of a row.
    let kept = |column: &Column| matches!(column, Column::Actor | Column::Detail);
    Entity::find()
        .select_only()
        .columns(Column::iter().filter(|column| !kept(column)))
        .expr_as(Expr::cust("''"), Column::Actor.as_str())
        .expr_as(Expr::cust("''"), Column::Detail.as_str())
        .filter(stretch.condition())
        .filter(Column::Fact.is_not_null())
        .filter(Column::Kind.not_like(format!("{DESK}%")))
        .filter(Column::CaseId.in_subquery(cases))
        .filter(seen)
        .order_by_asc(Column::Position)
        .limit(limit)
        .all(db)
        .await
}

/// The last row of a stretch, whomever it concerns.
pub(super) async fn last(db: &impl ConnectionTrait, stretch: Stretch) -> Result<Option<Place>, DbErr> {
    let found: Option<(i64, Uuid)> = Entity::find()
        .select_only()
        .columns([Column::Position, Column::EventId])
        .filter(stretch.condition())
        .order_by_desc(Column::Position)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.map(|(position, event)| Place { position, event }))
}

/// Whether the journal has this row; it has its beginning.
pub(super) async fn has(db: &impl ConnectionTrait, place: Place) -> Result<bool, DbErr> {
    if place == Place::BEGINNING {
        return Ok(true);
    }
    let event: Option<Uuid> = Entity::find()
        .select_only()
        .column(Column::EventId)
        .filter(Column::Position.eq(place.position))
        .into_tuple()
        .one(db)
        .await?;
    Ok(event == Some(place.event))
}
