//! Who and what is booked when: a row for each quarter of an hour, which the database gives to one case only.

use std::ops::Range;

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use time::OffsetDateTime;

/// Seconds of a slot.
const SLOT: i64 = 900;

/// One quarter of an hour of somebody or something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveEntityModel)]
#[sea_orm(table_name = "booking")]
pub struct Model {
    /// Who or what, as in `room/{uuid}`.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub resource: String,
    /// Which quarter of an hour, counted from 1970.
    #[sea_orm(primary_key, auto_increment = false)]
    pub slot: i64,
    /// The case that has it.
    pub case_id: Uuid,
}

/// A booking points at nothing: its case may lie in any table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The slots that a time from then to then touches; none if it ends before it begins.
#[must_use]
pub fn slots(from: OffsetDateTime, to: OffsetDateTime) -> Range<i64> {
    let last = to.unix_timestamp().saturating_add(SLOT - 1).div_euclid(SLOT);
    from.unix_timestamp().div_euclid(SLOT)..last
}

/// When a slot begins; it ends when the next one does.
#[must_use]
pub fn begins(slot: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(slot.saturating_mul(SLOT)).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// What of these is taken in the slots of a time, by resource and slot.
///
/// # Errors
/// The database's.
pub async fn taken(db: &impl ConnectionTrait, resources: &[String], slots: Range<i64>) -> Result<Vec<Model>, DbErr> {
    let of = Entity::find().filter(Column::Resource.is_in(resources.iter().map(String::as_str)));
    let query = of.filter(Column::Slot.gte(slots.start)).filter(Column::Slot.lt(slots.end));
    query.order_by_asc(Column::Resource).order_by_asc(Column::Slot).all(db).await
}

/// The last slot of a resource that is taken; none: it is free. Where slots are turns that are taken one after the other, that is the last
/// turn there was.
///
/// # Errors
/// The database's.
pub async fn last(db: &impl ConnectionTrait, resource: &str) -> Result<Option<i64>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Slot)
        .filter(Column::Resource.eq(resource))
        .order_by_desc(Column::Slot)
        .limit(1)
        .into_tuple::<i64>()
        .one(db)
        .await
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_time_has_every_quarter_of_an_hour_it_touches() {
        let nine = datetime!(2026-12-01 09:00 +8);
        let first = nine.unix_timestamp() / SLOT;
        assert_eq!(slots(nine, datetime!(2026-12-01 09:30 +8)).collect::<Vec<_>>(), [first, first + 1]);
        assert_eq!(
            slots(datetime!(2026-12-01 09:14 +8), datetime!(2026-12-01 09:16 +8)).collect::<Vec<_>>(),
            [first, first + 1]
        );
        assert_eq!(begins(first), nine);
        assert_eq!(slots(nine, nine).count(), 0);
        assert_eq!(slots(nine, datetime!(2026-12-01 08:00 +8)).count(), 0);
    }
}
