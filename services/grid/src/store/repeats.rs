//! Whether the same happened at the same place before (重复发生): something of the subclass in the grid, within thirty days. What was
//! rejected did not happen, and a duplicate is what it is a duplicate of.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Select};
use shiyu_kit::clock::to_micros;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::row::{Column, Entity};
use crate::domain::StageName;
use crate::domain::terms::{ClassCode, GridCode};

/// How long ago it may have been reported (domain.md B4).
pub const AGAIN: Duration = Duration::days(30);

/// Whether another event of the subclass was reported in the grid within the thirty days before a time.
///
/// # Errors
/// The database's.
pub async fn repeats(db: &impl ConnectionTrait, of: Uuid, there: (&GridCode, ClassCode), at: OffsetDateTime) -> Result<bool, DbErr> {
    for ended in [false, true] {
        let earlier = earlier(of, there, at).filter(is_ended(ended)).select_only().column(Column::Id);
        if earlier.into_tuple::<Uuid>().one(db).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Open events and ended ones have an index each.
pub(super) fn is_ended(ended: bool) -> Expr {
    if ended {
        Column::ClosedAt.is_not_null()
    } else {
        Column::ClosedAt.is_null()
    }
}

pub(super) fn earlier(of: Uuid, (grid, class): (&GridCode, ClassCode), at: OffsetDateTime) -> Select<Entity> {
    let nothing = [StageName::Rejected, StageName::Duplicate].map(StageName::as_str);
    Entity::find()
        .filter(Column::Grid.eq(grid.as_str()))
        .filter(Column::ClassCode.eq(class.to_string()))
        .filter(Column::OpenedAt.between(to_micros(at - AGAIN), to_micros(at)))
        .filter(Column::Stage.is_not_in(nothing))
        .filter(Column::Id.ne(of))
        .limit(1)
}
