//! Clinics and receptions (坐班、接待): who sits where on a day, and the visits. Of a visit nobody's name is kept, nor what they asked.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::CHINA;
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime, Time};
use uuid::Uuid;

use super::committee::fixed;
use super::{Adviser, CounselOutcome, Refusal, Room, Sitting};
use crate::domain::terms::Category;

/// What a clinic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClinicKind {
    /// 律师坐班.
    Lawyer,
    /// 调解员坐班.
    Mediator,
    /// 调解专员接待.
    Commissioner,
}

/// A clinic or reception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clinic {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub unit: Code,
    /// What it is.
    pub kind: ClinicKind,
    /// Where.
    pub place: String,
    /// The day.
    pub on: Date,
    /// From.
    pub from: Time,
    /// To.
    pub to: Time,
    /// The mediators who sit there.
    pub mediators: Vec<Uuid>,
    /// The legal adviser who sits there.
    #[serde(default)]
    pub adviser: Option<Uuid>,
    /// The room it takes.
    #[serde(default)]
    pub room: Option<Uuid>,
    /// Why it was called off.
    #[serde(default)]
    pub cancelled: Option<String>,
}

/// One visit to a clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its id.
    pub id: Uuid,
    /// Whose clinic.
    pub unit: Code,
    /// The clinic.
    pub clinic: Uuid,
    /// The day of the clinic.
    pub on: Date,
    /// About what.
    pub category: Category,
    /// What came of it.
    pub outcome: CounselOutcome,
}

/// A visit to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Visiting {
    /// Its id.
    pub id: Uuid,
    /// The clinic.
    pub clinic: Uuid,
    /// About what.
    pub category: Category,
    /// What came of it.
    pub outcome: CounselOutcome,
}

impl Clinic {
    /// Puts it on the schedule, or puts another content in the place of one whose day is not over.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `DATE_IN_PAST`, `CLINIC_UNKNOWN`, `CLINIC_CANCELLED`, `CLINIC_PAST`, `UNIT_FIXED`.
    pub fn put(self, standing: Standing, before: Option<&Self>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        if self.on < sitting.today() {
            return Err(Refusal::DateInPast(self.on));
        }
        match (standing, before) {
            (Standing::New, _) => Ok(self),
            (Standing::Known, None) => Err(Refusal::ClinicUnknown),
            (Standing::Known, Some(before)) => {
                before.can_change(sitting)?;
                fixed(&before.unit, &self.unit).map(|()| self)
            }
        }
    }

    /// When it is held.
    #[must_use]
    pub fn held(&self) -> (OffsetDateTime, OffsetDateTime) {
        let at = |time| self.on.with_time(time).assume_offset(CHINA);
        (at(self.from), at(self.to))
    }

    /// That the adviser who sits there, if one does, is engaged on the day, and the room it takes is in use.
    ///
    /// # Errors
    /// `ADVISER_UNKNOWN`, `ADVISER_NOT_ENGAGED`, `ROOM_UNKNOWN`.
    pub fn finds(&self, adviser: Option<&Adviser>, room: Option<&Room>) -> Result<(), Refusal> {
        if self.adviser.is_some() && !adviser.ok_or(Refusal::AdviserUnknown)?.days.holds(self.on) {
            return Err(Refusal::AdviserNotEngaged);
        }
        if self.room.is_some() && room.is_none_or(|room| !room.days.holds(self.on)) {
            return Err(Refusal::RoomUnknown);
        }
        Ok(())
    }

    /// Calls it off.
    ///
    /// # Errors
    /// As [`Clinic::put`].
    pub fn cancel(mut self, reason: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        self.can_change(sitting)?;
        self.cancelled = Some(reason.to_owned());
        Ok(self)
    }

    fn can_change(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        self.is_held()?;
        if self.on < sitting.today() {
            Err(Refusal::ClinicPast)
        } else {
            Ok(())
        }
    }

    const fn is_held(&self) -> Result<(), Refusal> {
        match self.cancelled {
            None => Ok(()),
            Some(_) => Err(Refusal::ClinicCancelled),
        }
    }
}

impl Visiting {
    /// Records it under its clinic.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `CLINIC_UNKNOWN`, `CLINIC_CANCELLED`, `CLINIC_AHEAD`.
    pub fn record(self, clinic: Option<&Clinic>, sitting: &Sitting<'_>) -> Result<Visit, Refusal> {
        let clinic = clinic.ok_or(Refusal::ClinicUnknown)?;
        sitting.governs(&clinic.unit)?;
        clinic.is_held()?;
        if clinic.on > sitting.today() {
            return Err(Refusal::ClinicAhead);
        }
        Ok(Visit {
            id: self.id,
            unit: clinic.unit.clone(),
            clinic: self.clinic,
            on: clinic.on,
            category: self.category,
            outcome: self.outcome,
        })
    }
}
