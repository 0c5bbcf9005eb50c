//! For which periods the screening rounds of a template were made, and of which units.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use time::Date;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "screening_period")]
pub struct Model {
    /// Code of the template.
    #[sea_orm(primary_key, auto_increment = false)]
    pub template: String,
    /// First day of the period.
    #[sea_orm(primary_key, auto_increment = false)]
    pub first_day: Date,
    /// Digest of the units that have a round.
    pub units: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Whether they were made of these units.
///
/// # Errors
/// The database's.
pub async fn made(db: &impl ConnectionTrait, (template, first): (&str, Date), units: &str) -> Result<bool, DbErr> {
    let row = Entity::find_by_id((template.to_owned(), first)).one(db).await?;
    Ok(row.is_some_and(|row| row.units == units))
}

/// They are being made of these units in this transaction; no, if another made them.
///
/// # Errors
/// The database's.
pub async fn claim(transaction: &impl ConnectionTrait, (template, first): (&str, Date), units: &str) -> Result<bool, DbErr> {
    let row = ActiveModel {
        template: Set(template.to_owned()),
        first_day: Set(first),
        units: Set(units.to_owned()),
    };
    let there = OnConflict::columns([Column::Template, Column::FirstDay])
        .update_column(Column::Units)
        .action_and_where(Expr::col((Entity, Column::Units)).ne(units))
        .to_owned();
    let made = Entity::insert(row).on_conflict(there).exec_without_returning(transaction).await?;
    Ok(made > 0)
}
