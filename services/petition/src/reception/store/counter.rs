//! The counters' table, and the menu.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::{Row, Standing};
use shiyu_kit::unit::Code;
use time::Date;

use super::Unread;
use crate::reception::domain::{Counter, CounterKind};

/// A counter's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_counter")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of its unit.
    pub unit: String,
    /// What for.
    pub kind: String,
    /// What stands over it.
    pub title: String,
    /// Where in the hall.
    pub hall_place: String,
    /// When it is open, in words.
    pub opening_hours: String,
    /// Telephone of the office; may be empty.
    pub phone: String,
    /// First day it is there.
    pub valid_from: Date,
    /// Last day it is there.
    pub valid_to: Option<Date>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which counters; what is `None` filters nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Of this unit.
    pub unit: Option<Code>,
    /// Of this kind.
    pub kind: Option<CounterKind>,
    /// That are there on this day.
    pub day: Date,
}

/// Where a counter stands in the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    kind: String,
    id: Uuid,
}

/// Where a counter stands in the menu.
#[must_use]
pub fn key(counter: &Counter) -> Key {
    Key {
        kind: counter.kind.as_str().to_owned(),
        id: counter.id,
    }
}

/// The counter of this id, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Counter>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.map(read).transpose()?)
}

/// The counters of these ids, as far as there are any.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Counter>, Unread> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// Writes a counter.
///
/// # Errors
/// The database's.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, counter: &Counter) -> Result<(), DbErr> {
    let row = write(counter).into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` counters that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, filter: &Filter, after: Option<&Key>, limit: u64) -> Result<Vec<Counter>, Unread> {
    let rows = question(filter, after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::reception) fn question(filter: &Filter, after: Option<&Key>, limit: u64) -> Select<Entity> {
    let open = Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(filter.day));
    let mut query = Entity::find().filter(Column::ValidFrom.lte(filter.day)).filter(open);
    if let Some(unit) = &filter.unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    if let Some(Key { kind, id }) = after {
        let row = Expr::tuple([Expr::col(Column::Kind), Expr::col(Column::Id)]);
        query = query.filter(row.gt(Expr::tuple([Expr::val(kind.as_str()), Expr::val(*id)])));
    }
    query.order_by_asc(Column::Kind).order_by_asc(Column::Id).limit(limit)
}

fn read(model: Model) -> Result<Counter, Corrupt> {
    let row = Row {
        table: "service_counter",
        id: model.id,
    };
    Ok(Counter {
        id: model.id,
        unit: row.code(&model.unit)?,
        kind: row.word("kind", CounterKind::ALL, |kind| kind.as_str() == model.kind)?,
        title: model.title,
        hall_place: model.hall_place,
        opening_hours: model.opening_hours,
        phone: model.phone,
        valid_from: model.valid_from,
        valid_to: model.valid_to,
    })
}

fn write(counter: &Counter) -> Model {
    Model {
        id: counter.id,
        unit: counter.unit.to_string(),
        kind: counter.kind.as_str().to_owned(),
        title: counter.title.clone(),
        hall_place: counter.hall_place.clone(),
        opening_hours: counter.opening_hours.clone(),
        phone: counter.phone.clone(),
        valid_from: counter.valid_from,
        valid_to: counter.valid_to,
    }
}
