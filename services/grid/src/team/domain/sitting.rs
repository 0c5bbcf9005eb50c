//! One decision under way: who asks, when, and by which units.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Competence, NotCompetent, Units};
use time::{Date, OffsetDateTime};

use crate::authority::acts_for;
use crate::domain::terms::GridCode;

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

    /// The unit of the person who acts.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`.
    pub fn own_unit(&self) -> Result<Code, NotCompetent> {
        self.competence().own_unit()
    }

    /// That a person acts of this unit or of one above it, or of the command room or centre of one of these: a bureau is neither.
    ///
    /// # Errors
    /// As [`Sitting::own_unit`], `UNIT_NOT_YOURS`.
    pub fn governs(&self, unit: &Code) -> Result<(), NotCompetent> {
        if acts_for(&self.own_unit()?, unit, self.units, self.today()) {
            Ok(())
        } else {
            Err(NotCompetent::UnitNotYours(unit.clone()))
        }
    }

    /// As [`Sitting::governs`], of a unit of the county that exists today.
    ///
    /// # Errors
    /// As [`Sitting::governs`], `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`.
    pub fn writes_for(&self, unit: &Code) -> Result<(), NotCompetent> {
        self.own_unit()?;
        self.in_county(unit)?;
        self.governs(unit)
    }

    /// As [`Sitting::writes_for`], of the village a grid belongs to, which is answered.
    ///
    /// # Errors
    /// As [`Sitting::writes_for`].
    pub fn writes_for_grid(&self, grid: &GridCode) -> Result<Code, NotCompetent> {
        let village = grid.village().map_err(|_| NotCompetent::UnitUnknown(Some(grid.to_string())))?;
        self.writes_for(&village)?;
        Ok(village)
    }

    /// That a person of the county itself, or of its command centre, acts; their unit is answered.
    ///
    /// # Errors
    /// As [`Sitting::governs`].
    pub fn county_wide(&self) -> Result<Code, NotCompetent> {
        self.governs(self.county)?;
        self.own_unit()
    }

    /// A unit or place of the county that exists today.
    ///
    /// # Errors
    /// `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`.
    pub fn in_county(&self, unit: &Code) -> Result<(), NotCompetent> {
        self.competence().in_county(unit)
    }

    /// A unit and all its superiors, the nearest first.
    #[must_use]
    pub fn chain(&self, unit: &Code) -> Vec<Code> {
        self.units.chain(unit, self.today())
    }

    /// For which units the caller may write.
    #[must_use]
    pub fn competence(&self) -> Competence<'a> {
        Competence {
            by: self.by,
            county: self.county,
            units: self.units,
            today: self.today(),
        }
    }
}
