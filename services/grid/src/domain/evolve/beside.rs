//! What goes on beside the stages: offers, boundaries, rewards.

use shiyu_kit::referral::{Outcome, ReferralState};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::course::{CountyAnswer, Covering, Payment, Recusal, RecusalEnd, Settlement};
use crate::domain::incident::Incident;
use crate::domain::stage::StageName;
use crate::domain::terms::GridCode;

impl Incident {
    pub(super) fn duplicate_joined(mut self, event: Uuid, handed_over: &[String]) -> Option<Self> {
        if !handed_over.is_empty() {
            self.course.brought.insert(event, handed_over.to_vec());
        }
        (!self.stage.name().is_end() && self.course.duplicates.insert(event)).then_some(self)
    }

    pub(super) fn duplicate_left(mut self, event: Uuid) -> Option<Self> {
        self.course.brought.remove(&event);
        self.course.duplicates.remove(&event).then_some(self)
    }

    pub(super) fn regridded(mut self, grid: &GridCode) -> Self {
        self.ground = (*grid != self.place.grid).then(|| grid.clone());
        self
    }

    pub(super) fn reopened(mut self, event: Uuid) -> Option<Self> {
        let first = self.stage.name() == StageName::Closed && self.course.reopened_by.is_none();
        self.course.reopened_by = Some(event);
        first.then_some(self)
    }

    /// The covered photo is in the place of the other one, wherever that was named.
    pub(super) fn evidence_covered(mut self, (hash, bytes): (&str, u64), covering: &Covering) -> Option<Self> {
        let course = &mut self.course;
        let kept = course.evidence.iter_mut().find(|kept| kept.hash == covering.before)?;
        hash.clone_into(&mut kept.hash);
        kept.bytes = bytes;
        kept.coverings.push(covering.clone());
        let named = course.handlings.iter_mut().flat_map(|handling| handling.evidence.iter_mut());
        for named in named.filter(|named| **named == covering.before) {
            hash.clone_into(named);
        }
        Some(self)
    }

    pub(super) fn referral_answered(mut self, outcome: &Outcome) -> Option<Self> {
        let referral = self.course.referrals.iter_mut().find(|referral| referral.id == outcome.referral)?;
        referral.hear(outcome);
        Some(self)
    }

    /// What it settles no longer is back with whoever handled it, as after a rework.
    pub(super) fn agreement_heard(mut self, outcome: &Outcome) -> Option<Self> {
        let unsettled = self.is_unsettled_by(outcome);
        let referral = self.course.referrals.iter_mut().find(|referral| referral.id == outcome.referral)?;
        referral.confirmation = outcome.confirmation.or(referral.confirmation);
        referral.settle(outcome.settled, outcome.rest.as_deref());
        if unsettled {
            self.stage = self.handling_stage();
            self.hands.handled_by = None;
            self.hands.verified_by = None;
        }
        Some(self)
    }

    pub(super) fn referral_ended(mut self, id: Uuid, state: ReferralState, at: OffsetDateTime) -> Option<Self> {
        let referral = self.course.referrals.iter_mut().find(|referral| referral.id == id)?;
        referral.close(state, at);
        Some(self)
    }

    pub(super) fn boundary_answered(mut self, answer: &CountyAnswer) -> Option<Self> {
        let boundary = self.course.boundary.as_mut().filter(|boundary| boundary.decision.is_none())?;
        boundary.answers.push(answer.clone());
        Some(self)
    }

    pub(super) fn boundary_referred(mut self, at: OffsetDateTime) -> Option<Self> {
        let boundary = self.course.boundary.as_mut().filter(|boundary| boundary.decision.is_none())?;
        boundary.referred_at = Some(at);
        Some(self)
    }

    pub(super) fn boundary_settled(mut self, decision: &Settlement) -> Option<Self> {
        let boundary = self.course.boundary.as_mut().filter(|boundary| boundary.decision.is_none())?;
        boundary.decision = Some(decision.clone());
        Some(self)
    }

    pub(super) fn recusal_ended(mut self, subject: &str, end: &RecusalEnd) -> Option<Self> {
        let open = |recusal: &&mut Recusal| recusal.subject == subject && recusal.ended.is_none();
        let recusal = self.course.recusals.iter_mut().find(open)?;
        recusal.ended = Some(end.clone());
        Some(self)
    }

    pub(super) fn receipt_recorded(mut self, receipt: (&str, bool), at: OffsetDateTime) -> Option<Self> {
        let outside = self.course.outside.as_mut().filter(|outside| outside.is_open())?;
        outside.receive(receipt, at);
        Some(self)
    }

    pub(super) fn outside_unanswered(mut self, at: OffsetDateTime) -> Option<Self> {
        self.course.outside.as_mut()?.conference_at = Some(at);
        Some(self)
    }

    pub(super) fn reward_paid(mut self, payment: &Payment) -> Option<Self> {
        let reward = self.course.reward.as_mut().filter(|reward| reward.paid.is_none())?;
        reward.paid = Some(payment.clone());
        Some(self)
    }
}
