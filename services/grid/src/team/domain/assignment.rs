//! Somebody in a grid, in a role, on some days (4+N).

use serde::Serialize;
use shiyu_kit::register::Standing;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{AssignmentEnding, Refusal, Sitting};
use crate::domain::terms::{GridCode, GridRole};

/// A certificate (持证上岗).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// Its number.
    pub number: String,
    /// Last day it is valid.
    pub valid_to: Date,
}

/// That an assignment was ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ended {
    /// When that was put on record.
    pub at: OffsetDateTime,
    /// Why.
    pub why: AssignmentEnding,
}

/// Somebody in a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assignment {
    /// Its id.
    pub id: Uuid,
    /// Which grid.
    pub grid: GridCode,
    /// Subject of the person's token.
    pub subject: String,
    /// As what.
    pub role: GridRole,
    /// First day.
    pub from: Date,
    /// Last day; none while it has no end.
    pub to: Option<Date>,
    /// The certificate.
    pub certificate: Option<Certificate>,
    /// Whether it was ended.
    pub ended: Option<Ended>,
}

/// The order to end one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EndingOrder {
    /// Which.
    pub id: Uuid,
    /// After which day.
    pub last: Date,
    /// Why.
    pub why: AssignmentEnding,
}

impl Assignment {
    /// Whether it stands on a day.
    #[must_use]
    pub fn stands_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// The day whose map has to show its grid: its first, or today if that is later.
    #[must_use]
    pub fn map_day(&self, sitting: &Sitting<'_>) -> Date {
        self.from.max(sitting.today())
    }

    /// Assigns, or changes days and certificate of what was assigned `before`; `others` are assignments of the same person in the
    /// same grid and role.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`, `UNIT_NOT_YOURS`, `ASSIGNMENT_UNKNOWN`, `ASSIGNMENT_ENDED`,
    /// `ASSIGNMENT_FIXED`, `ASSIGNMENT_OVERLAPS`.
    pub fn put(self, standing: Standing, before: Option<&Self>, others: &[Self], sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.writes_for_grid(&self.grid)?;
        match (standing, before) {
            (Standing::New, _) => {}
            (Standing::Known, None) => return Err(Refusal::AssignmentUnknown),
            (Standing::Known, Some(before)) => before.gives_way_to(&self, sitting)?,
        }
        if others.iter().any(|other| other.id != self.id && other.overlaps(&self)) {
            return Err(Refusal::AssignmentOverlaps);
        }
        Ok(self)
    }

    /// Ends it after a day: from the day before the act on, because what was done until then was done in the role.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `ASSIGNMENT_ENDED`, `DATE_IN_PAST`, `ENDS_BEFORE`.
    pub fn end(self, order: &EndingOrder, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        self.is_overseen(sitting)?;
        self.is_not_ended()?;
        if order.last < sitting.today().previous_day().unwrap_or(Date::MIN) {
            return Err(Refusal::DateInPast(order.last));
        }
        if let Some(last) = self.to.filter(|last| *last < order.last) {
            return Err(Refusal::EndsBefore(last));
        }
        Ok(Self {
            to: Some(order.last),
            ended: Some(Ended {
                at: sitting.now,
                why: order.why,
            }),
            ..self
        })
    }

    fn gives_way_to(&self, new: &Self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        self.is_overseen(sitting)?;
        self.is_not_ended()?;
        if (&self.grid, &self.subject, self.role) == (&new.grid, &new.subject, new.role) {
            Ok(())
        } else {
            Err(Refusal::AssignmentFixed)
        }
    }

    /// A village may be no more: what it left stays in hands.
    fn is_overseen(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let village = self.grid.village().map_err(|_| Refusal::GridUnknown(self.grid.clone()))?;
        Ok(sitting.governs(&village)?)
    }

    const fn is_not_ended(&self) -> Result<(), Refusal> {
        match self.ended {
            None => Ok(()),
            Some(_) => Err(Refusal::AssignmentEnded),
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        let same = (&self.grid, &self.subject, self.role) == (&other.grid, &other.subject, other.role);
        let begun = |one: &Self, last: Option<Date>| last.is_none_or(|last| one.from <= last);
        let held = |one: &Self| one.to.is_none_or(|last| one.from <= last);
        same && held(self) && held(other) && begun(self, other.to) && begun(other, self.to)
    }
}
