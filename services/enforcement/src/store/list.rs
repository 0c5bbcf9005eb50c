//! The lists: keyset-paged, each over an index that matches it.

use std::ops::RangeInclusive;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::row::{Column, Entity};

/// The running counts in this range that a unit's cases of a year have.
///
/// # Errors
/// The database's.
pub async fn numbers(db: &impl ConnectionTrait, unit: &str, year: i32, range: RangeInclusive<i64>) -> Result<Vec<i64>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Serial)
        .filter(Column::Year.eq(year))
        .filter(Column::Serial.between(*range.start(), *range.end()))
        .filter(Column::Receiver.eq(unit))
        .into_tuple()
        .all(db)
        .await
}
