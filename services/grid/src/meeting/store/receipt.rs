//! The table of those a notice went to: found by notice, and by target. It does not say who acknowledged.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::Row;
use time::OffsetDateTime;

use crate::meeting::domain::{Receipt, Target};

const OPEN: &str = "open";
const HEARD: &str = "heard";

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "broadcast_target")]
pub struct Model {
    /// Which notice.
    #[sea_orm(primary_key, auto_increment = false)]
    pub broadcast: Uuid,
    /// Code of the unit or grid: a grid's has 15 digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Whether it was heard.
    pub state: String,
    /// When the notice was sent.
    pub sent_at: TimeDateTimeWithTimeZone,
    /// When it was acknowledged.
    pub acknowledged_at: Option<TimeDateTimeWithTimeZone>,
    /// How many ten-household heads were told.
    pub contacts_reached: i32,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which receipts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Every one.
    Every,
    /// Of those who have not heard it.
    Open,
}

/// Where a receipt stands among those of its target: the newest notice first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    id: Uuid,
}

/// Where a receipt stands among those of its target.
#[must_use]
pub fn key(receipt: &Receipt) -> Key {
    Key {
        at: receipt.sent_at,
        id: receipt.broadcast,
    }
}

/// The receipt of a notice by a target, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, broadcast: Uuid, target: &Target) -> Result<Option<Receipt>, Unread> {
    let row = Entity::find_by_id((broadcast, target.to_string()));
    let row = row.lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Writes the receipts of a notice that is sent.
///
/// # Errors
/// The database's.
pub async fn add(transaction: &impl ConnectionTrait, receipts: &[Receipt]) -> Result<(), DbErr> {
    let rows = receipts.iter().map(|receipt| write(receipt).into_active_model().reset_all());
    Entity::insert_many(rows).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a receipt that was acknowledged.
///
/// # Errors
/// The database's.
pub async fn put(transaction: &impl ConnectionTrait, receipt: &Receipt) -> Result<(), DbErr> {
    Entity::update(write(receipt).into_active_model().reset_all())
        .exec(transaction)
        .await?;
    Ok(())
}

/// At most `limit` receipts of a notice, by code, after the one named.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn of(
    db: &impl ConnectionTrait,
    (broadcast, which): (Uuid, Which),
    after: Option<&String>,
    limit: u64,
) -> Result<Vec<Receipt>, Unread> {
    let rows = of_question((broadcast, which), after, limit).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// At most `limit` receipts by a target, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn by(
    db: &impl ConnectionTrait,
    (target, which): (&Target, Which),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Receipt>, Unread> {
    let rows = by_question((target, which), after, limit).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::meeting) fn of_question((broadcast, which): (Uuid, Which), after: Option<&String>, limit: u64) -> Select<Entity> {
    let mut query = still(Entity::find().filter(Column::Broadcast.eq(broadcast)), which);
    if let Some(code) = after {
        query = query.filter(Column::Code.gt(code.as_str()));
    }
    query.order_by_asc(Column::Code).limit(limit)
}

pub(in crate::meeting) fn by_question((target, which): (&Target, Which), after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = still(Entity::find().filter(Column::Code.eq(target.to_string())), which);
    if let Some(Key { at, id }) = after {
        let row = Expr::tuple([Expr::col(Column::SentAt), Expr::col(Column::Broadcast)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(*at), Expr::val(*id)])));
    }
    query.order_by_desc(Column::SentAt).order_by_desc(Column::Broadcast).limit(limit)
}

fn still(query: Select<Entity>, which: Which) -> Select<Entity> {
    match which {
        Which::Every => query,
        Which::Open => query.filter(Column::State.eq(OPEN)),
    }
}

fn read(model: &Model) -> Result<Receipt, Corrupt> {
    let row = Row {
        table: "broadcast_target",
        id: model.broadcast,
    };
    let target = match model.code.parse() {
        Ok(grid) => Target::Grid(grid),
        Err(_) => Target::Unit(row.code(&model.code)?),
    };
    Ok(Receipt {
        broadcast: model.broadcast,
        target,
        sent_at: model.sent_at,
        acknowledged_at: model.acknowledged_at,
        contacts_reached: model.contacts_reached,
    })
}

fn write(receipt: &Receipt) -> Model {
    let state = if receipt.acknowledged_at.is_some() { HEARD } else { OPEN };
    Model {
        broadcast: receipt.broadcast,
        code: receipt.target.to_string(),
        state: state.to_owned(),
        sent_at: receipt.sent_at,
        acknowledged_at: receipt.acknowledged_at,
        contacts_reached: receipt.contacts_reached,
    }
}
