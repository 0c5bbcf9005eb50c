//! The roster's table, and its list by day.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::reading::Days;
use shiyu_kit::register::{Row, Standing};
use shiyu_kit::unit::Code;
use time::Date;

use super::Unread;
use crate::reception::domain::{Cancellation, Channel, RosterEntry, RosterKind};

/// A row of the roster.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roster_entry")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the unit that receives.
    pub unit: String,
    /// The day.
    pub date: Date,
    /// Which hall.
    pub hall: String,
    /// Which room of it.
    pub room: String,
    /// Who receives.
    pub kind: String,
    /// Subject of the office holder's token.
    pub subject: String,
    /// What citizens read.
    pub title: String,
    /// How visitors come.
    pub channel: String,
    /// How many visits can be received.
    pub places: i32,
    /// When it was taken off.
    pub cancelled_at: Option<TimeDateTimeWithTimeZone>,
    /// Why.
    pub cancel_reason: Option<String>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which entries; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of these days.
    pub days: Days,
    /// Of this unit.
    pub unit: Option<Code>,
}

/// Where an entry stands: by day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    date: Date,
    id: Uuid,
}

/// Where an entry stands.
#[must_use]
pub fn key(entry: &RosterEntry) -> Key {
    Key {
        date: entry.date,
        id: entry.id,
    }
}

/// The entry of this id, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<RosterEntry>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.map(read).transpose()?)
}

/// Writes an entry.
///
/// # Errors
/// The database's.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, entry: &RosterEntry) -> Result<(), DbErr> {
    let row = write(entry).into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` entries that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, filter: &Filter, after: Option<&Key>, limit: u64) -> Result<Vec<RosterEntry>, Unread> {
    let rows = question(filter, after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::reception) fn question(filter: &Filter, after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find();
    if let Some(from) = filter.days.from {
        query = query.filter(Column::Date.gte(from));
    }
    if let Some(to) = filter.days.to {
        query = query.filter(Column::Date.lte(to));
    }
    if let Some(unit) = &filter.unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    if let Some(Key { date, id }) = after {
        let row = Expr::tuple([Expr::col(Column::Date), Expr::col(Column::Id)]);
        query = query.filter(row.gt(Expr::tuple([Expr::val(*date), Expr::val(*id)])));
    }
    query.order_by_asc(Column::Date).order_by_asc(Column::Id).limit(limit)
}

fn read(model: Model) -> Result<RosterEntry, Corrupt> {
    let row = Row {
        table: "roster_entry",
        id: model.id,
    };
    let cancelled = match (model.cancelled_at, model.cancel_reason) {
        (None, None) => None,
        (Some(at), Some(reason)) => Some(Cancellation { at, reason }),
        (Some(_), None) | (None, Some(_)) => return Err(row.corrupt("half cancelled")),
    };
    Ok(RosterEntry {
        id: model.id,
        unit: row.code(&model.unit)?,
        date: model.date,
        hall: model.hall,
        room: model.room,
        kind: row.word("kind", RosterKind::ALL, |kind| kind.as_str() == model.kind)?,
        subject: model.subject,
        title: model.title,
        channel: row.word("channel", Channel::ALL, |channel| channel.as_str() == model.channel)?,
        places: model.places,
        cancelled,
    })
}

fn write(entry: &RosterEntry) -> Model {
    Model {
        id: entry.id,
        unit: entry.unit.to_string(),
        date: entry.date,
        hall: entry.hall.clone(),
        room: entry.room.clone(),
        kind: entry.kind.as_str().to_owned(),
        subject: entry.subject.clone(),
        title: entry.title.clone(),
        channel: entry.channel.as_str().to_owned(),
        places: entry.places,
        cancelled_at: entry.cancelled.as_ref().map(|cancelled| cancelled.at),
        cancel_reason: entry.cancelled.as_ref().map(|cancelled| cancelled.reason.clone()),
    }
}
