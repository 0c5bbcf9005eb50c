//! The versions' table.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use time::Date;

use super::Unread;
use crate::place::domain::{Map, MapState};

/// A version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grid_map")]
pub struct Model {
    /// Counted from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    /// Where it stands.
    pub state: String,
    /// How often its features were changed.
    pub revision: i64,
    /// What it holds, JSON.
    pub counts: String,
    /// Errors found.
    pub errors: i32,
    /// Warnings found.
    pub warnings: i32,
    /// When it was begun.
    pub created_at: TimeDateTimeWithTimeZone,
    /// First day it is in force.
    pub effective: Option<Date>,
    /// When it was published.
    pub published_at: Option<TimeDateTimeWithTimeZone>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where a version stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    version: i64,
}

/// Where a version stands in the list.
#[must_use]
pub const fn key(map: &Map) -> Key {
    Key { version: map.version }
}

/// A version.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, version: i64) -> Result<Option<Map>, Unread> {
    let row = Entity::find_by_id(version).one(db).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// A version, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(db: &impl ConnectionTrait, version: i64) -> Result<Option<Map>, Unread> {
    let row = Entity::find_by_id(version).lock_exclusive().one(db).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// The number of the newest version, 0 if there is none.
///
/// # Errors
/// The database's.
pub async fn newest(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let row = Entity::find().order_by_desc(Column::Version).one(db).await?;
    Ok(row.map_or(0, |row| row.version))
}

/// How many drafts there are.
///
/// # Errors
/// The database's.
pub async fn drafts(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    let open = [MapState::Draft.as_str(), MapState::Linted.as_str()];
    Entity::find().filter(Column::State.is_in(open)).count(db).await
}

/// The published versions, the latest day first.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn published(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Map>, Unread> {
    let rows = Entity::find()
        .filter(Column::State.eq(MapState::Published.as_str()))
        .order_by_desc(Column::Effective)
        .order_by_desc(Column::Version)
        .limit(most)
        .all(db)
        .await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// The version published last for a day.
///
/// # Errors
/// The database's.
pub async fn of_day(db: &impl ConnectionTrait, day: Date) -> Result<Option<i64>, DbErr> {
    let published = Entity::find()
        .filter(Column::State.eq(MapState::Published.as_str()))
        .filter(Column::Effective.eq(day))
        .order_by_desc(Column::Version);
    Ok(published.one(db).await?.map(|row| row.version))
}

/// At most `limit` versions after the key, the newest first.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, after: Option<&Key>, limit: u64) -> Result<Vec<Map>, Unread> {
    let rows = question(after, limit).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::place) fn question(after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find();
    if let Some(Key { version }) = after {
        query = query.filter(Column::Version.lt(*version));
    }
    query.order_by_desc(Column::Version).limit(limit)
}

/// Writes a new version; another of its number is a lost race.
///
/// # Errors
/// The database's.
pub async fn insert(db: &impl ConnectionTrait, map: &Map) -> Result<(), DbErr> {
    let row = write(map).into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(db).await.map(drop)
}

/// Writes a version over what it was.
///
/// # Errors
/// The database's.
pub async fn update(db: &impl ConnectionTrait, map: &Map) -> Result<(), DbErr> {
    let row = write(map).into_active_model().reset_all();
    Entity::update(row).exec(db).await.map(drop)
}

fn read(row: &Model) -> Result<Map, Corrupt> {
    let corrupt = |what: &str| Corrupt {
        table: "grid_map",
        id: row.version.to_string(),
        what: what.to_owned(),
    };
    Ok(Map {
        version: row.version,
        state: MapState::read(&row.state).ok_or_else(|| corrupt("state is not a word of this version"))?,
        revision: row.revision,
        counts: serde_json::from_str(&row.counts).map_err(|error| corrupt(&error.to_string()))?,
        errors: row.errors,
        warnings: row.warnings,
        created_at: row.created_at,
        effective: row.effective,
        published_at: row.published_at,
    })
}

fn write(map: &Map) -> Model {
    Model {
        version: map.version,
        state: map.state.as_str().to_owned(),
        revision: map.revision,
        counts: serde_json::json!(map.counts).to_string(),
        errors: map.errors,
        warnings: map.warnings,
        created_at: map.created_at,
        effective: map.effective,
        published_at: map.published_at,
    }
}
