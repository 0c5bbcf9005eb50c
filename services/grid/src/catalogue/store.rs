//! The table of editions: a row each, its content JSON, because it is written and read whole.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::Row;
use time::Date;

use super::domain::Edition;

/// An edition's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "catalogue")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its version, unique.
    pub version: i64,
    /// Its first day.
    pub valid_from: Date,
    /// The document that decides it.
    pub document: String,
    /// When it was brought.
    pub imported_at: TimeDateTimeWithTimeZone,
    /// Its classes, subclasses and limits, JSON.
    #[sea_orm(column_type = "Text")]
    pub content: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where an edition stands: by version, the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    version: i64,
}

/// Where an edition stands.
#[must_use]
pub const fn key(edition: &Edition) -> Key {
    Key { version: edition.version }
}

/// Every edition.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Edition>, Unread> {
    let rows = Entity::find().all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// At most `limit` editions after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, after: Option<&Key>, limit: u64) -> Result<Vec<Edition>, Unread> {
    let rows = question(after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(super) fn question(after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find();
    if let Some(Key { version }) = after {
        query = query.filter(Column::Version.lt(*version));
    }
    query.order_by_desc(Column::Version).limit(limit)
}

/// The version after the newest.
///
/// # Errors
/// The database's.
pub async fn next_version(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let newest = Entity::find().select_only().column(Column::Version).order_by_desc(Column::Version);
    let newest: Option<i64> = newest.into_tuple().one(db).await?;
    Ok(newest.map_or(1, |version| version + 1))
}

/// Adds an edition.
///
/// # Errors
/// The database's, or a content that cannot be written.
pub async fn add(db: &impl ConnectionTrait, edition: &Edition) -> Result<(), Unread> {
    let row = write(edition)?.into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

fn read(model: Model) -> Result<Edition, Corrupt> {
    let row = row(model.id);
    Ok(Edition {
        id: model.id,
        version: model.version,
        valid_from: Some(model.valid_from),
        document: model.document,
        imported_at: Some(model.imported_at),
        content: row.json(&model.content)?,
    })
}

fn write(edition: &Edition) -> Result<Model, Corrupt> {
    let row = row(edition.id);
    let missing = || row.corrupt("the built-in edition is no row");
    Ok(Model {
        id: edition.id,
        version: edition.version,
        valid_from: edition.valid_from.ok_or_else(missing)?,
        document: edition.document.clone(),
        imported_at: edition.imported_at.ok_or_else(missing)?,
        content: serde_json::to_string(&edition.content).map_err(|error| row.corrupt(error.to_string()))?,
    })
}

const fn row(id: Uuid) -> Row {
    Row { table: "catalogue", id }
}
