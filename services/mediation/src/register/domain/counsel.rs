//! Law before the dispute: a legal adviser for each village, and consultations. What somebody asked is never kept.

use serde::{Deserialize, Serialize};
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::committee::fixed;
use super::{Days, Refusal, Sitting};
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
