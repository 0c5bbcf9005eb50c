//! How it comes to an end, and what is left to do then.

use shiyu_kit::unit::Code;
use uuid::Uuid;

use crate::domain::clocks::ARCHIVE;
use crate::domain::command::Evaluate;
use crate::domain::course::{CareTask, Evaluation};
use crate::domain::event::{Event, What};
use crate::domain::evolve::evolve;
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::End;
use crate::domain::terms::Closing;

impl Petition {
    /// Closes what the petitioner's window left behind; the clock does so by itself at the lapse.
    pub(super) fn close(&self, sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        if let Some(window) = self.window().filter(|window| sitting.at < window.due.legal) {
            return Err(Refusal::WindowStillOpen(window.due.legal));
        }
        if self.course.is_execution_pending() {
            return Err(Refusal::ExecutionPending);
        }
        Ok(vec![self.ending(End::Closed(Closing::ByOfficer), sitting)])
    }

    /// An end takes with it what is still offered, and each service hears of its own before: none works on for what is over.
    pub(super) fn taking_offers_along(&self, done: Decided, sitting: &Sitting<'_>) -> Decided {
        let mut events = done?;
        let Some(place) = events.iter().position(|event| matches!(event.what, What::Ended(_))) else {
            return Ok(events);
        };
        let before = events.iter().take(place);
        let before = before.fold(Some(self.clone()), evolve);
        let referrals = before.map(|petition| petition.course.referrals).unwrap_or_default();
        let open = referrals.iter().filter(|referral| referral.state.is_open());
        let back: Vec<Event> = open
            .map(|referral| What::ReferralReturned {
                referral: referral.id,
                at: sitting.at,
            })
            .map(Event::from)
            .collect();
        events.splice(place..place, back);
        Ok(events)
    }

    /// From here it is on its way to the archive; another outcome may still be recorded.
    pub(super) fn record_outcome(&self, outcome: &str, sitting: &Sitting<'_>) -> Decided {
        self.overseer(sitting)?;
        let event = Event::from(What::OutcomeRecorded {
            outcome: outcome.to_owned(),
        });
        let first = self.clock(&ARCHIVE.id).is_none();
        Ok(vec![if first { sitting.begin(event, &ARCHIVE) } else { event }])
    }

    /// Not while a request that was dismissed may be made again: out of the archive nobody asks for review (art. 35).
    pub(super) fn archive(&self, sitting: &Sitting<'_>) -> Decided {
        self.overseer(sitting)?;
        if self.course.is_execution_pending() {
            return Err(Refusal::ExecutionPending);
        }
        if let Some((_, last)) = self.remedy_again().filter(|(_, last)| sitting.at < *last) {
            return Err(Refusal::WindowStillOpen(last));
        }
        if self.is_outcome_awaited() {
            return Err(Refusal::OutcomeUnknown);
        }
        let event = Event::from(What::Archived { at: sitting.at });
        Ok(vec![self.stopping_all(event, sitting)])
    }

    /// Whether it went elsewhere and nobody knows yet what became of it there.
    fn is_outcome_awaited(&self) -> bool {
        let end = self.stage.ending().map(|ending| &ending.end);
        matches!(end, Some(End::Diverted(diversion)) if diversion.outcome.is_none())
    }

    pub(super) fn add_care(&self, id: Uuid, unit: &Code, task: &str, sitting: &Sitting<'_>) -> Decided {
        self.overseer(sitting)?;
        sitting.within(unit, &self.county)?;
        self.open_to(unit, sitting)?;
        if self.course.care.iter().any(|task| task.id == id) {
            return Err(Refusal::DoneAlready);
        }
        let what = What::CareTaskAdded(CareTask {
            id,
            unit: unit.clone(),
            task: task.to_owned(),
            at: sitting.at,
            done_at: None,
        });
        Ok(vec![what.into()])
    }

    pub(super) fn complete_care(&self, id: Uuid, sitting: &Sitting<'_>) -> Decided {
        let task = self.course.care.iter().find(|task| task.id == id).ok_or(Refusal::TaskUnknown)?;
        sitting.staff_of(&task.unit)?;
        if task.done_at.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let what = What::CareTaskCompleted { task: id, at: sitting.at };
        Ok(vec![what.into()])
    }

    /// Once, by a party of the matter; each office by itself. One that was taken down for them gives way to their own. Matters that are
    /// sealed are not rated (国信发〔2014〕16号).
    pub(super) fn evaluate(&self, evaluate: &Evaluate, sitting: &Sitting<'_>) -> Decided {
        self.acting_party(evaluate.party, sitting)?;
        if self.is_sealed() {
            return Err(Refusal::SealedMatter);
        }
        let taken_down = self.rating_office(evaluate, sitting)?;
        let before = self.course.evaluation.as_ref();
        if before.is_some_and(|before| taken_down.is_some() || before.taken_down.is_none()) {
            return Err(Refusal::EvaluatedAlready);
        }
        let what = What::Evaluated(Evaluation {
            party: evaluate.party,
            petition_office: evaluate.petition_office,
            handling_unit: evaluate.handling_unit,
            taken_down,
            replaces: before.is_some(),
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }

    /// The office that takes a rating down, if it is not the petitioner's own: nobody does so for their own unit, nor whoever had a hand
    /// in the handling (arts. 18, 21).
    fn rating_office(&self, evaluate: &Evaluate, sitting: &Sitting<'_>) -> Result<Option<Code>, Refusal> {
        let Ok(by) = sitting.staff() else { return Ok(None) };
        let own = sitting.own_unit()?;
        let received = self.receiver == own || self.course.forwardings.iter().any(|forwarding| forwarding.from == own);
        let rated = self.handler() == Some(&own) || received && evaluate.petition_office.is_some();
        if rated || self.course.had_a_hand(by) {
            return Err(Refusal::RatesItself);
        }
        Ok(Some(own))
    }
}
