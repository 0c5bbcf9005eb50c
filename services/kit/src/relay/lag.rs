//! How far the bus is behind the journal.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use crate::journal::{Column, Entity};

/// What is pending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lag {
    /// Rows JetStream has not acknowledged.
    pub rows: u64,
    /// Age of the oldest of them, seconds.
    pub oldest_seconds: i64,
}

/// What is pending now.
///
/// # Errors
/// The database's.
pub async fn lag(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<Lag, DbErr> {
    let pending = Entity::find().filter(Column::Fact.is_not_null()).filter(Column::Sequence.is_null());
    let Some(oldest) = pending.clone().order_by_asc(Column::Position).one(db).await? else {
        return Ok(Lag::default());
    };
    Ok(Lag {
        rows: pending.count(db).await?,
        oldest_seconds: (now - oldest.at).whole_seconds().max(0),
    })
}
