//! For which periods the screening rounds of a template were made.

use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
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
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Whether they were made.
///
/// # Errors
/// The database's.
pub async fn made(db: &impl ConnectionTrait, template: &str, first: Date) -> Result<bool, DbErr> {
    Ok(Entity::find_by_id((template.to_owned(), first)).one(db).await?.is_some())
}

/// First day of the last period for which they were made.
///
/// # Errors
/// The database's.
pub async fn last(db: &impl ConnectionTrait, template: &str) -> Result<Option<Date>, DbErr> {
    let rows = Entity::find().filter(Column::Template.eq(template));
    let last = rows.order_by_desc(Column::FirstDay).one(db).await?;
    Ok(last.map(|row| row.first_day))
}

/// They are being made in this transaction; no, if another made them.
///
/// # Errors
/// The database's.
pub async fn claim(transaction: &impl ConnectionTrait, template: &str, first: Date) -> Result<bool, DbErr> {
    let row = ActiveModel {
        template: Set(template.to_owned()),
        first_day: Set(first),
    };
    let there = OnConflict::columns([Column::Template, Column::FirstDay]).do_nothing().to_owned();
    let made = Entity::insert(row).on_conflict(there).exec_without_returning(transaction).await?;
    Ok(made > 0)
}
