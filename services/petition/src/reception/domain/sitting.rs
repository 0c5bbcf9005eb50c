//! One decision under way: who asks, when, and by which units.

use shiyu_kit::audience::Audience;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Competence, Units};
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

    /// As [`Competence::oversees`].
    pub(super) fn oversees(&self, unit: &Code) -> Result<(), Refusal> {
        Ok(self.competence().oversees(unit)?)
    }

    /// As [`Competence::writes_for`].
    pub(super) fn writes_for(&self, unit: &Code) -> Result<(), Refusal> {
        Ok(self.competence().writes_for(unit)?)
    }

    /// As [`Competence::in_county`].
    pub(super) fn in_county(&self, unit: &Code) -> Result<(), Refusal> {
        Ok(self.competence().in_county(unit)?)
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

    fn competence(&self) -> Competence<'_> {
        Competence {
            by: self.by,
            county: self.county,
            units: self.units,
            today: self.today(),
        }
    }
}
