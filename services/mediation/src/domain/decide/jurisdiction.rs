//! Whose it is, and under which of the three procedures.

use shiyu_kit::unit::Code;

use crate::domain::clocks::{DESIGNATE, MEDIATE, RESPOND, RESPOND_COURT, SELECT};
use crate::domain::command::{ChangeProcedure, Matter};
use crate::domain::course::{Held, Jurisdiction, ProcedureChange, Transfer};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::Procedure;

impl Dispute {
    /// The first receiver asks the common superior whose it is, of others beside itself, and has it until then.
    pub(super) fn refer_jurisdiction(&self, units: &[Code], reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.clerk(sitting)?;
        units.iter().try_for_each(|unit| sitting.within(unit, &self.county))?;
        if units.iter().all(|unit| *unit == self.unit) {
            return Err(Refusal::DoneAlready);
        }
        if self.course.transfers.last().is_some_and(|transfer| transfer.designated) {
            return Err(Refusal::DesignationBinding);
        }
        if self.course.jurisdiction.as_ref().is_some_and(|asked| asked.decided_at.is_none()) {
            return Err(Refusal::JurisdictionOpen);
        }
        let event = Event::from(What::JurisdictionReferred(Jurisdiction {
            units: units.to_vec(),
            reason: reason.to_owned(),
            asked_at: sitting.at,
            decided_at: None,
        }));
        Ok(vec![sitting.begin(event, &DESIGNATE)])
    }

    /// The lowest unit above all of them, or one above that, says whose it is; it binds. Whoever is named cannot pass it on: people's
    /// mediation goes where a committee is.
    pub(super) fn designate(&self, unit: &Code, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.staff()?;
        let asked = self.course.jurisdiction.as_ref().filter(|asked| asked.decided_at.is_none());
        let asked = asked.ok_or(Refusal::NoJurisdictionAsked)?;
        sitting.within(unit, &self.county)?;
        let superior = self.common_superior(&asked.units, sitting);
        let own = sitting.own_unit()?;
        let involved = asked.units.contains(&own) || own == self.unit;
        if involved || !sitting.answers_for(&superior) {
            return Err(Refusal::NotTheCommonSuperior(superior));
        }
        if self.procedure == Procedure::People && !sitting.known.committee {
            return Err(Refusal::NoCommittee(unit.clone()));
        }
        let event = Event::from(What::UnitDesignated(Transfer {
            from: self.unit.clone(),
            to: unit.clone(),
            reason: reason.to_owned(),
            designated: true,
            by: by.to_owned(),
            at: sitting.at,
        }));
        let event = self.stop_if_running(event, &DESIGNATE.id, sitting.at);
        Ok(vec![self.screened_anew(event, self.procedure, sitting)])
    }

    fn common_superior(&self, units: &[Code], sitting: &Sitting<'_>) -> Code {
        let above = |unit: &Code| sitting.chain(unit).into_iter().skip(1).collect::<Vec<_>>();
        let others: Vec<Vec<Code>> = units.iter().map(above).collect();
        let common = above(&self.unit)
            .into_iter()
            .find(|candidate| others.iter().all(|chain| chain.contains(candidate)));
        common.unwrap_or_else(|| self.county.clone())
    }

    /// The same dispute under another procedure: every party consents, and what was consented to before holds no longer. What was said until
    /// then stays with those who heard it.
    pub(super) fn change_procedure(&self, change: &ChangeProcedure, sitting: &Sitting<'_>) -> Decided {
        let by = self.hand(sitting)?;
        if change.to == self.procedure {
            return Err(Refusal::SameProcedure);
        }
        if change.court.is_some() != (change.to == Procedure::Judicial) {
            return Err(Refusal::CourtMissing);
        }
        if change.to == Procedure::Administrative && change.matter.or(self.matter()).is_none() {
            return Err(Refusal::MatterMissing);
        }
        if change.matter.is_some() && change.matter != sitting.known.matter.as_ref().map(|matter| matter.id) {
            return Err(Refusal::MatterUnknown);
        }
        let unit = change.unit.as_ref().unwrap_or(&self.unit);
        let fits = |matter: &Matter| matter.unit == *unit && matter.category == self.submission.category;
        if change.matter.is_some() && !sitting.known.matter.as_ref().is_some_and(fits) {
            return Err(Refusal::MatterNotFitting);
        }
        self.all_agree(&change.agreed)?;
        sitting.within(unit, &self.county)?;
        let event = Event::from(What::ProcedureChanged {
            change: ProcedureChange {
                from: self.procedure,
                to: change.to,
                reason: change.reason.clone(),
                agreed: change.agreed.clone(),
                court: change.court.clone(),
                matter: change.matter,
                held: Some(Held {
                    last: self.course.attempt,
                    unit: self.unit.clone(),
                    mediators: self.course.engaged().map(|one| one.subject.clone()).collect(),
                }),
                by: by.to_owned(),
                at: sitting.at,
            },
            unit: unit.clone(),
        });
        let ours = [&MEDIATE, &RESPOND, &RESPOND_COURT, &SELECT, &DESIGNATE];
        let ours = ours.iter().map(|rule| &*rule.id);
        let event = self.stop_all(event, ours.chain(self.joiners_answering()), sitting.at);
        Ok(vec![match change.to {
            Procedure::Judicial => self.screened(event, sitting),
            Procedure::People | Procedure::Administrative => self.screened_anew(event, change.to, sitting),
        }])
    }
}
