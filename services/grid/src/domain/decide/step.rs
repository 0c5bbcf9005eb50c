//! The parts of the handling that have limits of their own (制止, 查处, 拆除): their clocks run beside that of the handling, until each is
//! done or all of it is.

use time::OffsetDateTime;

use super::handling::{may_penalise, within_powers};
use crate::domain::clocks::{HANDLE, step, step_rule};
use crate::domain::command::ReportStep;
use crate::domain::course::StepDone;
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Class, Measure, Step};

impl Incident {
    /// By the unit that handles it, once each; never by who reported it, or went to see. On a penalty decides who has the power, in a case
    /// of enforcement, and nothing of that is the grid's.
    pub(super) fn report_step(&self, told: &ReportStep, sitting: &Sitting<'_>) -> Decided {
        let by = self.unit_staff(sitting)?;
        self.did_not_patrol(by)?;
        if !self.class.steps.iter().any(|limit| limit.step == told.step) {
            return Err(Refusal::StepWithoutLimit);
        }
        if self.has_done(told.step) {
            return Err(Refusal::DoneAlready);
        }
        if told.step == Step::Penalise {
            within_powers(&[Measure::Fined], sitting)?;
            may_penalise(told.enforcement_case.as_deref(), sitting)?;
        }
        let event = Event::from(What::StepDone(StepDone {
            step: told.step,
            by: by.to_owned(),
            note: told.note.clone(),
            enforcement_case: told.enforcement_case.clone(),
            at: sitting.at,
        }));
        Ok(vec![self.stop_if_running(event, &step_rule(told.step).id, sitting.at)])
    }

    pub(super) fn has_done(&self, step: Step) -> bool {
        self.course.steps.iter().any(|done| done.step == step)
    }

    /// And the time for each part runs that is not done, if it does not run already.
    pub(in crate::domain) fn stepping(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        let waiting = self.class.steps.iter().filter(|limit| !self.has_done(limit.step));
        let waiting = waiting.map(step).filter(|rule| self.clock(&rule.id).is_none());
        waiting.fold(event, |event, rule| event.starting(rule, sitting.at, sitting.context.calendar))
    }

    /// And no part's time runs: all of it is handled.
    pub(super) fn steps_over(&self, event: Event, at: OffsetDateTime) -> Event {
        let rules = self.class.steps.iter().map(|limit| step_rule(limit.step));
        rules.fold(event, |event, rule| self.stop_if_running(event, &rule.id, at))
    }

    /// And the time for the parts is that of the other subclass, from when the handling began, later by as long as it stood still. What
    /// has run out stays so; while the event stands still, what is new to it waits until it goes on.
    pub(super) fn stepping_as(&self, class: &Class, event: Event, sitting: &Sitting<'_>) -> Event {
        let gone = |step: Step| !class.steps.iter().any(|limit| limit.step == step);
        let gone = self.class.steps.iter().filter(|limit| gone(limit.step));
        let event = gone.fold(event, |event, limit| {
            self.stop_if_running(event, &step_rule(limit.step).id, sitting.at)
        });
        let Some(handle) = self.clock(&HANDLE.id) else { return event };
        let stands_still = handle.paused_since().is_some();
        let begun = self.handled_since(sitting.at).unwrap_or(sitting.at);
        let calendar = sitting.context.calendar;
        let waiting = class.steps.iter().filter(|limit| !self.has_done(limit.step));
        waiting.fold(event, |event, limit| {
            let rule = step(limit);
            match self.clock(&rule.id) {
                None if stands_still => event,
                None => event.starting(rule, begun, calendar),
                Some(clock) if clock.is_overdue(sitting.at) => event,
                Some(clock) => {
                    let mut clock = clock.clone();
                    clock.rule = rule;
                    clock.recompute(calendar);
                    event.changing(clock)
                }
            }
        })
    }
}
