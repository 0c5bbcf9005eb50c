//! From its opening to the parties' consent.

use shiyu_kit::unit::Code;

use crate::domain::course::{Acceptance, Consent, CourtEvent, ProcedureChange, Transfer};
use crate::domain::dispute::Dispute;
use crate::domain::stage::Stage;
use crate::domain::terms::{CourtVerdict, Party, Procedure};

impl Dispute {
    pub(super) fn taken_up(mut self, complex: bool) -> Option<Self> {
        self.course.complex = complex;
        if !matches!(self.stage, Stage::Applied | Stage::Entrusted | Stage::ProactiveDraft) {
            return None;
        }
        self.stage = Stage::Screening;
        Some(self)
    }

    pub(super) fn accepted(mut self, acceptance: &Acceptance) -> Option<Self> {
        self.course.acceptance = Some(acceptance.clone());
        self.into_stage(&Stage::Screening, Stage::ConsentPending)
    }

    /// Whoever has it now looks at it anew.
    pub(super) fn transferred(mut self, transfer: &Transfer) -> Option<Self> {
        if self.unit != transfer.from || self.stage.name().is_end() {
            return None;
        }
        self.unit = transfer.to.clone();
        self.stage = Stage::Screening;
        self.course.transfers.push(transfer.clone());
        Some(self)
    }

    pub(super) fn designated(mut self, transfer: &Transfer) -> Option<Self> {
        self.course.jurisdiction.as_mut()?.decided_at = Some(transfer.at);
        self.transferred(transfer)
    }

    /// Another attempt, under another procedure; who mediated before does so no longer.
    pub(super) fn procedure_changed(mut self, change: &ProcedureChange, unit: &Code) -> Option<Self> {
        if self.procedure != change.from {
            return None;
        }
        if self.unit != *unit {
            self.course.transfers.push(Transfer {
                from: self.unit.clone(),
                to: unit.clone(),
                reason: change.reason.clone(),
                designated: false,
                by: change.by.clone(),
                at: change.at,
            });
        }
        self.course.attempt += 1;
        self.procedure = change.to;
        self.unit = unit.clone();
        self.stage = match change.to {
            Procedure::Judicial => Stage::WithCourt,
            Procedure::People | Procedure::Administrative => Stage::Screening,
        };
        self.course.procedures.push(change.clone());
        self.nobody_mediates(change.at);
        Some(self)
    }

    #[expect(clippy::unnecessary_wraps, reason = "one shape with the steps that can fail")]
    pub(super) fn joined(mut self, party: Party) -> Option<Self> {
        self.parties.push(party);
        Some(self)
    }

    pub(super) fn consent_recorded(mut self, consent: &Consent) -> Option<Self> {
        let asked = matches!(
            self.stage,
            Stage::ConsentPending | Stage::MediatorSelection | Stage::Mediating | Stage::AgreementDrafted
        );
        if !asked || consent.attempt != self.course.attempt {
            return None;
        }
        self.course.consents.push(consent.clone());
        if self.stage == Stage::ConsentPending && self.all_consented() {
            self.stage = Stage::MediatorSelection;
        }
        Some(self)
    }

    pub(super) fn court_moved(mut self, moved: &CourtEvent) -> Option<Self> {
        if self.stage != Stage::WithCourt {
            return None;
        }
        self.course.court.push(moved.clone());
        if moved.verdict == Some(CourtVerdict::SentBack) {
            self.course.attempt += 1;
            self.stage = Stage::Screening;
            self.procedure = Procedure::People;
        }
        Some(self)
    }
}
