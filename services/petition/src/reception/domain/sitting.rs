//! One decision under way: who asks, when, and by which units.

use shiyu_kit::audience::Audience;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Units};
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

    /// That a person of this unit, or of one above it, acts. The unit itself may be no more: what it left must stay in hands.
    pub(super) fn oversees(&self, unit: &Code) -> Result<(), Refusal> {
        let own = self.own_unit()?;
        if self.units.chain(unit, self.today()).contains(&own) {
            Ok(())
        } else {
            Err(Refusal::UnitNotYours(unit.clone()))
        }
    }

    /// As [`Sitting::oversees`], of a unit of the county that exists today.
    pub(super) fn writes_for(&self, unit: &Code) -> Result<(), Refusal> {
        self.own_unit()?;
        self.in_county(unit)?;
        self.oversees(unit)
    }

    /// A unit or place of the county that exists today.
    pub(super) fn in_county(&self, unit: &Code) -> Result<(), Refusal> {
        let today = self.today();
        if self.units.get(unit, today).is_none() {
            return Err(Refusal::UnitUnknown(Some(unit.to_string())));
        }
        if self.units.is_within(unit, self.county, today) {
            Ok(())
        } else {
            Err(Refusal::UnitOutsideJurisdiction(unit.clone()))
        }
    }

    /// That a petition of this audience, put into the hands of a unit and of people, does not come to those it accuses, nor to what
    /// answers to them (信访工作条例 art. 30).
    ///
    /// # Errors
    /// `FORWARDED_TO_ACCUSED`.
    pub fn hands(&self, about: &Audience, unit: &Code, people: &[String]) -> Result<(), Refusal> {
        let mut line = self.units.chain(unit, self.today()).into_iter();
        let accused = line.any(|unit| about.barred_units.contains(&unit));
        if accused || people.iter().any(|subject| about.barred_subjects.contains(subject)) {
            Err(Refusal::ForwardedToAccused)
        } else {
            Ok(())
        }
    }

    /// The unit of the person who acts, which exists today.
    fn own_unit(&self) -> Result<Code, Refusal> {
        let text = match self.by {
            Actor::Person { unit, .. } => unit.as_deref().ok_or(Refusal::UnitUnknown(None))?,
            Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => return Err(Refusal::NeedsAPerson),
        };
        let own = text.parse().ok().filter(|own| self.units.get(own, self.today()).is_some());
        own.ok_or_else(|| Refusal::UnitUnknown(Some(text.to_owned())))
    }
}
