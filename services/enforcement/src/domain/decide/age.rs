//! 责任年龄 (行政处罚法 arts. 30, 31): what the number of an identity card tells of the age on the day of the act is not told otherwise.

use time::{Date, Month};

use crate::domain::refusal::Refusal;
use crate::domain::terms::Capacity;

/// The years from which on somebody answers for what they do, lighter first and then fully.
const ANSWERABLE: (i32, i32) = (14, 18);

/// Whether somebody who was born on a day answers so for what they did on another. Of whom no day is known the order is believed.
pub(super) fn answers(capacity: Capacity, born: Option<Date>, day: Date) -> Result<(), Refusal> {
    let Some(born) = born else { return Ok(()) };
    if !is_full(born, ANSWERABLE.0, day) {
        return match capacity {
            Capacity::Under14 | Capacity::Incapable => Ok(()),
            Capacity::Full | Capacity::Under18 | Capacity::Diminished => Err(Refusal::NotAnswerable),
        };
    }
    let young = !is_full(born, ANSWERABLE.1, day);
    let fits = match capacity {
        Capacity::Incapable => true,
        Capacity::Under18 => young,
        Capacity::Full | Capacity::Diminished => !young,
        Capacity::Under14 => false,
    };
    if fits { Ok(()) } else { Err(Refusal::CapacityNotFitting) }
}

/// So many years are full on the day after the birthday.
fn is_full(born: Date, years: i32, day: Date) -> bool {
    let year = born.year().saturating_add(years);
    // Of the 29th of February the year without one has its last day.
    let birthday = born
        .replace_year(year)
        .or_else(|_| Date::from_calendar_date(year, Month::February, 28));
    birthday.is_ok_and(|birthday| day > birthday)
}
