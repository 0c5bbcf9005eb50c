//! A hazard of a place (隐患). Nothing here says who lives or works there.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{Danger, HazardState, Refusal, Sitting};
use crate::domain::terms::{ClassCode, GridCode, GridRole, Point};

/// Where the event of a hazard stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    /// It is worked on.
    Open,
    /// It has come to its end.
    Ended,
}

/// A danger is looked at again after so many days at most.
pub const LONGEST_REVIEW: i64 = 366;

/// Where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Where {
    /// The grid.
    pub grid: GridCode,
    /// The point.
    pub point: Option<Point>,
    /// The standard address.
    pub address: Option<Uuid>,
    /// In words.
    pub whereabouts: String,
}

/// A hazard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hazard {
    /// Its id.
    pub id: Uuid,
    /// Where it is.
    pub at: Where,
    /// What it is.
    pub class: ClassCode,
    /// How dangerous the place is.
    pub danger: Danger,
    /// The day it was found.
    pub found_on: Date,
    /// The event that was reported of it.
    pub event: Option<Uuid>,
    /// The campaign in which it was found.
    pub campaign: Option<Uuid>,
}

/// A hazard on record, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standpoint {
    /// What was found.
    pub hazard: Hazard,
    /// Where it stands.
    pub state: HazardState,
    /// Of an accepted one, the day it is looked at again.
    pub review_on: Option<Date>,
    /// Why it was accepted, or how it was removed.
    pub reason: Option<String>,
    /// When it came to where it stands.
    pub changed_at: OffsetDateTime,
}

impl Hazard {
    /// Puts the hazard on record; `role` is the caller's in the grid.
    ///
    /// # Errors
    /// `FOUND_IN_FUTURE`, and those of [`Sitting::works_in`].
    pub fn record(self, role: Option<GridRole>, sitting: &Sitting<'_>) -> Result<Standpoint, Refusal> {
        sitting.works_in(&self.at.grid, role)?;
        if self.found_on > sitting.today() {
            return Err(Refusal::FoundInFuture);
        }
        Ok(Standpoint {
            hazard: self,
            state: HazardState::Open,
            review_on: None,
            reason: None,
            changed_at: sitting.now,
        })
    }
}

impl Standpoint {
    /// Accepts it until a day.
    ///
    /// # Errors
    /// Those of [`Sitting::governs_grid`], `HAZARD_NOT_OPEN`, `REVIEW_DATE_INVALID`.
    pub fn accept(self, reason: &str, review_on: Date, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs_grid(&self.hazard.at.grid)?;
        if self.state != HazardState::Open {
            return Err(Refusal::HazardNotOpen);
        }
        let today = sitting.today();
        if review_on <= today || review_on - today > Duration::days(LONGEST_REVIEW) {
            return Err(Refusal::ReviewDateInvalid);
        }
        Ok(Self {
            state: HazardState::Accepted,
            review_on: Some(review_on),
            reason: Some(reason.to_owned()),
            changed_at: sitting.now,
            ..self
        })
    }

    /// It is gone, as somebody says who governs the place; `event` is how its event stands, if it has one. While that is open, its
    /// verification says so.
    ///
    /// # Errors
    /// Those of [`Sitting::governs_grid`], `HAZARD_NOT_OPEN`, `HAZARD_UNDER_EVENT`.
    pub fn remove(self, reason: &str, event: Option<EventState>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs_grid(&self.hazard.at.grid)?;
        if self.state == HazardState::Removed {
            return Err(Refusal::HazardNotOpen);
        }
        if event == Some(EventState::Open) {
            return Err(Refusal::HazardUnderEvent);
        }
        let mut gone = self.gone(sitting.now);
        gone.reason = Some(reason.to_owned());
        Ok(gone)
    }

    /// It is gone: its event was verified.
    #[must_use]
    pub fn gone(self, now: OffsetDateTime) -> Self {
        Self {
            state: HazardState::Removed,
            review_on: None,
            changed_at: now,
            ..self
        }
    }

    /// The day of its review has come: it is open again.
    #[must_use]
    pub fn reopened(self, now: OffsetDateTime) -> Self {
        Self {
            state: HazardState::Open,
            review_on: None,
            changed_at: now,
            ..self
        }
    }
}
