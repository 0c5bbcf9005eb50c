//! The table of dead letters.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, Condition, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, TryInsertResult,
    entity::prelude::*,
};
use time::OffsetDateTime;

use super::{ActiveModel, Column, DeadLetterError, Decision, Entity, Model, State};
use crate::clock;
use crate::nats::Headers;

/// A message as it is put away.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// The consumer that could not read it.
    pub durable: &'a str,
    /// The subject it was told under.
    pub subject: &'a str,
    /// Its sequence in the stream.
    pub sequence: u64,
    /// When the stream took it.
    pub published_at: OffsetDateTime,
    /// Why it could not be read.
    pub reason: &'a str,
    /// Its headers.
    pub headers: &'a Headers,
    /// Its data.
    pub payload: &'a [u8],
}

/// Where a page of the list ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// `received_at` of the last row seen.
    pub received_at: OffsetDateTime,
    /// Its id.
    pub id: Uuid,
}

/// Puts a message away; `false` if it lies there already, whatever became of it since.
///
/// # Errors
/// The database's.
pub async fn record(db: &impl ConnectionTrait, letter: &Letter<'_>, now: OffsetDateTime) -> Result<bool, DbErr> {
    let row = ActiveModel {
        id: Set(clock::new_id()),
        received_at: Set(now),
        durable: Set(letter.durable.to_owned()),
        subject: Set(letter.subject.to_owned()),
        sequence: Set(i64::try_from(letter.sequence).unwrap_or(i64::MAX)),
        published_at: Set(clock::to_micros(letter.published_at)),
        reason: Set(letter.reason.to_owned()),
        headers: Set(serde_json::to_string(letter.headers).map_err(|error| DbErr::Json(error.to_string()))?),
        payload: Set(letter.payload.to_vec()),
        state: Set(State::Pending),
        decided_at: Set(None),
        decided_by: Set(None),
        note: Set(None),
    };
    let once = OnConflict::columns([Column::Durable, Column::Sequence, Column::PublishedAt])
        .do_nothing()
        .to_owned();
    let inserted = Entity::insert(row)
        .on_conflict(once)
        .try_insert()
        .exec_without_returning(db)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)))
}

/// Dead letters of a state in the order they came, from after a cursor.
///
/// # Errors
/// The database's.
pub async fn list(db: &impl ConnectionTrait, state: State, after: Option<Cursor>, limit: u64) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(Column::State.eq(state));
    if let Some(Cursor { received_at, id }) = after {
        let later = Column::ReceivedAt.gt(received_at);
        let beside = Condition::all().add(Column::ReceivedAt.eq(received_at)).add(Column::Id.gt(id));
        query = query.filter(Condition::any().add(later).add(beside));
    }
    query
        .order_by_asc(Column::ReceivedAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// How many nobody has decided about yet.
///
/// # Errors
/// The database's.
pub async fn pending(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    Entity::find().filter(Column::State.eq(State::Pending)).count(db).await
}

/// One dead letter.
///
/// # Errors
/// [`DeadLetterError::Unknown`], or the database's.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Model, DeadLetterError> {
    Entity::find_by_id(id).one(db).await?.ok_or(DeadLetterError::Unknown(id))
}

/// Decides that a dead letter need not be read. The row stays.
///
/// # Errors
/// [`DeadLetterError::Unknown`], [`DeadLetterError::Decided`], or the database's.
pub async fn discard(db: &impl ConnectionTrait, id: Uuid, decision: &Decision) -> Result<Model, DeadLetterError> {
    decide(db, id, State::Discarded, decision).await
}

pub(super) async fn decide(db: &impl ConnectionTrait, id: Uuid, state: State, decision: &Decision) -> Result<Model, DeadLetterError> {
    let changed = Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::DecidedAt, Expr::value(decision.at))
        .col_expr(Column::DecidedBy, Expr::value(decision.by.as_str()))
        .col_expr(Column::Note, Expr::value(decision.note.clone()))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Pending))
        .exec(db)
        .await?;
    let row = get(db, id).await?;
    if changed.rows_affected == 0 {
        return Err(DeadLetterError::Decided(row.state));
    }
    Ok(row)
}

pub(super) async fn still(db: &impl ConnectionTrait, id: Uuid, reason: &str) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Reason, Expr::value(reason))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Pending))
        .exec(db)
        .await
        .map(|_| ())
}
