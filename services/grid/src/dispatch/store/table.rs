//! The table of routing tables: a row each, its rules JSON, because they are written and read whole.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::{Row, Standing};

use crate::dispatch::domain::{Draft, Table};

/// A table's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "routing_table")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its version, unique.
    pub version: i64,
    /// What it is.
    pub title: String,
    /// The document that decides it.
    pub document: String,
    /// When it was last drafted.
    pub drafted_at: TimeDateTimeWithTimeZone,
    /// When what it says was simulated.
    pub simulated_at: Option<TimeDateTimeWithTimeZone>,
    /// Since when it is in force; none: a draft.
    pub effective_at: Option<TimeDateTimeWithTimeZone>,
    /// Until when.
    pub until: Option<TimeDateTimeWithTimeZone>,
    /// Its rules, JSON.
    #[sea_orm(column_type = "Text")]
    pub rules: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where a table stands: by version, the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    version: i64,
}

/// Where a table stands.
#[must_use]
pub const fn key(table: &Table) -> Key {
    Key { version: table.version }
}

/// The table of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Table>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.map(read).transpose()?)
}

/// The table of this id, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Table>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.map(read).transpose()?)
}

/// Every table that was activated.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn activated(db: &impl ConnectionTrait) -> Result<Vec<Table>, Unread> {
    let rows = Entity::find().filter(Column::EffectiveAt.is_not_null()).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// At most `limit` tables after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, after: Option<&Key>, limit: u64) -> Result<Vec<Table>, Unread> {
    let rows = question(after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::dispatch) fn question(after: Option<&Key>, limit: u64) -> Select<Entity> {
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

/// Writes a table.
///
/// # Errors
/// The database's, or rules that cannot be written.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, table: &Table) -> Result<(), Unread> {
    let row = write(table)?.into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

fn read(model: Model) -> Result<Table, Corrupt> {
    let rules = row(model.id).json(&model.rules)?;
    Ok(Table {
        version: model.version,
        draft: Draft {
            id: model.id,
            title: model.title,
            document: model.document,
            rules,
        },
        drafted_at: model.drafted_at,
        simulated_at: model.simulated_at,
        effective: model.effective_at,
        until: model.until,
    })
}

fn write(table: &Table) -> Result<Model, Corrupt> {
    let draft = &table.draft;
    let rules = serde_json::to_string(&draft.rules).map_err(|error| row(draft.id).corrupt(error.to_string()))?;
    Ok(Model {
        id: draft.id,
        version: table.version,
        title: draft.title.clone(),
        document: draft.document.clone(),
        drafted_at: table.drafted_at,
        simulated_at: table.simulated_at,
        effective_at: table.effective,
        until: table.until,
        rules,
    })
}

const fn row(id: Uuid) -> Row {
    Row {
        table: "routing_table",
        id,
    }
}
