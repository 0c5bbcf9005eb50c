//! Law before the dispute: a legal adviser for each village, consultations, clinics. What somebody asked is never kept.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::CHINA;
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime, Time};
use uuid::Uuid;

use super::committee::fixed;
use super::{Days, Refusal, Room, Sitting};
use crate::domain::terms::Category;

/// A village's legal adviser (一村一法律顾问).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adviser {
    /// The id.
    pub id: Uuid,
    /// The village.
    pub unit: Code,
    /// The law firm.
    pub firm: String,
    /// Who advises.
    pub name: String,
    /// The office telephone.
    pub phone: String,
    /// From when to when.
    pub days: Days,
}

/// How somebody asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsultationChannel {
    /// In the village.
    Visit,
    /// By telephone.
    Phone,
    /// Online.
    Online,
}

/// What a consultation or visit led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CounselOutcome {
    /// It was answered.
    Answered,
    /// 申请调解.
    Mediation,
    /// 法律援助.
    LegalAid,
    /// 诉讼、仲裁.
    CourtOrArbitration,
    /// To the agency that is competent.
    Agency,
}

/// A consultation, as far as anybody may know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consultation {
    /// Its id.
    pub id: Uuid,
    /// The village; the adviser's.
    pub unit: Code,
    /// The adviser.
    pub adviser: Uuid,
    /// The day.
    pub on: Date,
    /// How.
    pub channel: ConsultationChannel,
    /// About what.
    pub category: Category,
    /// What it led to.
    pub outcome: CounselOutcome,
}

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

impl Adviser {
    /// Engages, or puts another content in place; `others` are the village's.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `ADVISER_UNKNOWN`, `UNIT_FIXED`, `ADVISER_OVERLAPS`.
    pub fn put(self, (standing, before): (Standing, Option<&Self>), others: &[Self], sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        match (standing, before) {
            (Standing::New, _) => {}
            (Standing::Known, None) => return Err(Refusal::AdviserUnknown),
            (Standing::Known, Some(before)) => fixed(&before.unit, &self.unit)?,
        }
        let overlaps = |other: &Self| other.id != self.id && other.days.meets(self.days);
        if others.iter().any(overlaps) {
            return Err(Refusal::AdviserOverlaps);
        }
        Ok(self)
    }
}

/// A consultation to be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Consulting {
    /// Its id.
    pub id: Uuid,
    /// The adviser.
    pub adviser: Uuid,
    /// The day.
    pub on: Date,
    /// How.
    pub channel: ConsultationChannel,
    /// About what.
    pub category: Category,
    /// What it led to.
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

impl Consulting {
    /// Logs it for the village of its adviser.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `ADVISER_UNKNOWN`, `DATE_IN_FUTURE`, `ADVISER_NOT_ENGAGED`.
    pub fn record(self, adviser: Option<&Adviser>, sitting: &Sitting<'_>) -> Result<Consultation, Refusal> {
        let adviser = adviser.ok_or(Refusal::AdviserUnknown)?;
        sitting.governs(&adviser.unit)?;
        if self.on > sitting.today() {
            return Err(Refusal::DateInFuture(self.on));
        }
        if !adviser.days.holds(self.on) {
            return Err(Refusal::AdviserNotEngaged);
        }
        Ok(Consultation {
            id: self.id,
            unit: adviser.unit.clone(),
            adviser: self.adviser,
            on: self.on,
            channel: self.channel,
            category: self.category,
            outcome: self.outcome,
        })
    }
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
