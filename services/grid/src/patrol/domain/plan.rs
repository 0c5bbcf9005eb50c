//! A plan of patrols: a grid, its checkpoints, and how often they are visited.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Calendar;
use time::Date;
use uuid::Uuid;

use super::{Checkpoint, Frequency, Period, Refusal, Sitting};
use crate::domain::terms::{GridCode, GridRole};

/// A plan of patrols.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its id.
    pub id: Uuid,
    /// The grid.
    pub grid: GridCode,
    /// What it is called.
    pub title: String,
    /// How often.
    pub frequency: Frequency,
    /// The places, in order.
    pub checkpoints: Vec<Checkpoint>,
    /// Who walks it.
    pub role: GridRole,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
}

impl Plan {
    /// The first period that ends on a day or later, as far as the plan is valid.
    #[must_use]
    pub fn next(&self, from: Date, calendar: &Calendar) -> Option<Period> {
        let period = self.frequency.period(from.max(self.valid_from), calendar)?;
        period.within(self.valid_from, self.valid_to)
    }

    /// Puts the plan up, or in the place of the one before.
    ///
    /// # Errors
    /// Those of [`Sitting::governs_grid`], `PLAN_OF_ANOTHER_GRID`, `PLAN_PAST`.
    pub fn put(self, before: Option<&Self>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs_grid(&self.grid)?;
        if before.is_some_and(|before| before.grid != self.grid) {
            return Err(Refusal::PlanOfAnotherGrid);
        }
        if self.is_past(before, sitting.today()) {
            return Err(Refusal::PlanPast);
        }
        Ok(self)
    }

    /// Whether it is new and its last day has passed, or none of the days it is now given is still to come. One that stands may end.
    fn is_past(&self, before: Option<&Self>, today: Date) -> bool {
        let is_over = before.is_none() && self.valid_to.is_some_and(|last| last < today);
        let as_before = before.is_some_and(|before| before.frequency == self.frequency);
        is_over || !as_before && self.frequency.has_passed(today)
    }
}
