//! The findings' table: what the linter said of a version, errors first.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;

use super::Unread;
use crate::place::domain::Finding;

/// A finding of a version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "map_finding")]
pub struct Model {
    /// The version.
    #[sea_orm(primary_key, auto_increment = false)]
    pub map: i64,
    /// Counted from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// What was found, JSON.
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where a finding stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    number: i32,
}

/// Where a finding stands in the list.
#[must_use]
pub const fn key(numbered: &(i32, Finding)) -> Key {
    Key { number: numbered.0 }
}

/// Writes the findings of a version over those it had.
///
/// # Errors
/// The database's.
pub async fn replace(db: &impl ConnectionTrait, map: i64, findings: &[Finding]) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::Map.eq(map)).exec(db).await?;
    let rows: Vec<_> = findings
        .iter()
        .zip(1..)
        .map(|(finding, number)| row(map, number, finding))
        .collect();
    for part in rows.chunks(500) {
        let part = part.iter().cloned().map(IntoActiveModel::into_active_model);
        Entity::insert_many(part).exec_without_returning(db).await?;
    }
    Ok(())
}

fn row(map: i64, number: i32, finding: &Finding) -> Model {
    Model {
        map,
        number,
        body: serde_json::json!(finding).to_string(),
    }
}

/// At most `limit` findings of a version after the key, with their numbers.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, map: i64, after: Option<&Key>, limit: u64) -> Result<Vec<(i32, Finding)>, Unread> {
    let rows = question(map, after, limit).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::place) fn question(map: i64, after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find().filter(Column::Map.eq(map));
    if let Some(Key { number }) = after {
        query = query.filter(Column::Number.gt(*number));
    }
    query.order_by_asc(Column::Number).limit(limit)
}

fn read(row: &Model) -> Result<(i32, Finding), Corrupt> {
    let finding = serde_json::from_str(&row.body).map_err(|error| Corrupt {
        table: "map_finding",
        id: format!("{} {}", row.map, row.number),
        what: error.to_string(),
    })?;
    Ok((row.number, finding))
}
