//! Whether a department asked for an item of the admission list in a grid before (网格准入). What was rejected was not asked of the grid, and
//! a duplicate is what it is a duplicate of.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Select};
use shiyu_kit::calendar::CHINA;
use shiyu_kit::clock::to_micros;
use time::Date;
use uuid::Uuid;

use super::row::{Column, Entity};
use crate::domain::StageName;
use crate::domain::terms::GridCode;

/// Whether another event was reported by an item in a grid, on a day or since.
///
/// # Errors
/// The database's.
pub async fn is_asked_for(db: &impl ConnectionTrait, of: Uuid, there: (Uuid, &GridCode), since: Date) -> Result<bool, DbErr> {
    let before = before(of, there, since).select_only().column(Column::Id);
    Ok(before.into_tuple::<Uuid>().one(db).await?.is_some())
}

pub(super) fn before(of: Uuid, (item, grid): (Uuid, &GridCode), since: Date) -> Select<Entity> {
    let nothing = [StageName::Rejected, StageName::Duplicate].map(StageName::as_str);
    Entity::find()
        .filter(Column::AdmissionItem.eq(item))
        .filter(Column::Grid.eq(grid.as_str()))
        .filter(Column::OpenedAt.gte(to_micros(since.midnight().assume_offset(CHINA))))
        .filter(Column::Stage.is_not_in(nothing))
        .filter(Column::Id.ne(of))
        .limit(1)
}
