//! A place or an enterprise that is looked at. Never a person.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::{Date, Duration};
use uuid::Uuid;

use super::{ObjectKind, Refusal};
use crate::power::domain::covers;
use crate::sitting::Sitting;

/// An object as it is put.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectDraft {
    /// Its id.
    pub id: Uuid,
    /// What kind.
    pub kind: ObjectKind,
    /// Of an enterprise, its credit code.
    pub credit_code: Option<String>,
    /// Its name.
    pub title: String,
    /// The town or village.
    pub place: Code,
    /// Its grid.
    pub grid: Option<String>,
    /// Where it is, in words.
    pub whereabouts: String,
    /// Its trade.
    pub category: String,
    /// The unit that answers for it.
    pub unit: Code,
    /// At least one visit in so many days.
    pub cadence: Option<u16>,
}

/// That a unit visits what lies in its own area: of a town in the town, of a county in all of it.
///
/// # Errors
/// `OBJECT_OUTSIDE_AREA`.
pub fn lies_in_area(place: &Code, unit: &Code) -> Result<(), Refusal> {
    if covers(unit, place) {
        Ok(())
    } else {
        Err(Refusal::ObjectElsewhere(place.clone(), unit.clone()))
    }
}

/// An object on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// What was put.
    pub draft: ObjectDraft,
    /// The day it came into the register.
    pub since: Date,
    /// The day of the last visit.
    pub visited_on: Option<Date>,
    /// Whether it is no more.
    pub closed: bool,
}

impl ObjectDraft {
    /// Puts it on record.
    ///
    /// # Errors
    /// `OBJECT_CLOSED`, `OBJECT_FIXED`, and as [`Sitting::writes_for`] the unit, and the unit before; the place is of the county.
    pub fn put(self, before: Option<&Object>, sitting: &Sitting<'_>) -> Result<Object, Refusal> {
        sitting.writes_for(&self.unit)?;
        sitting.competence().in_county(&self.place)?;
        if let Some(before) = before {
            sitting.governs(&before.draft.unit)?;
            before.is_there()?;
            if before.draft.kind != self.kind || before.draft.credit_code != self.credit_code {
                return Err(Refusal::ObjectFixed);
            }
        }
        Ok(Object {
            since: before.map_or_else(|| sitting.today(), |before| before.since),
            visited_on: before.and_then(|before| before.visited_on),
            closed: false,
            draft: self,
        })
    }
}

impl Object {
    /// By which day it is to be visited: its cadence after the last visit, or after it came into the register.
    #[must_use]
    pub fn due_on(&self) -> Option<Date> {
        let cadence = self.draft.cadence.filter(|_| !self.closed)?;
        let from = self.visited_on.unwrap_or(self.since);
        Some(from.saturating_add(Duration::days(i64::from(cadence))))
    }

    /// It is no more.
    ///
    /// # Errors
    /// `OBJECT_CLOSED`, and as [`Sitting::governs`] the unit.
    pub fn close(self, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.draft.unit)?;
        self.is_there()?;
        Ok(Self { closed: true, ..self })
    }

    /// That it is still there.
    ///
    /// # Errors
    /// `OBJECT_CLOSED`.
    pub fn is_there(&self) -> Result<(), Refusal> {
        if self.closed { Err(Refusal::ObjectClosed) } else { Ok(()) }
    }

    /// The same after a visit.
    #[must_use]
    pub fn visited(self, on: Date) -> Self {
        Self {
            visited_on: self.visited_on.max(Some(on)),
            ..self
        }
    }
}
