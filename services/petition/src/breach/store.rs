//! The table of breaches, and its list.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{DatabaseTransaction, IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::calendar::Ring;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::{Row, overseen};
use time::OffsetDateTime;

use super::domain::Breach;
use crate::alarm;

/// A breach's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "breach")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the unit that answers for it.
    pub unit: String,
    /// What happened, JSON.
    #[sea_orm(column_type = "Text")]
    pub found: String,
    /// When it was recorded.
    pub recorded_at: TimeDateTimeWithTimeZone,
    /// By when authority and persons are told.
    pub due_at: TimeDateTimeWithTimeZone,
    /// What was done, JSON.
    #[sea_orm(column_type = "Text")]
    pub steps: String,
    /// When it was closed.
    pub closed_at: Option<TimeDateTimeWithTimeZone>,
    /// The last ring of the limit.
    pub rung: Option<String>,
    /// When it rings next.
    pub ring_at: Option<TimeDateTimeWithTimeZone>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where a breach stands: the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    id: Uuid,
}

/// Where a breach stands.
#[must_use]
pub fn key(breach: &Breach) -> Key {
    Key {
        at: breach.at,
        id: breach.id,
    }
}

/// Reads and locks the breach of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Breach>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Writes a breach that is new.
///
/// # Errors
/// The database's.
pub async fn insert(transaction: &impl ConnectionTrait, breach: &Breach) -> Result<(), DbErr> {
    let row = write(breach).into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(transaction).await.map(drop)
}

/// Writes a breach over the one that is there.
///
/// # Errors
/// The database's.
pub async fn update(transaction: &impl ConnectionTrait, breach: &Breach) -> Result<(), DbErr> {
    let row = write(breach).into_active_model().reset_all();
    Entity::update(row).exec(transaction).await.map(drop)
}

/// Those whose limit rings by now.
///
/// # Errors
/// The database's.
pub async fn ringing(transaction: &DatabaseTransaction, now: OffsetDateTime) -> Result<Vec<Breach>, DbErr> {
    alarm::ringing::<Entity, _>(transaction, Column::RingAt, now, read).await
}

/// At most `limit` breaches of units within the reach, after the key; if asked for, those only that are not closed.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (open, reach): (bool, &Reach),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Breach>, Unread> {
    let mut query = Entity::find();
    if let Some(units) = overseen(Column::Unit, reach) {
        query = query.filter(units);
    }
    if open {
        query = query.filter(Column::ClosedAt.is_null());
    }
    if let Some(Key { at, id }) = after {
        let row = Expr::tuple([Expr::col(Column::RecordedAt), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(*at), Expr::val(*id)])));
    }
    let ordered = query.order_by_desc(Column::RecordedAt).order_by_desc(Column::Id);
    let rows = ordered.limit(limit).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn read(model: &Model) -> Result<Breach, Corrupt> {
    let row = Row {
        table: "breach",
        id: model.id,
    };
    Ok(Breach {
        id: model.id,
        unit: row.code(&model.unit)?,
        found: row.json(&model.found)?,
        at: model.recorded_at,
        due_at: model.due_at,
        rung: rung(row, model.rung.as_deref())?,
        steps: row.json(&model.steps)?,
        closed_at: model.closed_at,
    })
}

fn rung(row: Row, word: Option<&str>) -> Result<Option<Ring>, Corrupt> {
    word.map(|word| row.word("rung", Ring::ALL, |ring| alarm::name(*ring) == word))
        .transpose()
}

fn write(breach: &Breach) -> Model {
    Model {
        id: breach.id,
        unit: breach.unit.to_string(),
        found: serde_json::json!(breach.found).to_string(),
        recorded_at: breach.at,
        due_at: breach.due_at,
        steps: serde_json::json!(breach.steps).to_string(),
        closed_at: breach.closed_at,
        rung: breach.rung.map(|ring| alarm::name(ring).to_owned()),
        ring_at: breach.next_ring().map(|(at, _)| at),
    }
}
