//! What each stage answers to each order.

mod after;
mod agreement;
mod beside;
mod confirmation;
mod consent;
mod court;
mod end;
mod intake;
mod jurisdiction;
mod mediator;
mod open;
mod performance;
mod referral;
mod rest;
mod session;
mod standing;
mod talk;

use shiyu_kit::case::Context;
use shiyu_kit::referral::ReferralState;

use super::command::{Command, Order};
use super::dispute::Dispute;
use super::evolve;
use super::refusal::Refusal;
use super::sitting::{Decided, Sitting};
use super::stage::OPEN_PART;
use super::verb::Verb;

pub(super) fn decide(case: Option<&Dispute>, order: &Order, context: &Context<'_>) -> Decided {
    let known = &order.known;
    match (case, &order.command) {
        (None, Command::Open(open)) => open::open(
            open,
            &Sitting {
                context,
                known,
                at: context.now,
            },
        ),
        (None, _) => Err(Refusal::DisputeUnknown),
        (Some(dispute), command) => {
            let at = dispute.clocks.moment(context.now);
            dispute.decide(command, &Sitting { context, known, at })
        }
    }
}

impl Dispute {
    fn decide(&self, command: &Command, sitting: &Sitting<'_>) -> Decided {
        if let Some(verb) = command.verb() {
            self.takes(verb)?;
        }
        let done = self.answer(command, sitting);
        if self
            .entrustment()
            .is_none_or(|entrustment| entrustment.state != ReferralState::Done)
        {
            return done;
        }
        self.then(done, |after| Ok(after.telling_how_much(sitting)))
    }

    fn answer(&self, command: &Command, sitting: &Sitting<'_>) -> Decided {
        use Command as C;
        match command {
            C::Open(open) => Err(self.opened_again(open, sitting)),
            C::TakeUp { complex } => self.take_up(*complex, sitting),
            C::Accept => self.accept(sitting),
            C::Decline { ground, reason } => self.decline(*ground, reason, sitting),
            C::Transfer { to, reason } => self.transfer(to, reason, sitting),
            C::ReferJurisdiction { units, reason } => self.refer_jurisdiction(units, reason, sitting),
            C::DesignateUnit { unit, reason } => self.designate(unit, reason, sitting),
            C::ChangeProcedure(change) => self.change_procedure(change, sitting),
            C::AddParty { party, .. } => self.add_party(*party, sitting),
            C::RecordConsent(consent) => self.record_consent(consent, sitting),
            C::ChooseMediators { mediators, agreed } => self.choose(mediators, agreed, sitting),
            C::AppointMediators { mediators } => self.appoint(mediators, sitting),
            C::Disclose(told) => self.disclose(told.mediator, (told.interest, &told.note), sitting),
            C::RecuseMediator(leave) => self.leave(leave.mediator, leave.leaving, (leave.party, &leave.reason), sitting),
            C::Begin => self.begin(sitting),
            C::PlanSession(plan) => self.plan_session(plan, sitting),
            C::RecordSession(record) => self.record_session(record, sitting),
            C::CancelSession { session, reason } => self.cancel_session(*session, reason, sitting),
            C::Invite(invite) => self.invite(invite.party, invite.invited_as, &invite.agreed, sitting),
            C::MakeOffer(offer) => self.make_offer((offer.id, offer.party), offer.counters, &offer.terms, sitting),
            C::AnswerOffer { offer, party, accepted } => self.answer_offer(*offer, *party, *accepted, sitting),
            C::RecordUndisputed { text, agreed } => self.record_undisputed(text, agreed, sitting),
            C::Extend { days, agreed } => self.extend(*days, agreed, sitting),
            C::Draft(draft) => self.draft(draft, sitting),
            C::Sign { party, method } => self.sign(*party, *method, sitting),
            C::SignAsMediator => self.sign_as_mediator(sitting),
            C::Seal { reference } => self.seal(reference, sitting),
            C::VoidDraft { reason } => self.void_draft(reason, sitting),
            C::RecordPerformance(performance) => self.record_performance(performance, sitting),
            C::Remind { obligation, channel } => self.remind(*obligation, *channel, sitting),
            C::DeclareBreach(breach) => self.declare_breach(breach.obligation, &breach.reason, breach.condition_met_on, sitting),
            C::ApplyConfirmation(application) => self.apply_confirmation(application, sitting),
            C::RecordConfirmation { result, reference } => self.record_confirmation(*result, reference, sitting),
            C::Remediate { agreed, channel } => self.remediate(agreed, *channel, sitting),
            C::ApplyEnforcement(application) => {
                self.apply_enforcement(application.creditor, &application.court, &application.reference, sitting)
            }
            C::RecordCourtStep { step, reference, at } => self.court_step(*step, reference, *at, sitting),
            C::RecordCourtVerdict { verdict, reference, at } => self.court_verdict(*verdict, reference, *at, sitting),
            C::EndByParty { party, reason, .. } => self.end_by_party(*party, reason, sitting),
            C::Terminate { ground, reason } => self.terminate(*ground, reason, sitting),
            C::FlagEscalation(flag) => self.flag_escalation((flag.id, flag.risk), &flag.measures, sitting),
            C::ReportEscalation(report) => self.report_escalation(report.escalation, (&report.to, &report.receipt), sitting),
            C::ReportFault { mediator, fault, note } => self.report_fault(*mediator, *fault, note, sitting),
            C::GiveRoutesNotice { routes, method } => self.give_routes_notice(routes, *method, sitting),
            C::ReportBack { reference } => self.report_back(reference, sitting),
            C::FollowUp { settled, note } => self.follow_up(*settled, note, sitting),
            C::Evaluate { party, rating } => self.evaluate(*party, *rating, sitting),
            C::Archive => self.archive(sitting),
            C::Reveal { party, reason } => self.reveal(*party, reason, sitting),
            C::RecordDocument(document) => self.record_document(document, sitting),
            C::OfferGone { referral, state } => self.offer_gone(*referral, *state, sitting),
            C::MediatorGone { mediator } => self.mediator_gone(*mediator, sitting),
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

    /// Whether the order belongs to the stage.
    fn takes(&self, verb: Verb) -> Result<(), Refusal> {
        let stage = self.stage.name();
        let further = OPEN_PART.contains(&verb) && self.has_an_open_part();
        if further || Verb::ALWAYS.contains(&verb) || stage.takes().contains(&verb) {
            return Ok(());
        }
        Err(if stage.is_end() {
            Refusal::ClosedAlready(stage)
        } else {
            Refusal::NotInStage(stage)
        })
    }

    /// And, as it stands after this, the next step of the same act.
    pub(super) fn then(&self, done: Decided, next: impl FnOnce(&Self) -> Decided) -> Decided {
        let mut events = done?;
        let after = events
            .iter()
            .try_fold(self.clone(), |dispute, event| evolve::evolve(Some(dispute), event));
        events.extend(next(&after.ok_or(Refusal::NotInStage(self.stage.name()))?)?);
        Ok(events)
    }
}
