//! The table of command rooms and centres.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::{Row, Standing};
use time::Date;

use crate::dispatch::domain::{Centre, CentreKind};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "command_centre")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the unit that it is.
    pub unit: String,
    /// Which of the three.
    pub kind: String,
    /// Code of the unit of the centre that it belongs to.
    pub parent: Option<String>,
    /// Codes of the towns it covers, JSON.
    #[sea_orm(column_type = "Text")]
    pub towns: String,
    /// What it is called.
    pub title: String,
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

/// Which; what is `None` filters nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// Of this kind.
    pub kind: Option<CentreKind>,
    /// That are there on this day.
    pub day: Date,
}

/// Where one stands: by kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    kind: String,
    id: Uuid,
}

/// Where one stands.
#[must_use]
pub fn key(centre: &Centre) -> Key {
    Key {
        kind: centre.kind.as_str().to_owned(),
        id: centre.id,
    }
}

/// Every one, of all days: a county has a few dozen.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Centre>, Unread> {
    let rows = Entity::find().all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// The one of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Centre>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.map(read).transpose()?)
}

/// At most `limit` that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, filter: Filter, after: Option<&Key>, limit: u64) -> Result<Vec<Centre>, Unread> {
    let rows = question(filter, after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::dispatch) fn question(filter: Filter, after: Option<&Key>, limit: u64) -> Select<Entity> {
    let there = Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(filter.day));
    let mut query = Entity::find().filter(Column::ValidFrom.lte(filter.day)).filter(there);
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    if let Some(Key { kind, id }) = after {
        let row = Expr::tuple([Expr::col(Column::Kind), Expr::col(Column::Id)]);
        query = query.filter(row.gt(Expr::tuple([Expr::val(kind.as_str()), Expr::val(*id)])));
    }
    query.order_by_asc(Column::Kind).order_by_asc(Column::Id).limit(limit)
}

/// Writes one.
///
/// # Errors
/// The database's, or towns that cannot be written.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, centre: &Centre) -> Result<(), Unread> {
    let row = write(centre)?.into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

fn read(model: Model) -> Result<Centre, Corrupt> {
    let row = row(model.id);
    Ok(Centre {
        id: model.id,
        unit: row.code(&model.unit)?,
        kind: row.word("kind", CentreKind::ALL, |kind| kind.as_str() == model.kind)?,
        parent: model.parent.map(|parent| row.code(&parent)).transpose()?,
        towns: row.json(&model.towns)?,
        title: model.title,
        phone: model.phone,
        valid_from: model.valid_from,
        valid_to: model.valid_to,
    })
}

fn write(centre: &Centre) -> Result<Model, Corrupt> {
    Ok(Model {
        id: centre.id,
        unit: centre.unit.to_string(),
        kind: centre.kind.as_str().to_owned(),
        parent: centre.parent.as_ref().map(ToString::to_string),
        towns: serde_json::to_string(&centre.towns).map_err(|error| row(centre.id).corrupt(error.to_string()))?,
        title: centre.title.clone(),
        phone: centre.phone.clone(),
        valid_from: centre.valid_from,
        valid_to: centre.valid_to,
    })
}

const fn row(id: Uuid) -> Row {
    Row {
        table: "command_centre",
        id,
    }
}
