//! That a unit is to be held responsible (追究责任的建议, art. 40).

use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::beside::supervision_clock;
use crate::domain::clocks::{ACCOUNTABILITY, accountability_clock};
use crate::domain::command::ProposeAccountability;
use crate::domain::course::AccountabilityProposal;
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting, is_petition_office};
use crate::domain::terms::Adoption;

impl Petition {
    /// By a petition office, to whoever is in charge of the unit, and not before the unit had its say: what it was supervised for it has
    /// answered, or let the time for it pass. What follows is the organ's to decide.
    pub(super) fn propose_accountability(&self, propose: &ProposeAccountability, sitting: &Sitting<'_>) -> Decided {
        if self.stage.name().is_end() {
            self.overseer(sitting)?;
        } else {
            sitting.overseer_of(&self.unit)?;
        }
        let own = sitting.own_unit()?;
        if !is_petition_office(&own) {
            return Err(Refusal::NotThePetitionOffice);
        }
        sitting.within(&propose.unit, &self.county)?;
        sitting.unit(&propose.organ)?;
        self.open_to(&propose.unit, sitting)?;
        self.open_to(&propose.organ, sitting)?;
        if self.course.proposals.iter().any(|proposal| proposal.id == propose.id) {
            return Err(Refusal::DoneAlready);
        }
        if !self.had_its_say(&propose.unit, sitting) {
            return Err(Refusal::UnitNotHeard(propose.unit.clone()));
        }
        if propose.organ == own || !sitting.is_in_charge(&propose.organ, &propose.unit) {
            return Err(Refusal::NotInCharge(propose.organ.clone()));
        }
        let event = Event::from(What::AccountabilityProposed(Box::new(AccountabilityProposal {
            id: propose.id,
            unit: propose.unit.clone(),
            ground: propose.ground,
            reason: propose.reason.clone(),
            organ: propose.organ.clone(),
            reference: propose.reference.clone(),
            at: sitting.at,
            answered: None,
        })));
        Ok(vec![sitting.begin_named(event, &ACCOUNTABILITY, accountability_clock(propose.id))])
    }

    /// Whether the unit was supervised in the matter, and has answered or may answer in time no more.
    fn had_its_say(&self, unit: &Code, sitting: &Sitting<'_>) -> bool {
        let mut of_unit = self.course.supervisions.iter().filter(|supervision| supervision.unit == *unit);
        of_unit.any(|supervision| {
            let clock = self.clock(&supervision_clock(supervision.id));
            supervision.answered_at.is_some() || clock.is_none_or(|clock| sitting.at >= clock.due.legal)
        })
    }

    /// It is never too late for the organ's answer; it gives one.
    pub(super) fn answer_accountability(&self, id: Uuid, (adoption, answer): (Adoption, &str), sitting: &Sitting<'_>) -> Decided {
        sitting.staff()?;
        let proposal = self.course.proposals.iter().find(|proposal| proposal.id == id);
        let proposal = proposal.ok_or(Refusal::TaskUnknown)?;
        sitting.staff_of(&proposal.organ)?;
        if proposal.answered.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::AccountabilityAnswered {
            proposal: id,
            adoption,
            answer: answer.to_owned(),
            at: sitting.at,
        });
        Ok(vec![self.stop_if_running(event, &accountability_clock(id), sitting.at)])
    }
}
