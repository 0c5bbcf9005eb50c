//! A counter of the hall (信访超市窗口).

use serde::Serialize;
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::{CounterKind, Refusal, Sitting};

/// A counter, from its first day to its last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counter {
    /// Its id.
    pub id: Uuid,
    /// The unit that staffs it.
    pub unit: Code,
    /// What for.
    pub kind: CounterKind,
    /// What stands over it.
    pub title: String,
    /// Where in the hall.
    pub hall_place: String,
    /// When it is open, in words.
    pub opening_hours: String,
    /// Telephone of the office; may be empty.
    pub phone: String,
    /// First day it is there.
    pub valid_from: Date,
    /// Last day it is there; none while it has no end.
    pub valid_to: Option<Date>,
}

impl Counter {
    /// Whether it is there on a day.
    #[must_use]
    pub fn is_there_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Puts it up; `before` is the counter of this id.
    ///
    /// # Errors
    /// `COUNTER_UNKNOWN`; `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`, `UNIT_NOT_YOURS`, also of the unit that
    /// had it before.
    pub fn put(self, standing: Standing, before: Option<&Self>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        match (standing, before) {
            (Standing::Known, None) => return Err(Refusal::CounterUnknown(self.id)),
            (Standing::Known, Some(before)) => sitting.oversees(&before.unit)?,
            (Standing::New, _) => {}
        }
        sitting.writes_for(&self.unit)?;
        Ok(self)
    }
}
