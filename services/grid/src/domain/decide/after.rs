//! After the close: the reporter rates it, and a report of a hazard may be rewarded (举报奖励).

use shiyu_kit::case::Actor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::authority::speaks_for;
use crate::domain::clocks::EVALUATE;
use crate::domain::course::{Evaluation, Payment, Reward};
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::{NoReward, Refusal};
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::StageName;
use crate::domain::terms::{PartyRole, Rating};

impl Incident {
    /// Once, within seven days, by the reporter, or by a clerk who asked and whose office had no hand in it (G-19). What a clerk put
    /// down keeps nobody out: the reporter's own word takes its place.
    pub(super) fn evaluate(&self, rating: Rating, sitting: &Sitting<'_>) -> Decided {
        let asked = self.rater(sitting)?;
        if !self.may_be_rated(asked) {
            return Err(Refusal::EvaluatedAlready);
        }
        let last = self.rated_until(asked, sitting);
        let last = last.ok_or_else(|| self.not_rated_yet(asked, sitting))?;
        if sitting.at >= last {
            return Err(Refusal::EvaluationLapsed(last));
        }
        let at = sitting.at;
        let evaluation = Evaluation { rating, asked, at };
        if self.stage.name() == StageName::HandedOver {
            let event = Event::from(What::RatingPassedOn(evaluation));
            return Ok(vec![self.stop_if_running(event, &EVALUATE.id, at)]);
        }
        let event = Event::from(What::Evaluated(evaluation));
        Ok(vec![if asked {
            event
        } else {
            self.stop_if_running(event, &EVALUATE.id, at)
        }])
    }

    /// Whether a rating is still to come: one that staff `asked` for, or the reporter's own.
    pub(super) fn may_be_rated(&self, asked: bool) -> bool {
        let before = self.course.evaluation.as_ref();
        before.is_none_or(|before| before.asked && !asked)
    }

    /// Until when it can be rated: seven days after it was closed. Whoever reported what was merged rates how the one ended that went on
    /// for it, within its seven days, and of what was handed over how the other county closed it; of those staff ask there.
    pub(super) fn rated_until(&self, asked: bool, sitting: &Sitting<'_>) -> Option<OffsetDateTime> {
        if asked && self.stage.name() == StageName::HandedOver {
            return None;
        }
        if self.stage.name() != StageName::Duplicate {
            return self.clocks.latest(&EVALUATE.id).map(|clock| clock.due.legal);
        }
        let main = sitting.known.linked.as_ref().filter(|_| !asked)?;
        let closed_at = main.ended_at.filter(|_| main.stage == StageName::Closed);
        closed_at.map(|at| sitting.due(&EVALUATE, at))
    }

    /// That the one which goes on is not closed, or came to another end.
    fn not_rated_yet(&self, asked: bool, sitting: &Sitting<'_>) -> Refusal {
        let is_rated_there = !asked && self.stage.name() == StageName::Duplicate;
        match sitting.known.linked.as_ref().filter(|_| is_rated_there) {
            Some(main) if main.stage.is_end() => Refusal::ClosedAlready(main.stage, Vec::new()),
            Some(main) => Refusal::NotInStage(main.stage, Vec::new()),
            None => self.not_now(sitting),
        }
    }

    /// Whether it is staff who asked, and not the reporter.
    fn rater(&self, sitting: &Sitting<'_>) -> Result<bool, Refusal> {
        match sitting.context.by {
            Actor::Party { id } if self.is_reporter(*id) => Ok(false),
            Actor::Party { id } => Err(Refusal::NotAParty(*id)),
            Actor::Person { subject, .. } if self.course.handlers.contains(subject) => Err(Refusal::HandlerVerifies),
            Actor::Person { subject, .. } => self.asks(subject, sitting).map(|()| true),
            Actor::Service { .. } | Actor::Clock => Err(Refusal::NeedsAPerson),
        }
    }

    /// There is a citizen to be asked, and neither this person nor their office received, dispatched or handled it.
    fn asks(&self, subject: &str, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        sitting.staff_within(&self.county)?;
        if self.query_index.is_empty() {
            return Err(Refusal::NoReporter);
        }
        let own = sitting.own_unit()?;
        let has_a_hand = self
            .audience()
            .units
            .iter()
            .any(|unit| speaks_for(&own, unit, sitting.context.units));
        if has_a_hand || self.hands.reported_by.as_deref() == Some(subject) {
            return Err(Refusal::RatesOwnWork);
        }
        Ok(())
    }

    pub(super) fn is_reporter(&self, id: Uuid) -> bool {
        self.parties.iter().any(|party| party.id == id && party.role == PartyRole::Reporter)
    }

    /// A closed event is taken up again once, by the one that names it: of two at once, the second finds the first.
    pub(super) fn reopened_by(&self, event: Uuid, (own, at): (Uuid, OffsetDateTime)) -> Decided {
        if self.stage.name() != StageName::Closed {
            return Err(Refusal::LinkedEventOpen(own));
        }
        match self.course.reopened_by {
            Some(earlier) => Err(Refusal::ReopenedAlready(earlier)),
            None => Ok(vec![What::Reopened { event, at }.into()]),
        }
    }

    /// Of a hazard that was found true. It is claimed with the reporter's code, so without one there is nobody to reward.
    pub(super) fn grant_reward(&self, amount_fen: u32, basis: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.dispatcher(sitting)?;
        self.did_not_record(by)?;
        self.may_be_rewarded()?;
        if amount_fen == 0 {
            return Err(Refusal::Reward(NoReward::NoHazard));
        }
        let most = sitting.known.most_reward_fen;
        if amount_fen > most {
            return Err(Refusal::Reward(NoReward::TooHigh(most)));
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

    /// Whoever put the report on record was told its code.
    fn did_not_record(&self, by: &str) -> Result<(), Refusal> {
        if self.hands.reported_by.as_deref() == Some(by) {
            return Err(Refusal::Reward(NoReward::RecorderRewards));
        }
        Ok(())
    }

    pub(super) fn may_be_rewarded(&self) -> Result<(), Refusal> {
        if !self.class.hazard {
            return Err(Refusal::Reward(NoReward::NoHazard));
        }
        if self.query_index.is_empty() {
            return Err(Refusal::NoReporter);
        }
        let found = self.course.verification.as_ref().and_then(|verification| verification.found);
        if found != Some(true) && self.hands.verified_by.is_none() {
            return Err(Refusal::Reward(NoReward::Unproven));
        }
        if self.course.reward.is_some() {
            return Err(Refusal::Reward(NoReward::GrantedAlready));
        }
        Ok(())
    }

    /// To whoever presents the code, by another than who granted it, and than who recorded the report.
    pub(super) fn pay_reward(&self, code_index: &str, voucher: &str, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.staff_within(&self.county)?;
        self.did_not_record(by)?;
        let reward = self.course.reward.as_ref().ok_or(Refusal::Reward(NoReward::NotGranted))?;
        if reward.paid.is_some() {
            return Err(Refusal::Reward(NoReward::PaidAlready));
        }
        if reward.granted_by == by {
            return Err(Refusal::Reward(NoReward::GranterPays));
        }
        if code_index != self.query_index {
            return Err(Refusal::Reward(NoReward::CodeWrong));
        }
        let what = What::RewardPaid(Payment {
            by: by.to_owned(),
            voucher: voucher.to_owned(),
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }
}
