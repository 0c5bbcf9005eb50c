//! Where disputes are brought and mediated: centres and offices, their counters, rooms.

use serde::{Deserialize, Serialize};
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::committee::fixed;
use super::{Days, Refusal, Sitting};

/// The county's centre, or a town's office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Centre {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub unit: Code,
    /// Its name.
    pub title: String,
    /// Where it is.
    pub address: String,
    /// Its telephone.
    pub phone: String,
    /// When it is open.
    pub hours: String,
    /// From when to when it is there.
    pub days: Days,
}

/// What a counter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CounterKind {
    /// 综合受理.
    Reception,
    /// 人民调解.
    PeopleMediation,
    /// 行政调解.
    AdministrativeMediation,
    /// 诉讼服务.
    Court,
    /// 仲裁.
    Arbitration,
    /// 法律援助.
    LegalAid,
    /// 信访.
    Petition,
    /// 心理服务.
    Psychology,
    /// Another.
    Other,
}

/// A counter of a centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// Its id.
    pub id: Uuid,
    /// The centre.
    pub centre: Uuid,
    /// Who staffs it.
    pub unit: Code,
    /// What it is for.
    pub kind: CounterKind,
    /// What it is called.
    pub title: String,
    /// When it is staffed.
    pub hours: String,
    /// From when to when it is there.
    pub days: Days,
}

/// A room for sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub unit: Code,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub address: String,
    /// How many sit in it.
    pub seats: u32,
    /// From when to when it is in use.
    pub days: Days,
}

impl Centre {
    /// Opens it, or puts another content in the place of what stands.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `CENTRE_UNKNOWN`, `UNIT_FIXED`.
    pub fn put(self, standing: Standing, before: Option<&Self>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        match (standing, before) {
            (Standing::New, _) => Ok(self),
            (Standing::Known, None) => Err(Refusal::CentreUnknown),
            (Standing::Known, Some(before)) => fixed(&before.unit, &self.unit).map(|()| self),
        }
    }
}

impl Counter {
    /// Puts it up in a centre, or puts another content in the place of what stands.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], of the centre's unit, and of [`Sitting::in_county`], of who staffs it, `CENTRE_UNKNOWN`,
    /// `COUNTER_UNKNOWN`, `CENTRE_FIXED`.
    pub fn put(
        self,
        (standing, before): (Standing, Option<&Self>),
        centre: Option<&Centre>,
        sitting: &Sitting<'_>,
    ) -> Result<Self, Refusal> {
        sitting.governs(&centre.ok_or(Refusal::CentreUnknown)?.unit)?;
        sitting.in_county(&self.unit)?;
        match (standing, before) {
            (Standing::Known, None) => Err(Refusal::CounterUnknown),
            (Standing::Known, Some(before)) if before.centre != self.centre => Err(Refusal::CentreFixed),
            (Standing::New | Standing::Known, _) => Ok(self),
        }
    }
}

impl Room {
    /// Puts it in the register, or puts another content in the place of what stands.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `ROOM_UNKNOWN`, `UNIT_FIXED`.
    pub fn put(self, standing: Standing, before: Option<&Self>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        match (standing, before) {
            (Standing::New, _) => Ok(self),
            (Standing::Known, None) => Err(Refusal::RoomUnknown),
            (Standing::Known, Some(before)) => fixed(&before.unit, &self.unit).map(|()| self),
        }
    }
}
