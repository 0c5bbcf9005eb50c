//! How far campaigns are: three counts a grid. There is no column for a person.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{FromQueryResult, QueryOrder, QuerySelect};

use super::Unread;
use crate::domain::terms::GridCode;
use crate::patrol::domain::Tally;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "campaign_tally")]
pub struct Model {
    /// The campaign.
    #[sea_orm(primary_key, auto_increment = false)]
    pub campaign: Uuid,
    /// Code of the grid.
    #[sea_orm(primary_key, auto_increment = false)]
    pub grid: String,
    /// Code of its town.
    pub town: String,
    /// Places checked.
    pub checked: i64,
    /// Hazards found.
    pub found: i64,
    /// Of those, how many are gone.
    pub removed: i64,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What is added to the counts of a grid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct More {
    /// Places checked.
    pub checked: i64,
    /// Hazards found.
    pub found: i64,
    /// Hazards gone.
    pub removed: i64,
}

/// A sum by grid or town.
#[derive(Debug, FromQueryResult)]
struct Sum {
    place: String,
    checked: i64,
    found: i64,
    removed: i64,
}

/// Adds to the counts of a grid, and tells them.
///
/// # Errors
/// The database's.
pub async fn add(transaction: &impl ConnectionTrait, campaign: Uuid, grid: &GridCode, more: More) -> Result<Tally, DbErr> {
    let row = ActiveModel {
        campaign: Set(campaign),
        grid: Set(grid.to_string()),
        town: Set(grid.as_str().chars().take(9).collect()),
        checked: Set(more.checked),
        found: Set(more.found),
        removed: Set(more.removed),
    };
    let sum = |column: Column, more: i64| (column, Expr::col((Entity, column)).add(more));
    let again = OnConflict::columns([Column::Campaign, Column::Grid])
        .values([
            sum(Column::Checked, more.checked),
            sum(Column::Found, more.found),
            sum(Column::Removed, more.removed),
        ])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(transaction).await?;
    let row = Entity::find_by_id((campaign, grid.to_string())).one(transaction).await?;
    let row = row.ok_or(DbErr::RecordNotFound("campaign_tally".to_owned()))?;
    Ok(Tally {
        place: row.grid,
        checked: row.checked,
        found: row.found,
        removed: row.removed,
    })
}

/// By what the counts are summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By grid.
    Grid,
    /// By town.
    Town,
}

/// At most `limit` counts of a campaign by grid or town, after a code.
///
/// # Errors
/// The database's.
pub async fn list(db: &impl ConnectionTrait, (campaign, by): (Uuid, By), after: Option<&String>, limit: u64) -> Result<Vec<Tally>, Unread> {
    let place = match by {
        By::Grid => Column::Grid,
        By::Town => Column::Town,
    };
    let whole = |column: Column| Expr::col(column).sum().cast_as("bigint");
    let mut query = Entity::find()
        .select_only()
        .column_as(place, "place")
        .column_as(whole(Column::Checked), "checked")
        .column_as(whole(Column::Found), "found")
        .column_as(whole(Column::Removed), "removed")
        .filter(Column::Campaign.eq(campaign));
    if let Some(after) = after {
        query = query.filter(place.gt(after.as_str()));
    }
    let rows: Vec<Sum> = query.group_by(place).order_by_asc(place).limit(limit).into_model().all(db).await?;
    let tally = |sum: Sum| Tally {
        place: sum.place,
        checked: sum.checked,
        found: sum.found,
        removed: sum.removed,
    };
    Ok(rows.into_iter().map(tally).collect())
}
