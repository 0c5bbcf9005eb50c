//! What each stage answers to each command.

mod accountability;
mod accused;
mod answer;
mod answered;
mod beside;
mod boundary;
mod duty;
mod ending;
mod fast;
mod intake;
mod jurisdiction;
mod link;
mod merging;
mod message;
mod publication;
mod remedy;
mod withdrawal;
mod work;

use shiyu_kit::case::{Actor, Context, Filed};
use shiyu_kit::unit::Code;

use super::command::Command;
use super::event::Event;
use super::evolve::evolve;
use super::petition::{Accused, Petition};
use super::refusal::Refusal;
use super::sitting::{Decided, Sitting};
use super::stage::{End, StageName};
use super::verb::Verb;
use crate::sight;

pub(super) fn decide(case: Option<&Petition>, command: &Command, context: &Context<'_>) -> Decided {
    match (case, command) {
        (None, Command::Register(register)) => intake::register(register, &Sitting { context, at: context.now }),
        (None, _) => Err(Refusal::PetitionUnknown),
        (Some(petition), command) => petition.decide(command, context),
    }
}

/// What the matter answers that another one points at.
pub(super) fn join(other: Option<&Petition>, first: &Filed<Petition>, command: &Command, context: &Context<'_>) -> Decided {
    let Some(id) = command.other() else { return Ok(Vec::new()) };
    let other = other.ok_or(Refusal::LinkedMatterUnknown(id))?;
    let at = other.clocks.moment(context.now);
    other.pointed_at(first, (id, command), &Sitting { context, at })
}

impl Petition {
    fn decide(&self, command: &Command, context: &Context<'_>) -> Decided {
        let sitting = Sitting {
            context,
            at: self.clocks.moment(context.now),
        };
        if self.is_kept_from(context.by, &sitting) {
            return Err(Refusal::PetitionUnknown);
        }
        if let Some(verb) = command.verb() {
            self.takes(verb, command, &sitting)?;
        }
        let mut decided = self.taking_offers_along(self.answer(command, &sitting), &sitting)?;
        if self.is_hidden_from(context.by, &sitting) {
            return Err(Refusal::PetitionUnknown);
        }
        if let Some(first) = decided.first_mut() {
            first.hand = self.hand(command, &sitting);
        }
        Ok(decided)
    }

    /// Who thereby has a hand in the handling: in whatever is done for the answer or with it, but for the hearing of a review.
    fn hand(&self, command: &Command, sitting: &Sitting<'_>) -> Option<String> {
        let reviewing = matches!(self.stage.name(), StageName::Reviewing | StageName::Rechecking);
        command.verb().filter(|verb| !reviewing && Verb::HANDLING.contains(verb))?;
        sitting.staff().ok().map(str::to_owned)
    }

    fn answer(&self, command: &Command, sitting: &Sitting<'_>) -> Decided {
        use Command as C;
        match command {
            C::Register(_) => Err(Refusal::AlreadyRegistered),
            C::Forward { to } => self.forward(to, None, sitting),
            C::Assign { to, report_days } => self.forward(to, Some(*report_days), sitting),
            C::Accept { notice } => self.accept(*notice, sitting),
            C::Redirect { to } => self.redirect(to, sitting),
            C::Divert(divert) => self.divert(divert, &Accused::default(), sitting),
            C::Merge { into, reason } => self.merge(*into, reason.as_deref(), sitting),
            C::Unmerge { reason, from } => self.unmerge(reason, *from, sitting),
            C::Part { from } => Ok(self.part(*from, sitting)),
            C::Decline { ground, earlier } => self.decline(*ground, *earlier, sitting),
            C::GiveNotice { missing, method } => self.give_notice(missing, *method, sitting),
            C::Supplement { party, text } => self.supplement(*party, text, sitting),
            C::Message { from, text } => self.message(*from, text, sitting),
            C::AddParty { party, .. } => self.add_party(*party, sitting),
            C::Object(object) => self.object(object, sitting),
            C::DecideObjection { agree } => self.decide_objection(*agree, sitting),
            C::ReferDispute => self.refer_dispute(sitting),
            C::Designate { unit, reasons } => self.designate(unit, reasons, sitting),
            C::RaiseBoundary(raise) => self.raise_boundary(raise, sitting),
            C::AgreeBoundary { owner, reference } => self.agree_boundary(owner, reference, sitting),
            C::HearCounty { boundary, answer } => self.hear_county(*boundary, answer, sitting),
            C::HearCity { boundary, settlement } => self.hear_city(*boundary, settlement, sitting),
            C::OfferOutside(offer) => self.offer_outside(offer, sitting),
            C::RecordReceipt { reference, receipt } => self.record_receipt((reference, receipt), sitting),
            C::Transfer { to } => self.transfer(to, sitting),
            C::Classify(classify) => self.classify(classify, sitting),
            C::Simplify => self.simplify(sitting),
            C::Resume { reason } => self.resume(reason, sitting),
            C::Extend(extend) => self.extend(extend, sitting),
            C::OpenHearing => self.hear(sitting),
            C::CloseHearing { finding } => self.close_hearing(finding, sitting),
            C::RequestAssistance { unit, task, days } => self.request_assistance(unit, task, *days, sitting),
            C::ReportAssistance { report } => self.report_assistance(report, sitting),
            C::Reply { adoption, text } => self.reply(*adoption, text, sitting),
            C::ReportDuty { report } => self.report_duty(report, sitting),
            C::DeclineDuty { reason } => self.decline_duty(reason, sitting),
            C::RerouteDuty { organ, reason } => self.reroute_duty(organ.as_ref(), reason, sitting),
            C::DraftOpinion(opinion) => self.draft(opinion, sitting),
            C::IssueOpinion => self.issue(sitting),
            C::ServeOpinion(serve) => self.serve_opinion(serve, sitting),
            C::Settle { agreement } => self.settle(agreement, sitting),
            C::OfferReferral(offer) => self.offer(offer, sitting),
            C::AnswerReferral(outcome) => self.answer_referral(outcome, sitting),
            C::WithdrawReferral { referral } => self.withdraw_referral(*referral, sitting),
            C::ReadIdentity(asked) => self.read_identity(asked, sitting),
            C::RequestRemedy(request) => self.request_remedy(request, sitting),
            C::TakeUpRemedy => self.take_up(sitting),
            C::DismissRemedy { reason } => self.dismiss(reason, sitting),
            C::DecideRemedy(decide) => self.rule(decide, sitting),
            C::ServeRuling(serve) => self.serve_ruling(serve, sitting),
            C::PublishRuling(publish) => self.publish_ruling(publish, sitting),
            C::WithdrawPublication { reason } => self.withdraw_publication(reason, sitting),
            C::ReportExecution { report } => self.report_execution(report, sitting),
            C::Close => self.close(sitting),
            C::Withdraw(withdraw) => self.withdraw(withdraw, sitting),
            C::RecordOutcome { outcome } => self.record_outcome(outcome, sitting),
            C::Archive => self.archive(sitting),
            C::ReportUrgent { to, reason } => self.report_urgent(to, reason, sitting),
            C::Recuse { subject, reason } => self.recuse(subject, reason, sitting),
            C::Sponsor(sponsor) => self.sponsor(sponsor, sitting),
            C::CompleteMilestone { index } => self.complete_milestone(*index, sitting),
            C::Supervise(supervise) => self.supervise(supervise, sitting),
            C::AnswerSupervision { supervision, answer } => self.answer_supervision(*supervision, answer, sitting),
            C::ProposeAccountability(propose) => self.propose_accountability(propose, sitting),
            C::AnswerAccountability {
                proposal,
                adoption,
                answer,
            } => self.answer_accountability(*proposal, (*adoption, answer.as_str()), sitting),
            C::AddCareTask { id, unit, task } => self.add_care(*id, unit, task, sitting),
            C::CompleteCareTask { task } => self.complete_care(*task, sitting),
            C::Evaluate(evaluate) => self.evaluate(evaluate, sitting),
            C::Reveal { party, reason } => self.reveal(*party, reason, sitting),
            // The ring is due by the database that keeps its time, even if this replica's wall clock is a moment behind.
            C::Tick { clock, at } => Ok(self.tick(
                clock,
                &Sitting {
                    at: sitting.at.max(*at),
                    ..*sitting
                },
            )),
            C::Reckon => Ok(self.reckon(sitting.context.calendar)),
        }
    }

    /// Whoever is accused, and all that answers to them, has no such petition (arts. 30, 46).
    fn is_kept_from(&self, by: &Actor, sitting: &Sitting<'_>) -> bool {
        let Actor::Person { subject, .. } = by else { return false };
        self.accused.subjects.contains(subject) || sitting.own_unit().is_ok_and(|own| self.accused.bars(&own, sitting))
    }

    /// Nobody of the staff does anything with a matter that they could not read: no bureau with what another one handles, and nobody of
    /// a unit that is no more, whose successor has its matters (art. 24). Why else not is told first, and to nobody who does not see it.
    fn is_hidden_from(&self, by: &Actor, sitting: &Sitting<'_>) -> bool {
        let staff = matches!(by, Actor::Person { .. });
        staff && !sight::viewer(by, &self.county, sitting.context.units, sitting.at).sees(&self.audience())
    }

    /// It never goes to those it accuses, nor to what answers to them (art. 30).
    fn open_to(&self, unit: &Code, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        if self.accused.bars(unit, sitting) {
            return Err(Refusal::ForwardedToAccused(unit.clone()));
        }
        Ok(())
    }

    /// Whether the order belongs to the stage, and the one who gives it has not stood aside.
    fn takes(&self, verb: Verb, command: &Command, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let stage = self.stage.name();
        let beside = !stage.is_end() && Verb::BESIDE.contains(&verb);
        if !beside && !Verb::ALWAYS.contains(&verb) && !stage.takes().contains(&verb) {
            return Err(self.not_here(stage, command));
        }
        let Actor::Person { subject, .. } = sitting.context.by else {
            return Ok(());
        };
        if self.course.stands_aside(subject) {
            return Err(Refusal::Recused);
        }
        Ok(())
    }

    /// Why a stage does not take an order: where the law has a reason of its own, that one.
    fn not_here(&self, stage: StageName, command: &Command) -> Refusal {
        let without_opinion = self.classification().is_some_and(|classification| !classification.has_opinion());
        let opinion = matches!(command, Command::DraftOpinion(_) | Command::IssueOpinion);
        if opinion && without_opinion {
            Refusal::PathWithoutOpinion
        } else if matches!(command, Command::RequestRemedy(_)) && self.is_terminated() {
            Refusal::TerminatedAlready
        } else if stage.is_end() {
            Refusal::ClosedAlready(stage)
        } else {
            Refusal::NotInStage(stage)
        }
    }

    /// And, as it stands after this, the next step of the same act.
    fn then(&self, mut done: Vec<Event>, next: impl FnOnce(&Self) -> Decided) -> Decided {
        let after = done.iter().try_fold(self.clone(), |petition, event| evolve(Some(petition), event));
        done.extend(next(&after.ok_or(Refusal::NotInStage(self.stage.name()))?)?);
        Ok(done)
    }

    fn is_terminated(&self) -> bool {
        self.stage.ending().is_some_and(|ending| ending.end == End::Terminated)
    }
}
