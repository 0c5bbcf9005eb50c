//! What it means that somebody is accused (art. 30).

use shiyu_kit::unit::Code;

use crate::domain::petition::Accused;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::Sitting;

impl Accused {
    /// Whether a unit is accused, or answers to one that is.
    pub(super) fn bars(&self, unit: &Code, sitting: &Sitting<'_>) -> bool {
        self.bar(unit, sitting).is_some()
    }

    /// The units exist today.
    pub(super) fn exist(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        self.units.iter().try_for_each(|unit| sitting.unit(unit).map(drop))
    }

    /// The holder is left with the matter: it is none of them, nor answers to one, and holds nothing against itself.
    pub(super) fn leave_to(&self, holder: &Code, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        match self.bar(holder, sitting) {
            Some(unit) => Err(Refusal::HeldByAccused(unit.clone())),
            None => Ok(()),
        }
    }

    /// The accused unit that a unit is, or answers to.
    fn bar(&self, unit: &Code, sitting: &Sitting<'_>) -> Option<&Code> {
        self.units.iter().find(|accused| sitting.answers_to(unit, accused))
    }
}
