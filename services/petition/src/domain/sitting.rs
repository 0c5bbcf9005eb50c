//! One decision under way: who asks, when, by which calendar and limits.

use shiyu_kit::calendar::{Clock, Rule, local_date};
use shiyu_kit::case::{Actor, Context};
use shiyu_kit::unit::{Code, Unit};
use time::macros::{offset, time};
use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime};

use super::clocks::{LITIGATION, RECONSIDERATION};
use super::event::Event;
use super::refusal::Refusal;
use super::stage::{Procedure, Way};

/// The letters of a petition office in the code of a unit.
pub const PETITION_OFFICE: &str = "XFJ";

pub(super) type Decided = Result<Vec<Event>, Refusal>;

/// One decision under way.
pub(super) struct Sitting<'a> {
    pub(super) context: &'a Context<'a>,
    /// The time of the act.
    pub(super) at: OffsetDateTime,
}

impl<'a> Sitting<'a> {
    pub(super) fn today(&self) -> Date {
        local_date(self.at)
    }

    /// A rule as this deployment configures it.
    pub(super) fn rule(&self, rule: &Rule) -> Rule {
        self.context.limits.of(rule)
    }

    /// And this clock starts now.
    pub(super) fn begin(&self, event: Event, rule: &Rule) -> Event {
        self.begin_at(event, rule, self.at)
    }

    /// And this clock starts, at a time of its own.
    pub(super) fn begin_at(&self, event: Event, rule: &Rule, at: OffsetDateTime) -> Event {
        event.starting(self.rule(rule), at, self.context.calendar)
    }

    /// And one of several clocks of this rule starts, under a name of its own.
    pub(super) fn begin_named(&self, event: Event, rule: &Rule, name: String) -> Event {
        let rule = Rule {
            id: name.into(),
            ..self.rule(rule)
        };
        event.starting(rule, self.at, self.context.calendar)
    }

    /// When a period that began then runs out.
    pub(super) fn due(&self, rule: &Rule, from: OffsetDateTime) -> OffsetDateTime {
        Clock::start(self.rule(rule), from, self.context.calendar).due.legal
    }

    /// The subject of the member of staff who acts.
    pub(super) fn staff(&self) -> Result<&'a str, Refusal> {
        match self.context.by {
            Actor::Person { subject, .. } => Ok(subject),
            Actor::Service { .. } | Actor::Clock | Actor::Party { .. } => Err(Refusal::NeedsAPerson),
        }
    }

    /// The unit of the member of staff who acts.
    pub(super) fn own_unit(&self) -> Result<Code, Refusal> {
        let text = self.context.by.unit().ok_or(Refusal::UnitUnknown(None))?;
        text.parse().map_err(|_| Refusal::UnitUnknown(Some(text.to_owned())))
    }

    /// The subject of a member of staff of this unit.
    pub(super) fn staff_of(&self, unit: &Code) -> Result<&'a str, Refusal> {
        let subject = self.staff()?;
        if self.context.by.unit() == Some(unit.as_str()) {
            Ok(subject)
        } else {
            Err(Refusal::UnitNotHolding(unit.clone()))
        }
    }

    /// The subject of a member of staff of this unit, of one above it, or of the petition office of one above it.
    pub(super) fn overseer_of(&self, unit: &Code) -> Result<&'a str, Refusal> {
        let subject = self.staff()?;
        let own = self.own_unit()?;
        let above = || self.superior(&own).ok().filter(|_| is_petition_office(&own));
        let oversees = own == *unit || self.is_within(unit, &own) || above().is_some_and(|above| self.is_within(unit, &above));
        if oversees {
            Ok(subject)
        } else {
            Err(Refusal::UnitNotHolding(unit.clone()))
        }
    }

    /// The subject of a member of staff of a unit above this one, or of the petition office of one, even if this one is no more.
    pub(super) fn superior_of(&self, unit: &Code) -> Result<&'a str, Refusal> {
        let subject = self.staff()?;
        let own = self.own_unit()?;
        let chain = self.context.units.chain(unit, self.today());
        if chain.iter().skip(1).any(|above| self.acts_for(above)) && own != *unit {
            Ok(subject)
        } else {
            Err(Refusal::UnitNotHolding(unit.clone()))
        }
    }

    /// The ways open against an administrative act, by the day it came to be known (S6).
    pub(super) fn ways(&self, known_on: Date) -> Vec<Way> {
        let noon = PrimitiveDateTime::new(known_on, time!(12:00)).assume_offset(offset!(+8));
        let last = |rule: &Rule| local_date(self.due(rule, noon) - Duration::SECOND);
        vec![
            Way {
                procedure: Procedure::Reconsideration,
                last_day: last(&RECONSIDERATION),
            },
            Way {
                procedure: Procedure::Litigation,
                last_day: last(&LITIGATION),
            },
        ]
    }

    pub(super) fn unit(&self, code: &Code) -> Result<&'a Unit, Refusal> {
        let unit = self.context.units.get(code, self.today());
        unit.ok_or_else(|| Refusal::UnitUnknown(Some(code.to_string())))
    }

    /// A unit of the county that exists today.
    pub(super) fn within(&self, unit: &Code, county: &Code) -> Result<(), Refusal> {
        self.unit(unit)?;
        if self.is_within(unit, county) {
            Ok(())
        } else {
            Err(Refusal::UnitOutsideJurisdiction(unit.clone()))
        }
    }

    pub(super) fn is_within(&self, unit: &Code, of: &Code) -> bool {
        self.context.units.is_within(unit, of, self.today())
    }

    /// The unit above this one.
    pub(super) fn superior(&self, of: &Code) -> Result<Code, Refusal> {
        self.unit(of)?.superior.clone().ok_or_else(|| Refusal::NoSuperior(of.clone()))
    }

    /// The nearest unit above this one that exists today, even if this one is no more.
    pub(super) fn above(&self, unit: &Code) -> Result<Code, Refusal> {
        let chain = self.context.units.chain(unit, self.today());
        let above = chain.into_iter().skip(1).find(|above| self.unit(above).is_ok());
        above.ok_or_else(|| Refusal::NoSuperior(unit.clone()))
    }

    /// As [`Sitting::above`]; where our units end, the division above by its digits, which is none of ours: a city's province.
    pub(super) fn reviewing(&self, unit: &Code) -> Result<Code, Refusal> {
        self.above(unit).or_else(|refusal| beyond(unit).ok_or(refusal))
    }

    /// Whether a unit stands in no table of ours, of today or of any day.
    pub(super) fn is_outside(&self, unit: &Code) -> bool {
        self.context.units.iter().all(|known| known.code != *unit)
    }

    /// Whether a unit is above another, or the petition office of one that is.
    pub(super) fn is_above(&self, unit: &Code, other: &Code) -> bool {
        let division = if is_petition_office(unit) {
            self.superior(unit).ok()
        } else {
            Some(unit.clone())
        };
        unit != other && division.is_some_and(|division| division != *other && self.is_within(other, &division))
    }

    /// Whether an organ has a say over a unit that is not its own: it is a unit above, or an office of a division above.
    pub(super) fn is_in_charge(&self, organ: &Code, unit: &Code) -> bool {
        let division = if organ.is_office() {
            self.superior(organ).ok()
        } else {
            Some(organ.clone())
        };
        let below = |division: &Code| division != unit && self.is_within(unit, division);
        !self.answers_to(organ, unit) && division.is_some_and(|division| below(&division))
    }

    /// Whether a unit is `of` or answers to it, over units that are no more too: what is kept from them stays kept.
    pub(super) fn answers_to(&self, unit: &Code, of: &Code) -> bool {
        self.context.units.chain(unit, self.today()).contains(of)
    }

    /// Whether the one who acts works in this unit, or in its petition office: no bureau speaks for the government above it.
    pub(super) fn acts_for(&self, organ: &Code) -> bool {
        let Ok(own) = self.own_unit() else { return false };
        let office = || is_petition_office(&own) && self.unit(&own).is_ok_and(|unit| unit.superior.as_ref() == Some(organ));
        own == *organ || office()
    }
}

/// The division above one, by its digits (GB/T 2260): of a county its city, of a city its province, of a province the country.
fn beyond(unit: &Code) -> Option<Code> {
    if let Some(enclosing) = unit.enclosing() {
        return Some(enclosing);
    }
    let digits = unit.as_str();
    let above = if digits.ends_with("0000") {
        "100000".to_owned()
    } else if digits.ends_with("00") {
        format!("{}0000", digits.get(..2)?)
    } else {
        format!("{}00", digits.get(..4)?)
    };
    above.parse().ok()
}

/// Whether a unit is the petition office (信访局) of its division, which acts for the division in petition matters.
#[must_use]
pub fn is_petition_office(unit: &Code) -> bool {
    unit.office() == Some(PETITION_OFFICE)
}
