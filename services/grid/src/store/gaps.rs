//! Open events with empty slots, by unit and slot; never by person.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};
use shiyu_kit::audience::Viewer;
use shiyu_kit::clock::to_micros;
use shiyu_kit::listing::Key;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::body::place_of;
use super::row::{Column, Entity};
use crate::domain::terms::Slot;

/// Units counted at most.
pub const MOST_UNITS: u64 = 1_000;

/// Who asks, for whose gaps.
#[derive(Debug)]
pub struct GapQuestion<'a> {
    /// Who asks.
    pub viewer: &'a Viewer,
    /// Of events whose turn is this unit's.
    pub unit: Option<&'a Code>,
    /// With this slot empty.
    pub slot: Option<Slot>,
}

/// How many open events of a unit have an empty slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The unit.
    pub unit: Code,
    /// The slot.
    pub slot: Slot,
    /// How many; at least 1.
    pub count: i64,
}

#[derive(FromQueryResult)]
struct Counted {
    unit: String,
    missing: i32,
    many: i64,
}

/// The events, reported last, first, after the key: their ids and when they were reported.
///
/// # Errors
/// The database's.
pub async fn gaps(db: &impl ConnectionTrait, question: &GapQuestion<'_>, after: Option<&Key>, limit: u64) -> Result<Vec<Key>, DbErr> {
    let rows: Vec<(OffsetDateTime, Uuid)> = select(question, after, limit, db).into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(at, id)| Key { at, id }).collect())
}

pub(super) fn select(question: &GapQuestion<'_>, after: Option<&Key>, limit: u64, db: &impl ConnectionTrait) -> Select<Entity> {
    let mut query = open(question, db).select_only().columns([Column::OpenedAt, Column::Id]);
    if let Some(key) = after {
        let row = Expr::tuple([Expr::col(Column::OpenedAt), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(to_micros(key.at)), Expr::val(key.id)])));
    }
    query.order_by_desc(Column::OpenedAt).order_by_desc(Column::Id).limit(limit)
}

/// How many, by unit and slot. The database groups by what is missing, of which there are 31 kinds; the rest is adding up.
///
/// # Errors
/// The database's.
pub async fn gap_counts(db: &impl ConnectionTrait, question: &GapQuestion<'_>) -> Result<Vec<Gap>, DbErr> {
    const KINDS: u64 = 31;
    let query = open(question, db)
        .select_only()
        .columns([Column::Unit, Column::Missing])
        .column_as(Column::Id.count(), "many")
        .group_by(Column::Unit)
        .group_by(Column::Missing)
        .order_by_asc(Column::Unit)
        .limit(MOST_UNITS * KINDS);
    let rows = query.into_model::<Counted>().all(db).await?;
    let mut found: std::collections::BTreeMap<(String, i32), (Slot, i64)> = std::collections::BTreeMap::new();
    for row in rows {
        let slots = Slot::ALL
            .into_iter()
            .filter(|slot| question.slot.is_none_or(|asked| asked == *slot));
        for slot in slots.filter(|slot| row.missing & (1 << place_of(*slot)) != 0) {
            found.entry((row.unit.clone(), place_of(slot))).or_insert((slot, 0)).1 += row.many;
        }
    }
    let gap = |((unit, _), (slot, count)): ((String, i32), (Slot, i64))| {
        let unit = unit.parse().ok()?;
        Some(Gap { unit, slot, count })
    };
    Ok(found.into_iter().filter_map(gap).collect())
}

fn open(question: &GapQuestion<'_>, db: &impl ConnectionTrait) -> Select<Entity> {
    let empty = |slot: Slot| Expr::col(Column::Missing).bit_and(1 << place_of(slot)).ne(0);
    let mut all = Condition::all().add(question.viewer.condition(Column::Id, db.get_database_backend()));
    all = all.add(Column::ClosedAt.is_null()).add(Column::Missing.ne(0));
    all = all.add_option(question.unit.map(|unit| Column::Unit.eq(unit.as_str())));
    all = all.add_option(question.slot.map(empty));
    Entity::find().filter(all)
}
