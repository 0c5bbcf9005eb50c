//! The tables of patrols, hazards, campaigns and screening rounds: rows, and the lists over them.

pub mod campaign;
pub mod entry;
pub mod hazard;
pub mod period;
pub mod plan;
pub mod round;
pub mod screening;
pub mod tally;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::reading::Days;
use time::Date;
use uuid::Uuid;

pub use shiyu_kit::ledger::Unread;

/// Where a row stands in a list by day, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayKey {
    /// Its day.
    pub day: Date,
    /// Its id.
    pub id: Uuid,
}

/// The rows of some days after a key, the latest first.
fn by_day<E: EntityTrait>(
    mut query: Select<E>,
    (day, id): (E::Column, E::Column),
    (days, after, limit): (&Days, Option<&DayKey>, u64),
) -> Select<E> {
    if let Some(from) = days.from {
        query = query.filter(day.gte(from));
    }
    if let Some(to) = days.to {
        query = query.filter(day.lte(to));
    }
    if let Some(after) = after {
        let row = Expr::tuple([Expr::col(day), Expr::col(id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(after.day), Expr::val(after.id)])));
    }
    query.order_by_desc(day).order_by_desc(id).limit(limit)
}

/// A count as a column.
fn count(many: usize) -> i32 {
    i32::try_from(many).unwrap_or(i32::MAX)
}
