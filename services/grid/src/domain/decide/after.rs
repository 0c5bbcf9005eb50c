//! After the close: the reporter rates it, and a report of a hazard may be rewarded (举报奖励).

use shiyu_kit::case::Actor;
use uuid::Uuid;

use crate::domain::clocks::EVALUATE;
use crate::domain::course::{Evaluation, Payment, Reward};
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{PartyRole, Rating};

impl Incident {
    /// Once, within seven days, by the reporter or a clerk who asked; never by the hand of one who handled it (G-19).
    pub(super) fn evaluate(&self, rating: Rating, sitting: &Sitting<'_>) -> Decided {
        self.rater(sitting)?;
        if self.course.evaluation.is_some() {
            return Err(Refusal::EvaluatedAlready);
        }
        let last = self.clocks.latest(&EVALUATE.id).map(|clock| clock.due.legal);
        if let Some(last) = last.filter(|last| sitting.at >= *last) {
            return Err(Refusal::EvaluationLapsed(last));
        }
        let event = Event::from(What::Evaluated(Evaluation { rating, at: sitting.at }));
        Ok(vec![self.stop_if_running(event, &EVALUATE.id, sitting.at)])
    }

    fn rater(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        match sitting.context.by {
            Actor::Party { id } if self.is_reporter(*id) => Ok(()),
            Actor::Party { id } => Err(Refusal::NotAParty(*id)),
            Actor::Person { subject, .. } if self.course.handlers.contains(subject) => Err(Refusal::HandlerVerifies),
            Actor::Person { .. } => sitting.staff_within(&self.county).map(drop),
            Actor::Service { .. } | Actor::Clock => Err(Refusal::NeedsAPerson),
        }
    }

    pub(super) fn is_reporter(&self, id: Uuid) -> bool {
        self.parties.iter().any(|party| party.id == id && party.role == PartyRole::Reporter)
    }

    /// Of a hazard that was found true. It is claimed with the reporter's code, so without one there is nobody to reward.
    pub(super) fn grant_reward(&self, amount_fen: u32, basis: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.dispatcher(sitting)?;
        self.may_be_rewarded()?;
        if amount_fen == 0 {
            return Err(Refusal::NoHazard);
        }
        let what = What::RewardGranted(Reward {
            amount_fen,
            basis: basis.to_owned(),
            granted_by: by.to_owned(),
            granted_at: sitting.at,
            paid: None,
        });
        Ok(vec![what.into()])
    }

    pub(super) fn may_be_rewarded(&self) -> Result<(), Refusal> {
        if !self.class.hazard || self.query_index.is_empty() {
            return Err(Refusal::NoHazard);
        }
        let found = self.course.verification.as_ref().and_then(|verification| verification.found);
        if found != Some(true) && self.hands.verified_by.is_none() {
            return Err(Refusal::RewardUnproven);
        }
        if self.course.reward.is_some() {
            return Err(Refusal::RewardedAlready);
        }
        Ok(())
    }

    /// To whoever presents the code, by another than who granted it.
    pub(super) fn pay_reward(&self, code_index: &str, voucher: &str, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.staff_within(&self.county)?;
        let reward = self.course.reward.as_ref().ok_or(Refusal::NoReward)?;
        if reward.paid.is_some() {
            return Err(Refusal::PaidAlready);
        }
        if reward.granted_by == by {
            return Err(Refusal::GranterPays);
        }
        if code_index != self.query_index {
            return Err(Refusal::CodeWrong);
        }
        let what = What::RewardPaid(Payment {
            by: by.to_owned(),
            voucher: voucher.to_owned(),
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }
}
