//! One decision under way: who asks, when, and by which units.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Competence, NotCompetent, Units};
use time::{Date, OffsetDateTime};

use super::Refusal;
use crate::authority::acts_for;
use crate::domain::terms::{GridCode, GridRole};

/// One decision under way.
#[derive(Debug, Clone, Copy)]
pub struct Sitting<'a> {
    /// Who asks.
    pub by: &'a Actor,
    /// The county served.
    pub county: &'a Code,
    /// The units in force.
    pub units: &'a Units,
    /// The time of the act.
    pub now: OffsetDateTime,
}

impl<'a> Sitting<'a> {
    /// The day of the act in China.
    #[must_use]
    pub fn today(&self) -> Date {
        local_date(self.now)
    }

    /// Subject of the person who acts.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`.
    pub fn subject(&self) -> Result<&'a str, Refusal> {
        match self.by {
            Actor::Person { subject, .. } => Ok(subject),
            Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => Err(NotCompetent::NeedsAPerson.into()),
        }
    }

    /// That a person acts of this unit or division, of one above it, or of the command room or centre of one of these.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`, `UNIT_NOT_YOURS`.
    pub fn governs(&self, unit: &Code) -> Result<(), Refusal> {
        let competence = self.competence();
        let own = competence.own_unit()?;
        competence.in_county(unit)?;
        if acts_for(&own, unit, self.units, self.today()) {
            Ok(())
        } else {
            Err(NotCompetent::UnitNotYours(unit.clone()).into())
        }
    }

    /// As [`Sitting::governs`], of the village a grid belongs to.
    ///
    /// # Errors
    /// As [`Sitting::governs`], `GRID_UNKNOWN`.
    pub fn governs_grid(&self, grid: &GridCode) -> Result<(), Refusal> {
        self.governs(&self.village_of(grid)?)
    }

    /// The village a grid belongs to.
    ///
    /// # Errors
    /// `GRID_UNKNOWN`.
    pub fn village_of(&self, grid: &GridCode) -> Result<Code, Refusal> {
        grid.village().map_err(|_| Refusal::GridUnknown(grid.clone()))
    }

    /// That a place of the county lies in the division of a unit: a bureau's campaign goes as far as its county.
    ///
    /// # Errors
    /// `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`, `UNIT_NOT_YOURS`.
    pub fn reaches(&self, unit: &Code, place: &Code) -> Result<(), Refusal> {
        self.competence().in_county(place)?;
        let line = self.units.chain(place, self.today());
        if line.iter().any(|above| above.as_str() == unit.division()) {
            Ok(())
        } else {
            Err(NotCompetent::UnitNotYours(place.clone()).into())
        }
    }

    /// That a person acts who has a role in the grid, or governs it. A volunteer of the grid reports, and nothing else.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, and without a role those of [`Sitting::governs_grid`]; of a volunteer `UNIT_NOT_YOURS`.
    pub fn works_in(&self, grid: &GridCode, role: Option<GridRole>) -> Result<(), Refusal> {
        self.subject()?;
        match role {
            Some(GridRole::Volunteer) => Err(NotCompetent::UnitNotYours(self.village_of(grid)?).into()),
            Some(GridRole::Lead | GridRole::Patrol | GridRole::Police | GridRole::Supervisor) => Ok(()),
            None => self.governs_grid(grid),
        }
    }

    fn competence(&self) -> Competence<'a> {
        Competence {
            by: self.by,
            county: self.county,
            units: self.units,
            today: self.today(),
        }
    }
}
