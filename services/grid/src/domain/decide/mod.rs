//! What each stage answers to each order.

mod after;
mod agreed;
mod beside;
mod boundary;
mod dispatch;
mod dispute;
mod end;
mod handling;
mod intake;
mod ladder;
mod merger;
mod offered;
mod open;
mod pace;
mod recusal;
mod referral;
mod report;
mod sequel;
mod standing;
mod step;

use shiyu_kit::case::{Actor, Context, Filed};

use super::command::{Command, Order};
use super::evolve;
use super::incident::Incident;
use super::refusal::Refusal;
use super::sitting::{Decided, Sitting};
use super::terms::GridRole;
use super::verb::Verb;

pub(super) use dispute::RETURNS;
pub(super) use ladder::after_escalation;

pub(super) fn decide(case: Option<&Incident>, order: &Order, context: &Context<'_>) -> Decided {
    let known = &order.known;
    match (case, &order.command) {
        (None, Command::Report(report)) => report::report(
            report,
            &Sitting {
                context,
                known,
                at: context.now,
            },
        ),
        (None, _) => Err(Refusal::EventUnknown),
        (Some(incident), command) => {
            let at = incident.clocks.moment(context.now);
            let sitting = Sitting { context, known, at };
            let decided = incident.decide(command, &sitting);
            let decided = incident.settled_meanwhile(decided, &sitting);
            let decided = incident.left_to_another(decided, &sitting);
            incident.answering_offer(incident.taking_offers_along(decided, &sitting))
        }
    }
}

/// What the event that goes on answers, when another is merged into it or comes out of it again; and the closed one, when it is
/// reopened.
pub(super) fn join(other: Option<&Incident>, first: &Filed<Incident>, order: &Order, context: &Context<'_>) -> Decided {
    let Some(id) = order.other() else { return Ok(Vec::new()) };
    let other = other.ok_or(Refusal::LinkedEventUnknown(id))?;
    let at = other.clocks.moment(context.now);
    if let Command::Merge { .. } = &order.command {
        return other.joined_by(first, (id, at));
    }
    if let Command::Report(_) = &order.command {
        return other.reopened_by(first.id, (id, at));
    }
    Ok(other.left_by(first.id, at))
}

impl Incident {
    fn decide(&self, command: &Command, sitting: &Sitting<'_>) -> Decided {
        if let Some(verb) = command.verb() {
            self.takes(verb, sitting)?;
        }
        self.answer(command, sitting)
    }

    fn answer(&self, command: &Command, sitting: &Sitting<'_>) -> Decided {
        use Command as C;
        match command {
            C::Report(_) => Err(Refusal::AlreadyReported),
            C::OrderVerification { to } => self.order_verification(to.as_deref(), sitting),
            C::ReportVerification { found, note } => self.report_verification(*found, note, sitting),
            C::Accept => self.accept(sitting),
            C::Reject { ground, reason } => self.reject(*ground, reason, sitting),
            C::Merge { into } => self.merge(*into, sitting),
            C::Unmerge { reason } => self.unmerge(reason, sitting),
            C::TransferEmergency { line, reference } => self.transfer_emergency(*line, reference, sitting),
            C::TakeBackEmergency { reason } => self.take_back_emergency(reason, sitting),
            C::TakeUpInGrid => self.take_up(sitting),
            C::File => self.file(sitting),
            C::Dispatch(dispatch) => self.dispatch(dispatch, sitting),
            C::Transfer { to, reason } => self.transfer(to, reason, sitting),
            C::SignIn => self.sign_in(sitting),
            C::Return { reason, competent } => self.send_back(reason, competent.as_ref(), sitting),
            C::DesignateHandler { unit, reasons } => self.designate(unit, reasons, sitting),
            C::Escalate { reason } => self.escalate(reason, sitting),
            C::Extend(extend) => self.extend(extend, sitting),
            C::Suspend(suspend) => self.suspend(suspend, sitting),
            C::RenewSuspension { review_on, reason } => self.renew(*review_on, reason, sitting),
            C::Resume => self.resume(sitting),
            C::ReportStep(step) => self.report_step(step, sitting),
            C::ReportHandled(report) => self.report_handled(report, sitting),
            C::Inspect { passed, note } => self.inspect(*passed, note, sitting),
            C::Close => self.close(sitting),
            C::Evaluate { rating } => self.evaluate(*rating, sitting),
            C::GrantReward { amount_fen, basis } => self.grant_reward(*amount_fen, basis, sitting),
            C::PayReward { code_index, voucher } => self.pay_reward(code_index, voucher, sitting),
            C::Reclassify { class, reason } => self.reclassify(*class, reason, sitting),
            C::AttachEvidence(evidence) => self.attach(evidence, sitting),
            C::CoverEvidence { hash, reason, .. } => self.cover(hash, reason, sitting),
            C::OfferReferral(offer) => self.offer(offer, sitting),
            C::WithdrawReferral { referral } => self.withdraw_referral(*referral, sitting),
            C::AnswerReferral(outcome) => self.answer_referral(outcome, sitting),
            C::ReadIdentity(asked) => self.read_identity(asked, sitting),
            C::Reveal { party, reason } => self.reveal(*party, reason, sitting),
            C::Recuse { subject, reason } => self.recuse(subject, reason, sitting),
            C::EndRecusal { subject, reason } => self.end_recusal(subject, reason, sitting),
            C::RaiseBoundary(raise) => self.raise_boundary(raise, sitting),
            C::AgreeBoundary { owner, reference } => self.agree_boundary(owner, reference, sitting),
            C::BoundaryAnswered { boundary, answer } => self.hear_answer(*boundary, answer, sitting),
            C::BoundaryDesignated {
                boundary,
                owner,
                reference,
                at,
            } => self.boundary_designated(*boundary, (owner, reference), *at, sitting),
            C::Followed { sequel, owner } => self.hear_sequel(sequel, owner, sitting),
            C::RatingHeard { rating, at } => self.hear_rating(*rating, *at, sitting),
            C::OfferOutside(offer) => self.offer_outside(offer, sitting),
            C::RecordReceipt { reference, receipt } => self.record_receipt((reference, receipt), sitting),
            C::RecordContact => self.contact(sitting),
            // The ring is due by the database that keeps its time, even if this replica's wall clock is a moment behind.
            C::Tick { clock, at } => self.tick(
                clock,
                &Sitting {
                    at: sitting.at.max(*at),
                    ..*sitting
                },
            ),
            C::Reckon => Ok(self.reckon(sitting.context.calendar)),
            C::Regrid { grid } => Ok(self.regrid(grid)),
        }
    }

    /// Whether the order belongs to the stage, and the one who gives it has not stood aside.
    fn takes(&self, verb: Verb, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let stage = self.stage.name();
        let beside = Verb::ALWAYS.contains(&verb) || !stage.is_end() && Verb::BESIDE.contains(&verb);
        if !beside && !stage.takes().contains(&verb) && !self.takes_besides(verb) {
            return Err(self.not_now(sitting));
        }
        match sitting.context.by {
            Actor::Person { subject, .. } if self.course.stands_aside(subject) => Err(Refusal::Recused),
            Actor::Person { .. } => self.is_no_volunteers(verb, sitting),
            Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => Ok(()),
        }
    }

    /// A volunteer of the grid reports, with photos, and does nothing else.
    fn is_no_volunteers(&self, verb: Verb, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let volunteer = sitting.known.role == Some(GridRole::Volunteer);
        if volunteer && verb != Verb::AttachEvidence && self.dispatcher(sitting).is_err() {
            return Err(Refusal::RoleNotFitting(GridRole::Volunteer));
        }
        Ok(())
    }

    /// And, as it stands after this, the next step of the same act.
    pub(super) fn then(&self, done: Decided, next: impl FnOnce(&Self) -> Decided) -> Decided {
        let mut events = done?;
        let after = events
            .iter()
            .try_fold(self.clone(), |incident, event| evolve::evolve(Some(incident), event));
        events.extend(next(&after.ok_or_else(|| Refusal::NotInStage(self.stage.name(), Vec::new()))?)?);
        Ok(events)
    }
}
