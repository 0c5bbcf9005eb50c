//! In whose hands a supervision is: the unit answers, and somebody above it decides.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Context;
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::Code;

use super::Refusal;
use crate::hands::{is_within, sitting};
use crate::supervision::domain::{Stage, Supervision};

impl Supervision {
    pub(super) fn not_allowed(&self) -> Refusal {
        Refusal::MoveNotAllowed(self.stage, self.allowed())
    }

    /// That it is in hand here, is not over, and stands at one of these stages; at any, for none.
    fn stands(&self, stages: &[Stage]) -> Result<(), Refusal> {
        if self.is_handed_down() {
            return Err(Refusal::CountyHasIt);
        }
        let there = stages.is_empty() || stages.contains(&self.stage);
        if self.stage.is_over() || !there {
            return Err(self.not_allowed());
        }
        Ok(())
    }

    /// That somebody above the unit decides.
    pub(super) fn supervises(&self, stages: &[Stage], context: &Context<'_>) -> Result<(), Refusal> {
        let sitting = sitting(&self.county, context);
        sitting.governs(&self.unit)?;
        not_within(&self.unit, &sitting)?;
        self.stands(stages)
    }

    /// That whoever ordered it decides, or somebody above them: neither does a town take back what the county ordered one of its offices,
    /// nor say of it that all is well.
    pub(super) fn ordered(&self, stages: &[Stage], context: &Context<'_>) -> Result<(), Refusal> {
        self.supervises(stages, context)?;
        Ok(sitting(&self.county, context).governs(self.desk_of_order())?)
    }

    /// That it may be taken back: what was ordered from above the county is answered, and ends by that.
    pub(super) fn takes_back(&self, context: &Context<'_>) -> Result<(), Refusal> {
        self.supervises(&[], context)?;
        Ok(sitting(&self.county, context).governs(&self.supervisor)?)
    }

    /// Whoever ordered it; the county, of what was ordered from above it and is in its hands.
    fn desk_of_order(&self) -> &Code {
        if self.supervisor.county() == self.county.county() {
            &self.supervisor
        } else {
            &self.county
        }
    }

    /// That the unit itself answers, or one that answers to it; with its code.
    pub(super) fn answers(&self, stages: &[Stage], context: &Context<'_>) -> Result<Code, Refusal> {
        if !context.by.is_person() {
            return Err(Refusal::NeedsAPerson);
        }
        let own: Option<Code> = context.by.unit().and_then(|unit| unit.parse().ok());
        let own = own.filter(|own| context.units.chain(own, local_date(context.now)).contains(&self.unit));
        let own = own.ok_or(Refusal::NotTheSupervisedUnit)?;
        self.stands(stages)?;
        Ok(own)
    }
}

/// Nobody decides about their own unit, nor about one they belong to.
pub(super) fn not_within(unit: &Code, sitting: &Sitting<'_>) -> Result<(), Refusal> {
    if is_within(unit, sitting)? {
        Err(Refusal::SupervisedUnitVerifiesNot)
    } else {
        Ok(())
    }
}
