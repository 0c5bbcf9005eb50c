//! The table of notices, and the list of those that were sent.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::{Row, overseen};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use crate::meeting::domain::{Broadcast, BroadcastKind};

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "broadcast")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the unit that sent it.
    pub unit: String,
    /// What it is about.
    pub kind: String,
    /// The text.
    pub words: String,
    /// Whether it cannot wait.
    pub urgent: bool,
    /// Until when it is to be acknowledged.
    pub due_at: TimeDateTimeWithTimeZone,
    /// When it was sent.
    pub sent_at: TimeDateTimeWithTimeZone,
    /// To how many it went.
    pub targets: i32,
    /// How many have heard it.
    pub acknowledged: i32,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where a notice stands: the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    id: Uuid,
}

/// Where a notice stands.
#[must_use]
pub fn key(broadcast: &Broadcast) -> Key {
    Key {
        at: broadcast.sent_at,
        id: broadcast.id,
    }
}

/// The notice of this id, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Broadcast>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.map(read).transpose()?)
}

/// The notices of these ids, as far as there are any.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Broadcast>, Unread> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db).await?;
    let read = rows.into_iter().map(|row| Ok((row.id, read(row)?)));
    Ok(read.collect::<Result<_, Corrupt>>()?)
}

/// Writes a notice that is sent.
///
/// # Errors
/// The database's.
pub async fn add(transaction: &impl ConnectionTrait, broadcast: &Broadcast) -> Result<(), DbErr> {
    let row = write(broadcast).into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// One more has heard it.
///
/// # Errors
/// The database's.
pub async fn count(transaction: &impl ConnectionTrait, id: Uuid) -> Result<(), DbErr> {
    let one_more = Expr::col(Column::Acknowledged).add(1);
    let update = Entity::update_many()
        .col_expr(Column::Acknowledged, one_more)
        .filter(Column::Id.eq(id));
    update.exec(transaction).await?;
    Ok(())
}

/// At most `limit` notices that units within reach sent, of one unit if it is named, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (unit, reach): (Option<&Code>, &Reach),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Broadcast>, Unread> {
    let rows = question((unit, reach), after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::meeting) fn question((unit, reach): (Option<&Code>, &Reach), after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find();
    if let Some(overseen) = overseen(Column::Unit, reach) {
        query = query.filter(overseen);
    }
    if let Some(unit) = unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    if let Some(Key { at, id }) = after {
        let row = Expr::tuple([Expr::col(Column::SentAt), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(*at), Expr::val(*id)])));
    }
    query.order_by_desc(Column::SentAt).order_by_desc(Column::Id).limit(limit)
}

fn read(model: Model) -> Result<Broadcast, Corrupt> {
    let row = Row {
        table: "broadcast",
        id: model.id,
    };
    Ok(Broadcast {
        id: model.id,
        unit: row.code(&model.unit)?,
        kind: row.word("kind", BroadcastKind::ALL, |kind| kind.as_str() == model.kind)?,
        text: model.words,
        urgent: model.urgent,
        due_at: model.due_at,
        sent_at: model.sent_at,
        targets: model.targets,
        acknowledged: model.acknowledged,
    })
}

fn write(broadcast: &Broadcast) -> Model {
    Model {
        id: broadcast.id,
        unit: broadcast.unit.to_string(),
        kind: broadcast.kind.as_str().to_owned(),
        words: broadcast.text.clone(),
        urgent: broadcast.urgent,
        due_at: broadcast.due_at,
        sent_at: broadcast.sent_at,
        targets: broadcast.targets,
        acknowledged: broadcast.acknowledged,
    }
}
