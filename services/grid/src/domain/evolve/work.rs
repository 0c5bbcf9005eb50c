//! The work: handled, looked at, standing still.

use time::{Date, OffsetDateTime};

use crate::domain::course::{Handling, Inspection, StepDone, Suspension};
use crate::domain::incident::Incident;
use crate::domain::stage::Stage;
use crate::domain::terms::Class;

impl Incident {
    pub(super) fn suspended(mut self, suspension: &Suspension) -> Option<Self> {
        let in_hand = || matches!(self.stage, Stage::Handling | Stage::InGrid);
        if !suspension.stood.as_ref().map_or_else(in_hand, |stood| *stood == self.stage) {
            return None;
        }
        self.stage = Stage::Suspended;
        self.course.suspensions.push(suspension.clone());
        Some(self)
    }

    pub(super) fn suspension_renewed(mut self, review_on: Date) -> Option<Self> {
        let Stage::Suspended = self.stage else { return None };
        self.course.suspensions.last_mut()?.review_on = review_on;
        Some(self)
    }

    pub(super) fn resumed(mut self, at: OffsetDateTime) -> Option<Self> {
        let Stage::Suspended = self.stage else { return None };
        let suspension = self.course.suspensions.last_mut()?;
        suspension.ended_at = Some(at);
        self.stage = suspension.goes_on();
        Some(self)
    }

    pub(super) fn handled(mut self, handling: &Handling) -> Option<Self> {
        let in_hand = || matches!(self.stage, Stage::Handling | Stage::InGrid);
        if !handling.stood.as_ref().map_or_else(in_hand, |stood| *stood == self.stage) {
            return None;
        }
        self.stage = Stage::Handled;
        self.hands.handled_by = Some(handling.by.clone());
        self.course.handlers.insert(handling.by.clone());
        self.course.handlings.push(handling.clone());
        Some(self)
    }

    pub(super) fn step_done(mut self, done: &StepDone) -> Option<Self> {
        if !matches!(self.stage, Stage::Handling | Stage::InGrid) {
            return None;
        }
        self.course.handlers.insert(done.by.clone());
        self.course.steps.push(done.clone());
        Some(self)
    }

    pub(super) fn verified(mut self, inspection: &Inspection) -> Option<Self> {
        let Stage::Handled = self.stage else { return None };
        self.stage = Stage::Verified;
        self.hands.verified_by = Some(inspection.by.clone());
        self.course.inspections.push(inspection.clone());
        Some(self)
    }

    /// Back to whoever handled it.
    pub(super) fn reworked(mut self, inspection: &Inspection) -> Option<Self> {
        let Stage::Handled = self.stage else { return None };
        self.stage = self.handling_stage();
        self.hands.handled_by = None;
        self.course.inspections.push(inspection.clone());
        Some(self)
    }

    /// Where it goes on: where it stood, if an agreement had handled it before anybody had it in hand; else by a unit, once one was sent,
    /// else in the grid.
    pub(super) fn handling_stage(&self) -> Stage {
        let stood = self.course.handlings.last().and_then(|last| last.stood.clone());
        stood.unwrap_or(if self.course.dispatches.is_empty() {
            Stage::InGrid
        } else {
            Stage::Handling
        })
    }

    pub(super) fn reclassified(mut self, class: &Class) -> Self {
        self.class = class.clone();
        self
    }
}
