//! The micro-units' table, and its list by grid.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::{Row, Standing};
use time::Date;

use super::Unread;
use crate::domain::terms::GridCode;
use crate::place::domain::{DEEPEST, MicroKind, MicroUnit};

/// A micro-unit.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "micro_unit")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it is.
    pub kind: String,
    /// Code of its grid.
    pub grid: String,
    /// The unit above it.
    pub parent: Option<Uuid>,
    /// Its name.
    pub name: String,
    /// Telephone of the office that reaches it.
    pub phone: String,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Of which grid, on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The grid.
    pub grid: GridCode,
    /// The day.
    pub day: Date,
}

/// Where a unit stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    id: Uuid,
}

/// Where a unit stands in the list.
#[must_use]
pub const fn key(unit: &MicroUnit) -> Key {
    Key { id: unit.id }
}

/// The unit of this id, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<MicroUnit>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(db).await?;
    Ok(row.map(read).transpose()?)
}

/// The units over one whose parent this is, the nearest first; no more than make a tree too deep.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn above(db: &impl ConnectionTrait, mut parent: Option<Uuid>) -> Result<Vec<MicroUnit>, Unread> {
    let mut above = Vec::new();
    while let Some(id) = parent.filter(|_| above.len() <= DEEPEST) {
        let Some(unit) = hold(db, id).await? else { break };
        parent = unit.parent;
        above.push(unit);
    }
    Ok(above)
}

/// Writes a unit.
///
/// # Errors
/// The database's.
pub async fn put(db: &impl ConnectionTrait, standing: Standing, unit: &MicroUnit) -> Result<(), DbErr> {
    let row = write(unit).into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(db).await?,
        Standing::Known => _ = Entity::update(row).exec(db).await?,
    }
    Ok(())
}

/// At most `limit` units of a grid on a day, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, filter: &Filter, after: Option<&Key>, limit: u64) -> Result<Vec<MicroUnit>, Unread> {
    let rows = question(filter, after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::place) fn question(filter: &Filter, after: Option<&Key>, limit: u64) -> Select<Entity> {
    let last = Func::coalesce([Expr::col(Column::ValidTo), Expr::val(filter.day)]);
    let mut query = Entity::find()
        .filter(Column::Grid.eq(filter.grid.as_str()))
        .filter(Column::ValidFrom.lte(filter.day))
        .filter(Expr::expr(last).gte(filter.day));
    if let Some(Key { id }) = after {
        query = query.filter(Column::Id.gt(*id));
    }
    query.order_by_asc(Column::Id).limit(limit)
}

fn read(model: Model) -> Result<MicroUnit, Corrupt> {
    let row = Row {
        table: "micro_unit",
        id: model.id,
    };
    Ok(MicroUnit {
        id: model.id,
        kind: row.word("kind", MicroKind::ALL.iter().copied(), |kind| kind.as_str() == model.kind)?,
        grid: model.grid.parse().map_err(|_| row.corrupt("not a grid's code"))?,
        parent: model.parent,
        name: model.name,
        phone: model.phone,
        valid_from: model.valid_from,
        valid_to: model.valid_to,
    })
}

fn write(unit: &MicroUnit) -> Model {
    Model {
        id: unit.id,
        kind: unit.kind.as_str().to_owned(),
        grid: unit.grid.to_string(),
        parent: unit.parent,
        name: unit.name.clone(),
        phone: unit.phone.clone(),
        valid_from: unit.valid_from,
        valid_to: unit.valid_to,
    }
}
