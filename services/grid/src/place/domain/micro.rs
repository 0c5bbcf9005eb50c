//! Micro-grids and ten-household units (微网格, 十户联防): for contact only. They hold no household, no person, no duty.

use serde::Serialize;
use shiyu_kit::register::Standing;
use time::Date;
use uuid::Uuid;

use super::{MicroKind, Refusal};
use crate::domain::terms::GridCode;

/// Levels below a grid: estate, building, stairwell, ten households, and one to spare.
pub const DEEPEST: usize = 5;

/// A micro-unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MicroUnit {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: MicroKind,
    /// The grid it lies in.
    pub grid: GridCode,
    /// The unit above it.
    pub parent: Option<Uuid>,
    /// Its name, of no person.
    pub name: String,
    /// Telephone of the office that reaches it.
    pub phone: String,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
}

impl MicroUnit {
    /// Puts it up; `before` is the unit of this id, `above` the units over it, the nearest first.
    ///
    /// # Errors
    /// `MICRO_UNIT_UNKNOWN`, `PARENT_UNKNOWN`, `PARENT_ELSEWHERE`, `PARENT_TOO_DEEP`.
    pub fn put(self, standing: Standing, before: Option<&Self>, above: &[Self]) -> Result<Self, Refusal> {
        if standing == Standing::Known && before.is_none() {
            return Err(Refusal::MicroUnitUnknown);
        }
        if self.parent != above.first().map(|parent| parent.id) {
            return Err(Refusal::ParentUnknown);
        }
        if above.iter().any(|unit| unit.grid != self.grid) {
            return Err(Refusal::ParentElsewhere);
        }
        if above.len() >= DEEPEST || above.iter().any(|unit| unit.id == self.id) {
            return Err(Refusal::ParentTooDeep);
        }
        Ok(self)
    }
}
