//! For which units somebody may write: their own, and those that answer to it.

use time::Date;

use super::{Code, Units};
use crate::case::Actor;
use crate::fault::{Refusal, RefusalClass};

/// Somebody who acts, on a day, in a county.
#[derive(Debug, Clone, Copy)]
pub struct Competence<'a> {
    /// Who acts.
    pub by: &'a Actor,
    /// The county served.
    pub county: &'a Code,
    /// The units.
    pub units: &'a Units,
    /// The day of the act, in China.
    pub today: Date,
}

/// Why somebody may not write for a unit. A service that keeps registers has it among its own refusals.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCompetent {
    /// Only a person writes here.
    #[error("this needs a person")]
    NeedsAPerson,
    /// There is no such unit today; none, if the caller has no unit.
    #[error("there is no unit {}", .0.as_deref().unwrap_or("of the caller"))]
    UnitUnknown(Option<String>),
    /// The unit, or the place, is not of this county.
    #[error("unit {0} is not of this county")]
    UnitOutsideJurisdiction(Code),
    /// One writes for one's own unit and those below it.
    #[error("unit {0} is not the caller's, nor below it")]
    UnitNotYours(Code),
}

impl Refusal for NotCompetent {
    fn reason(&self) -> &'static str {
        match self {
            Self::NeedsAPerson => "NEEDS_A_PERSON",
            Self::UnitUnknown(_) => "UNIT_UNKNOWN",
            Self::UnitOutsideJurisdiction(_) => "UNIT_OUTSIDE_JURISDICTION",
            Self::UnitNotYours(_) => "UNIT_NOT_YOURS",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NeedsAPerson | Self::UnitNotYours(_) => RefusalClass::Forbidden,
            Self::UnitUnknown(_) | Self::UnitOutsideJurisdiction(_) => RefusalClass::Precondition,
        }
    }
}

impl Competence<'_> {
    /// The unit of the person who acts, which exists today.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`.
    pub fn own_unit(&self) -> Result<Code, NotCompetent> {
        let text = match self.by {
            Actor::Person { unit, .. } => unit.as_deref().ok_or(NotCompetent::UnitUnknown(None))?,
            Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => return Err(NotCompetent::NeedsAPerson),
        };
        let own = text.parse().ok().filter(|own| self.units.get(own, self.today).is_some());
        own.ok_or_else(|| NotCompetent::UnitUnknown(Some(text.to_owned())))
    }

    /// That a person of this unit, or of one above it, acts. The unit itself may be no more: what it left must stay in hands.
    ///
    /// # Errors
    /// As [`Competence::own_unit`], `UNIT_NOT_YOURS`.
    pub fn oversees(&self, unit: &Code) -> Result<(), NotCompetent> {
        let own = self.own_unit()?;
        if self.units.chain(unit, self.today).contains(&own) {
            Ok(())
        } else {
            Err(NotCompetent::UnitNotYours(unit.clone()))
        }
    }

    /// As [`Competence::oversees`], of a unit of the county that exists today.
    ///
    /// # Errors
    /// As [`Competence::oversees`] and [`Competence::in_county`].
    pub fn writes_for(&self, unit: &Code) -> Result<(), NotCompetent> {
        self.own_unit()?;
        self.in_county(unit)?;
        self.oversees(unit)
    }

    /// A unit or place of the county that exists today, whoever acts.
    ///
    /// # Errors
    /// `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`.
    pub fn in_county(&self, unit: &Code) -> Result<(), NotCompetent> {
        if self.units.get(unit, self.today).is_none() {
            return Err(NotCompetent::UnitUnknown(Some(unit.to_string())));
        }
        if self.units.is_within(unit, self.county, self.today) {
            Ok(())
        } else {
            Err(NotCompetent::UnitOutsideJurisdiction(unit.clone()))
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::unit::Unit;

    const TODAY: Date = date!(2026 - 05 - 01);
    const COUNTY: &str = "330602";
    const TOWN: &str = "330602001";
    const VILLAGE: &str = "330602001003";
    const MERGED: &str = "330602009";

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    fn units() -> Units {
        let unit = |own: &str, superior: Option<&str>| Unit {
            code: code(own),
            name: own.to_owned(),
            superior: superior.map(code),
            valid_from: date!(2020 - 01 - 01),
            valid_to: (own == MERGED).then_some(date!(2024 - 12 - 31)),
        };
        Units::new([
            unit("330600", None),
            unit(COUNTY, Some("330600")),
            unit("330603", Some("330600")),
            unit(TOWN, Some(COUNTY)),
            unit(VILLAGE, Some(TOWN)),
            unit(MERGED, Some(TOWN)),
        ])
    }

    fn person(unit: Option<&str>) -> Actor {
        Actor::Person {
            subject: "clerk-1".to_owned(),
            unit: unit.map(str::to_owned),
            roles: [].into(),
        }
    }

    fn asked<T>(by: &Actor, ask: impl FnOnce(&Competence<'_>) -> Result<T, NotCompetent>) -> Result<T, &'static str> {
        let (county, units) = (code(COUNTY), units());
        let competence = Competence {
            by,
            county: &county,
            units: &units,
            today: TODAY,
        };
        ask(&competence).map_err(|refusal| refusal.reason())
    }

    #[test]
    fn one_writes_for_ones_own_unit_and_below() {
        let write = |by: &str, unit: &str| asked(&person(Some(by)), |competence| competence.writes_for(&code(unit)));
        assert_eq!(write(TOWN, TOWN), Ok(()));
        assert_eq!(write(COUNTY, VILLAGE), Ok(()));
        assert_eq!(write(VILLAGE, TOWN), Err("UNIT_NOT_YOURS"));
        assert_eq!(write("330600", "330603"), Err("UNIT_OUTSIDE_JURISDICTION"));
        assert_eq!(write(TOWN, MERGED), Err("UNIT_UNKNOWN"));
        assert_eq!(write(MERGED, TOWN), Err("UNIT_UNKNOWN"));
        assert_eq!(write("越城区", TOWN), Err("UNIT_UNKNOWN"));
    }

    #[test]
    fn what_a_unit_left_stays_in_the_hands_of_those_above() {
        let oversee = |by: &str| asked(&person(Some(by)), |competence| competence.oversees(&code(MERGED)));
        assert_eq!(oversee(TOWN), Ok(()));
        assert_eq!(oversee(COUNTY), Ok(()));
        assert_eq!(oversee(VILLAGE), Err("UNIT_NOT_YOURS"));
    }

    #[test]
    fn only_a_person_with_a_unit_writes() {
        let own = |by: &Actor| asked(by, |competence| Ok(competence.own_unit()?.to_string()));
        assert_eq!(own(&person(Some(TOWN))), Ok(TOWN.to_owned()));
        assert_eq!(own(&person(None)), Err("UNIT_UNKNOWN"));
        let service = Actor::Service { name: "grid".to_owned() };
        for by in [
            service,
            Actor::Clock,
            Actor::Party {
                id: uuid::Uuid::from_u128(7),
            },
        ] {
            assert_eq!(own(&by), Err("NEEDS_A_PERSON"));
            assert_eq!(asked(&by, |competence| competence.in_county(&code(TOWN))), Ok(()));
        }
    }
}
