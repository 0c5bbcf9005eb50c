//! What programmes, objectives and tasks are, and what may become of a task. Pure.

mod refusal;
mod task;

use serde::{Deserialize, Serialize};
use shiyu_kit::register::{Sitting, Standing};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::catalogue::Item;
use crate::hands;
use crate::shelf::entry;

pub use refusal::Refusal;
pub use task::{Evidence, Stage, Step, Tally, Task, tally};

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Who leads it.
    pub unit: Code,
    /// Its first day.
    pub from: Date,
    /// Its last one.
    pub to: Date,
    /// The last day by which what was done is archived.
    pub archive: Date,
    /// The document it was decided by.
    pub document: String,
    /// Since when it is there.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// An objective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objective {
    /// Its id.
    pub id: Uuid,
    /// Its programme.
    pub programme: Uuid,
    /// Its place among the others.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// Who answers for it.
    pub unit: Code,
    /// Since when it is there.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A catalogue that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Its id.
    pub id: Uuid,
    /// The county it belongs to.
    pub county: Code,
    /// What it is called, as in `2026`.
    pub edition: String,
    /// The document it was decided by.
    pub document: String,
    /// What stands in it.
    pub items: Vec<Item>,
    /// Since when it is there.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

entry! { Programme is "programme": id, unit, at }

entry! { Objective is "objective": id, unit, at, programme }

entry! { Catalogue is "catalogue": id, county, at, edition }

impl Programme {
    /// As the county itself puts it, led by a unit of its own.
    ///
    /// # Errors
    /// `PROGRAMME_UNKNOWN`, and of who may not.
    pub fn put(self, (standing, before): (Standing, Option<&Self>), sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        hands::of_county(&self.unit, sitting)?;
        if standing == Standing::Known && before.is_none() {
            return Err(Refusal::ProgrammeUnknown);
        }
        Ok(Self {
            at: before.map_or(sitting.now, |before| before.at),
            ..self
        })
    }
}

impl Objective {
    /// As the county itself puts it into a programme that there is; it stays in that one.
    ///
    /// # Errors
    /// `PROGRAMME_UNKNOWN`, `OBJECTIVE_UNKNOWN`, and of who may not.
    pub fn put(
        self,
        (standing, before): (Standing, Option<&Self>),
        programme: Option<&Programme>,
        sitting: &Sitting<'_>,
    ) -> Result<Self, Refusal> {
        hands::of_county(&self.unit, sitting)?;
        if programme.is_none() {
            return Err(Refusal::ProgrammeUnknown);
        }
        let same = before.is_some_and(|before| before.programme == self.programme);
        if standing == Standing::Known && !same {
            return Err(Refusal::ObjectiveUnknown);
        }
        Ok(Self {
            at: before.map_or(sitting.now, |before| before.at),
            ..self
        })
    }
}

impl Catalogue {
    /// As the county itself imports it, an edition once.
    ///
    /// # Errors
    /// `CATALOGUE_EXISTS`, and of who may not.
    pub fn imported(self, before: &[Self], sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        if !before.is_empty() {
            return Err(Refusal::CatalogueExists);
        }
        Ok(Self { at: sitting.now, ..self })
    }
}
