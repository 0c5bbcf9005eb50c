//! Agreements, their performance, and the court's confirmation.

use time::OffsetDateTime;

use crate::domain::course::{
    Agreement, Breach, Confirmation, ConfirmationDecision, Consent, Enforcement, Obligation, Performance, Reminder, Voided,
};
use crate::domain::dispute::Dispute;
use crate::domain::stage::{Stage, StageName};
use crate::domain::terms::ConfirmationResult;

impl Dispute {
    /// While another is performed they go on with what that left open, and the dispute stays where it is.
    pub(super) fn agreement_drafted(mut self, agreement: &Agreement) -> Option<Self> {
        self.course.agreements.push(agreement.clone());
        if self.is_performing() {
            return Some(self);
        }
        self.into_stage(&Stage::Mediating, Stage::AgreementDrafted)
    }

    pub(super) fn signing(mut self, sign: impl FnOnce(&mut Agreement)) -> Option<Self> {
        if self.stage != Stage::AgreementDrafted && !self.is_performing() {
            return None;
        }
        sign(self.pending_mut()?);
        Some(self)
    }

    pub(super) fn draft_voided(mut self, voided: &Voided) -> Option<Self> {
        self.pending_mut()?.voided = Some(voided.clone());
        if self.is_performing() {
            return Some(self);
        }
        let goes_on = if self.course.engaged().next().is_some() {
            Stage::Mediating
        } else {
            Stage::MediatorSelection
        };
        self.into_stage(&Stage::AgreementDrafted, goes_on)
    }

    pub(super) fn effective(mut self, at: OffsetDateTime) -> Option<Self> {
        self.pending_mut()?.effective_at = Some(at);
        if self.is_performing() {
            return Some(self);
        }
        self.into_stage(&Stage::AgreementDrafted, Stage::AgreementEffective)
    }

    pub(super) fn pending_mut(&mut self) -> Option<&mut Agreement> {
        self.course.agreements.last_mut().filter(|agreement| agreement.is_pending())
    }

    fn is_performing(&self) -> bool {
        matches!(self.stage, Stage::AgreementEffective | Stage::Performing)
    }

    /// It is being performed from the first payment, or from the first reminder of one.
    pub(super) fn performed(mut self, number: u32, performance: &Performance) -> Option<Self> {
        self.owed_mut(number)?.performances.push(performance.clone());
        Some(self.performing())
    }

    pub(super) fn reminded(mut self, number: u32, reminder: Reminder) -> Option<Self> {
        self.owed_mut(number)?.reminders.push(reminder);
        Some(self.performing())
    }

    fn performing(mut self) -> Self {
        if self.stage == Stage::AgreementEffective {
            self.stage = Stage::Performing;
        }
        self
    }

    /// Something owed was broken. The first of it ends the dispute.
    pub(super) fn broken(mut self, number: u32, breach: &Breach) -> Option<Self> {
        self.owed_mut(number)?.breach = Some(breach.clone());
        Some(self)
    }

    fn owed_mut(&mut self, number: u32) -> Option<&mut Obligation> {
        if !self.stage.is_performed_in() {
            return None;
        }
        let held = self.course.agreements.iter_mut().filter(|agreement| agreement.holds());
        let mut owed = held.flat_map(|agreement| agreement.obligations.iter_mut());
        owed.find(|owed| owed.number == number)
    }

    /// What a court does with an agreement that was broken, or performed, changes nothing of that.
    fn has_ended_agreed(&self) -> bool {
        matches!(self.stage.name(), StageName::Breached | StageName::Performed)
    }

    pub(super) fn confirmation_applied(mut self, confirmation: &Confirmation) -> Option<Self> {
        self.course.confirmations.push(confirmation.clone());
        if self.has_ended_agreed() {
            return Some(self);
        }
        if !matches!(self.stage, Stage::AgreementEffective | Stage::Performing) {
            return None;
        }
        self.stage = Stage::ConfirmationApplied;
        Some(self)
    }

    pub(super) fn confirmation_decided(mut self, decision: &ConfirmationDecision) -> Option<Self> {
        self.course.confirmations.last_mut()?.decision = Some(decision.clone());
        if self.has_ended_agreed() {
            return Some(self);
        }
        let stage = match decision.result {
            ConfirmationResult::Confirmed => Stage::Confirmed,
            ConfirmationResult::Refused(_) => Stage::ConfirmationRefused,
            ConfirmationResult::Withdrawn => Stage::Performing,
        };
        self.into_stage(&Stage::ConfirmationApplied, stage)
    }

    /// Another attempt; what the court did not confirm holds no longer. They go on beside the performance of what else was agreed.
    pub(super) fn remediated(mut self, consents: &[Consent], at: OffsetDateTime) -> Option<Self> {
        self.void_what_was_refused(&Voided { reason: String::new(), at })?;
        self.course.attempt += 1;
        self.course.consents.extend(consents.iter().cloned());
        let goes_on = if self.in_force().next().is_some() {
            Stage::Performing
        } else {
            Stage::Mediating
        };
        self.into_stage(&Stage::ConfirmationRefused, goes_on)
    }

    /// They mediate what a court did not confirm no more, and perform what else was agreed.
    pub(super) fn given_up(mut self, voided: &Voided) -> Option<Self> {
        self.void_what_was_refused(voided)?;
        self.in_force().next()?;
        self.into_stage(&Stage::ConfirmationRefused, Stage::Performing)
    }

    fn void_what_was_refused(&mut self, voided: &Voided) -> Option<()> {
        let refused = self.course.confirmations.last()?;
        let held = self.course.agreements.iter_mut().filter(|agreement| agreement.holds());
        for agreement in held.filter(|agreement| refused.is_of(agreement.number)) {
            agreement.voided = Some(voided.clone());
        }
        Some(())
    }

    pub(super) fn enforcement_applied(mut self, enforcement: &Enforcement) -> Option<Self> {
        self.course.enforcements.push(enforcement.clone());
        if self.has_ended_agreed() || self.stage == Stage::EnforcementApplied {
            return Some(self);
        }
        self.into_stage(&Stage::Confirmed, Stage::EnforcementApplied)
    }
}
