//! The way an event takes: in the grid, filed, dispatched, returned, up the ladder.

use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use crate::domain::course::{Dispatch, Escalation, Filing, Return, Transfer};
use crate::domain::decide::{RETURNS, after_escalation};
use crate::domain::incident::Incident;
use crate::domain::stage::Stage;
use crate::domain::terms::Level;

impl Incident {
    pub(super) fn taken_up(mut self, by: &str, unit: &Code) -> Option<Self> {
        let Stage::Accepted = self.stage else { return None };
        self.stage = Stage::InGrid;
        self.level = Level::Grid;
        self.unit = unit.clone();
        self.hands.responsible = Some(unit.clone());
        self.course.taken_up_by = Some(by.to_owned());
        self.course.handlers.insert(by.to_owned());
        Some(self)
    }

    /// The turn is the command room's again.
    pub(super) fn filed(mut self, filing: &Filing) -> Option<Self> {
        if !matches!(self.stage, Stage::Accepted | Stage::InGrid) {
            return None;
        }
        self.stage = Stage::Filed;
        self.level = filing.level;
        self.unit = self.room().clone();
        self.course.filing = Some(filing.clone());
        Some(self)
    }

    /// The turn is the other room's.
    pub(super) fn transferred(mut self, transfer: &Transfer) -> Option<Self> {
        if !matches!(self.stage, Stage::Reported | Stage::Accepted | Stage::Filed) {
            return None;
        }
        self.unit = transfer.to.clone();
        self.level = transfer.level.unwrap_or(self.level);
        self.hands.responsible = Some(transfer.to.clone());
        self.course.transfers.push(transfer.clone());
        Some(self)
    }

    /// From the desk, or from another unit that had it (改派).
    pub(super) fn dispatched(self, dispatch: &Dispatch) -> Option<Self> {
        matches!(self.stage, Stage::Filed | Stage::Dispatched | Stage::Handling).then(|| self.going_to(dispatch))
    }

    pub(super) fn handler_designated(mut self, dispatch: &Dispatch) -> Option<Self> {
        if !matches!(self.stage, Stage::Disputed | Stage::Filed | Stage::Dispatched | Stage::Handling) {
            return None;
        }
        self.course.designated = Some(dispatch.to.clone());
        Some(self.going_to(dispatch))
    }

    fn going_to(mut self, dispatch: &Dispatch) -> Self {
        self.stage = Stage::Dispatched;
        self.level = dispatch.level;
        self.unit = dispatch.to.clone();
        self.hands.responsible = Some(dispatch.to.clone());
        self.course.dispatches.push(dispatch.clone());
        self
    }

    pub(super) fn signed_in(mut self, by: &str, at: OffsetDateTime) -> Option<Self> {
        let Stage::Dispatched = self.stage else { return None };
        let dispatch = self.course.dispatches.last_mut()?;
        dispatch.signed_by = Some(by.to_owned());
        dispatch.signed_at = Some(at);
        self.stage = Stage::Handling;
        self.course.handlers.insert(by.to_owned());
        Some(self)
    }

    /// Whoever dispatched it has it again; the second time nobody has, until it is designated.
    pub(super) fn returned(mut self, back: &Return) -> Option<Self> {
        if !matches!(self.stage, Stage::Dispatched | Stage::Handling) {
            return None;
        }
        self.unit = self.course.dispatch()?.by_unit.clone();
        self.level = back.level.unwrap_or(self.level);
        self.course.returns.push(back.clone());
        self.stage = if self.course.returns.len() < RETURNS {
            Stage::Filed
        } else {
            Stage::Disputed
        };
        Some(self)
    }

    /// Whoever handles it goes on as long as it is not taken from them.
    pub(super) fn escalated(mut self, escalation: &Escalation) -> Option<Self> {
        if self.level != escalation.from {
            return None;
        }
        let stage = after_escalation(self.stage.name(), escalation.from, escalation.ground)?;
        if matches!(stage, Stage::InGrid | Stage::Filed | Stage::Disputed) {
            self.unit = escalation.to_unit.clone();
        }
        self.level = escalation.to;
        self.stage = stage;
        self.course.escalations.push(escalation.clone());
        Some(self)
    }
}
