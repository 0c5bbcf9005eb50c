//! A command room (综合信息指挥室), the command centre (联动指挥中心) or a sub-centre (分中心).

use serde::{Deserialize, Serialize};
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::Refusal;
use crate::catalogue::domain::Sitting;

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CentreKind {
    /// 综合信息指挥室, of towns.
    Room,
    /// 联动指挥中心, of the county.
    Centre,
    /// 分中心, of towns.
    SubCentre,
}

impl CentreKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Room, Self::Centre, Self::SubCentre];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Centre => "centre",
            Self::SubCentre => "sub_centre",
        }
    }
}

/// One of them, from its first day to its last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Centre {
    /// Its id.
    pub id: Uuid,
    /// The unit that it is.
    pub unit: Code,
    /// Which of the three.
    pub kind: CentreKind,
    /// The unit of the centre that a sub-centre belongs to.
    pub parent: Option<Code>,
    /// The towns it covers; the centre covers the county.
    pub towns: Vec<Code>,
    /// What it is called.
    pub title: String,
    /// Telephone of the office; may be empty.
    pub phone: String,
    /// First day it is there.
    pub valid_from: Date,
    /// Last day it is there; none while it has no end.
    pub valid_to: Option<Date>,
}

impl Centre {
    /// Whether it is there on a day.
    #[must_use]
    pub fn is_there_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Whether it is there on some day of the other's.
    fn overlaps(&self, other: &Self) -> bool {
        let begins_in_time = |one: &Self, other: &Self| one.valid_to.is_none_or(|last| other.valid_from <= last);
        begins_in_time(self, other) && begins_in_time(other, self)
    }

    /// Whether it is there on every day of the other's.
    fn outlasts(&self, other: &Self) -> bool {
        let last = match (self.valid_to, other.valid_to) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(others)) => others <= own,
        };
        self.valid_from <= other.valid_from && last
    }

    /// Puts it up beside all others; one of this id is what it was before.
    ///
    /// # Errors
    /// `CENTRE_UNKNOWN`, `TOWN_COVERED`, `CENTRE_STANDS`, `PARENT_NOT_A_CENTRE`; `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION` of its
    /// unit and its towns; and as [`Sitting::county_wide`].
    pub fn put(self, standing: Standing, all: &[Self], sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        if standing == Standing::Known && !all.iter().any(|before| before.id == self.id) {
            return Err(Refusal::CentreUnknown);
        }
        for unit in [&self.unit].into_iter().chain(&self.towns) {
            sitting.competence().in_county(unit)?;
        }
        let others = all.iter().filter(|other| other.id != self.id);
        let same = others.clone().filter(|other| other.kind == self.kind && other.overlaps(&self));
        for other in same {
            if self.kind == CentreKind::Centre {
                return Err(Refusal::CentreStands);
            }
            if let Some(town) = self.towns.iter().find(|town| other.towns.contains(town)) {
                return Err(Refusal::TownCovered(town.clone()));
            }
        }
        let mut centres = others.filter(|other| other.kind == CentreKind::Centre && other.outlasts(&self));
        match &self.parent {
            Some(parent) if !centres.any(|centre| centre.unit == *parent) => Err(Refusal::ParentNotACentre),
            Some(_) | None => Ok(self),
        }
    }
}
