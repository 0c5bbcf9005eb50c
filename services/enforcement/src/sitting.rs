//! One decision under way about a register: who asks, when, and by which units.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Competence, NotCompetent, Units};
use time::{Date, OffsetDateTime};

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
    pub fn subject(&self) -> Result<&'a str, NotCompetent> {
        match self.by {
            Actor::Person { subject, .. } => Ok(subject),
            Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => Err(NotCompetent::NeedsAPerson),
        }
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

    /// That a person of the county itself, or of an office of it, acts.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN` of the caller, `UNIT_NOT_YOURS`.
    pub fn county_wide(&self) -> Result<(), NotCompetent> {
        self.governs(self.county)
    }

    /// That a person acts of this unit, of one above it, or of an office of one of these.
    ///
    /// # Errors
    /// As [`Sitting::county_wide`].
    pub fn governs(&self, unit: &Code) -> Result<(), NotCompetent> {
        let own = self.competence().own_unit()?;
        let line = self.units.chain(unit, self.today());
        let division = own.is_office().then(|| own.enclosing()).flatten();
        if line.contains(&own) || division.is_some_and(|division| line.contains(&division)) {
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
        self.competence().own_unit()?;
        self.competence().in_county(unit)?;
        self.governs(unit)
    }
}
