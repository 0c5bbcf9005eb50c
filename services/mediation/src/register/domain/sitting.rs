//! One decision under way: who asks, when, and by which units.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Competence, NotCompetent, Units};
use time::{Date, OffsetDateTime};

use super::Refusal;

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

impl Sitting<'_> {
    /// The day of the act in China.
    #[must_use]
    pub fn today(&self) -> Date {
        local_date(self.now)
    }

    /// Subject of the person who acts.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`.
    pub fn subject(&self) -> Result<&str, Refusal> {
        match self.by {
            Actor::Person { subject, .. } => Ok(subject),
            Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => Err(NotCompetent::NeedsAPerson.into()),
        }
    }

    /// That a unit is of the county and exists today.
    ///
    /// # Errors
    /// `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`.
    pub fn in_county(&self, unit: &Code) -> Result<(), Refusal> {
        Ok(self.competence().in_county(unit)?)
    }

    fn competence(&self) -> Competence<'_> {
        Competence {
            by: self.by,
            county: self.county,
            units: self.units,
            today: self.today(),
        }
    }

    /// That a person acts of this unit, of one above it, of the committee or centre of this division, or of an office that guides the
    /// committees of one above it (人民调解法 art. 5): its justice department or one-stop centre. No other office speaks for its division.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`, `UNIT_NOT_YOURS`.
    pub fn governs(&self, unit: &Code) -> Result<(), Refusal> {
        let competence = self.competence();
        let own = competence.own_unit()?;
        competence.in_county(unit)?;
        let line = self.units.chain(unit, self.today());
        let division = own.enclosing().filter(|_| own.is_office());
        let mediating = self.units.mediating();
        let speaks = |division: &Code| {
            let guides = mediating.guides(&own) && line.contains(division);
            guides || (mediating.mediates(&own) && division == unit)
        };
        if line.contains(&own) || division.as_ref().is_some_and(speaks) {
            Ok(())
        } else {
            Err(NotCompetent::UnitNotYours(unit.clone()).into())
        }
    }
}
