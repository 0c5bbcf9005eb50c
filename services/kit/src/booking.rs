//! Who and what is booked when: a row for each quarter of an hour, which the database gives to one case only.

use sea_orm::entity::prelude::*;
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
pub fn slots(from: OffsetDateTime, to: OffsetDateTime) -> impl Iterator<Item = i64> {
    let last = to.unix_timestamp().saturating_add(SLOT - 1).div_euclid(SLOT);
    from.unix_timestamp().div_euclid(SLOT)..last
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
        assert_eq!(slots(nine, nine).count(), 0);
        assert_eq!(slots(nine, datetime!(2026-12-01 08:00 +8)).count(), 0);
    }
}
