//! The address library's table, and its list by text.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{DbBackend, IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::Row;
use shiyu_kit::search;
use shiyu_kit::unit::Code;

use super::Unread;
use crate::domain::terms::Point;
use crate::place::domain::Address;

/// The table's name.
pub const TABLE: &str = "standard_address";

/// An address.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "standard_address")]
pub struct Model {
    /// Its id, which follows from its words.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the village or community.
    pub village: String,
    /// Road, lane or hamlet.
    pub road: String,
    /// Estate or park.
    pub estate: String,
    /// House number; `number` is a column of the search's own.
    pub house_number: String,
    /// Building.
    pub building: String,
    /// Unit of the building.
    pub unit: String,
    /// All of it in one line.
    pub text: String,
    /// Longitude, ten-millionths of a degree.
    pub longitude_e7: i32,
    /// Latitude.
    pub latitude_e7: i32,
    /// What is searched.
    #[sea_orm(column_type = "Text")]
    pub words: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which addresses; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// With these words.
    pub query: Option<search::Query>,
    /// Of this village.
    pub village: Option<Code>,
}

/// Where an address stands in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    text: String,
    id: Uuid,
}

/// Where an address stands in the list.
#[must_use]
pub fn key(address: &Address) -> Key {
    Key {
        text: address.text(),
        id: address.id(),
    }
}

/// An address.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Address>, Unread> {
    let row = Entity::find_by_id(id).one(db).await?;
    Ok(row.map(read).transpose()?)
}

/// Those of these ids that there are.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn of(db: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Address>, Unread> {
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(db).await?;
    let read = rows.into_iter().map(|row| Ok((row.id, read(row)?)));
    Ok(read.collect::<Result<_, Corrupt>>()?)
}

/// Writes addresses, over those with the same words.
///
/// # Errors
/// The database's.
pub async fn put(db: &impl ConnectionTrait, addresses: &[&Address]) -> Result<(), DbErr> {
    if addresses.is_empty() {
        return Ok(());
    }
    let moved = OnConflict::column(Column::Id)
        .update_columns([Column::LongitudeE7, Column::LatitudeE7])
        .to_owned();
    let rows = addresses.iter().map(|address| write(address).into_active_model());
    Entity::insert_many(rows)
        .on_conflict(moved)
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// At most `limit` addresses that pass the filter, after the key, by text.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, filter: &Filter, after: Option<&Key>, limit: u64) -> Result<Vec<Address>, Unread> {
    let rows = question((filter, db.get_database_backend()), after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::place) fn question((filter, backend): (&Filter, DbBackend), after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find();
    if let Some(words) = &filter.query {
        query = query.filter(search::condition(backend, TABLE, Column::Id, words));
    }
    if let Some(village) = &filter.village {
        query = query.filter(Column::Village.eq(village.as_str()));
    }
    if let Some(Key { text, id }) = after {
        let row = Expr::tuple([Expr::col(Column::Text), Expr::col(Column::Id)]);
        query = query.filter(row.gt(Expr::tuple([Expr::val(text.as_str()), Expr::val(*id)])));
    }
    query.order_by_asc(Column::Text).order_by_asc(Column::Id).limit(limit)
}

fn read(model: Model) -> Result<Address, Corrupt> {
    let row = Row {
        table: TABLE,
        id: model.id,
    };
    Ok(Address {
        village: row.code(&model.village)?,
        road: model.road,
        estate: model.estate,
        number: model.house_number,
        building: model.building,
        unit: model.unit,
        point: Point {
            longitude_e7: model.longitude_e7,
            latitude_e7: model.latitude_e7,
        },
    })
}

fn write(address: &Address) -> Model {
    let text = address.text();
    Model {
        id: address.id(),
        village: address.village.to_string(),
        road: address.road.clone(),
        estate: address.estate.clone(),
        house_number: address.number.clone(),
        building: address.building.clone(),
        unit: address.unit.clone(),
        words: search::terms(&text),
        text,
        longitude_e7: address.point.longitude_e7,
        latitude_e7: address.point.latitude_e7,
    }
}
