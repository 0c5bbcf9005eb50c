//! What each stage answers to each order.

mod again;
mod age;
mod beside;
mod clue;
mod court;
mod crime;
mod decision;
mod evidence;
mod filing;
mod hearing;
mod income;
mod inquiry;
mod jurisdiction;
mod measure;
mod norms;
mod notice;
mod outside;
mod payment;
mod proposal;
mod publication;
mod receive;
mod remedy;
mod review;
mod spot;
mod standing;
mod surcharge;

use shiyu_kit::case::{Actor, Context};

use super::case_file::CaseFile;
use super::command::{Command, Order};
use super::evolve;
use super::refusal::Refusal;
use super::sitting::{Decided, Sitting};
use super::terms::Certificate;
use super::verb::Verb;

pub(super) use court::demand_deemed;
pub(super) use filing::limitation_ends;
pub(crate) use notice::is_heard;

pub(super) fn decide(case: Option<&CaseFile>, order: &Order, context: &Context<'_>) -> Decided {
    let (known, at) = (&order.known, context.now);
    match (case, &order.command) {
        (None, Command::Receive(receive)) => receive::receive(receive, &Sitting { context, known, at }),
        (None, Command::DecideOnSpot(spot)) => spot::decide(spot, &Sitting { context, known, at }),
        (None, _) => Err(Refusal::CaseUnknown),
        (Some(case), command) => {
            let at = case.clocks.moment(context.now);
            case.decide(command, &Sitting { context, known, at })
        }
    }
}

impl CaseFile {
    fn decide(&self, command: &Command, sitting: &Sitting<'_>) -> Decided {
        if let Some(verb) = command.verb() {
            self.takes(verb, sitting)?;
        }
        if sitting.known.names_the_kept {
            return Err(Refusal::ComplainantInText);
        }
        self.answer(command, sitting)
    }

    #[expect(clippy::too_many_lines, reason = "one line for each order")]
    fn answer(&self, command: &Command, sitting: &Sitting<'_>) -> Decided {
        use Command as C;
        match command {
            C::Receive(_) | C::DecideOnSpot(_) => Err(Refusal::AlreadyReceived),
            C::VerifyClue { officers, found, note } => self.verify_clue(officers, *found, note, sitting),
            C::ExtendClue { days, reason } => self.extend_clue(*days, reason, sitting),
            C::DismissClue { reason, told } => self.dismiss(reason, *told, sitting),
            C::TransferOut(transfer) => self.transfer_out(transfer, sitting),
            C::File(file) => self.file(file, sitting),
            C::RefuseFiling {
                ground,
                reason,
                competent,
                told,
            } => self.refuse_filing((*ground, reason), competent.as_ref(), *told, sitting),
            C::RaiseDispute { id, with, reason } => self.raise_dispute(*id, (with, reason), sitting),
            C::SettleDispute { owner, reference } => self.settle_dispute(owner, reference, sitting),
            C::Designate { owner, reasons } => self.designate(owner, reasons, sitting),
            C::OfferOutside(offer) => self.offer_outside(offer, sitting),
            C::RecordReceipt { offer, reference, receipt } => self.record_receipt(*offer, (reference, receipt), sitting),
            C::HearCounty { boundary, answer } => self.hear_county(*boundary, answer, sitting),
            C::HearCity {
                boundary,
                owner,
                reference,
            } => self.hear_city(*boundary, (owner, reference), sitting),
            C::AssignOfficers { officers } => self.assign(officers, sitting),
            C::AddEvidence(gathered) => self.add_evidence(gathered, sitting),
            C::VerifyEvidence {
                evidence,
                kind,
                lawful_source,
                officers,
            } => self.verify_evidence(*evidence, (*kind, lawful_source), officers, sitting),
            C::ExcludeEvidence { evidence, reason } => self.exclude_evidence(*evidence, reason, sitting),
            C::ReviewMonitoring {
                evidence,
                device_review,
                location_published,
            } => self.review_monitoring(*evidence, device_review, location_published, sitting),
            C::RecordCustody { evidence, to, place } => self.record_custody(*evidence, to, place, sitting),
            C::Preserve { id, items, officers } => self.preserve(*id, items, officers, sitting),
            C::Dispose { preservation, outcome } => self.dispose(*preservation, outcome, sitting),
            C::TakeMeasure(take) => self.take_measure(take, sitting),
            C::ApproveMeasure { measure, approved, reason } => self.approve_measure(*measure, *approved, reason, sitting),
            C::ExtendMeasure { measure, days, reason } => self.extend_measure(*measure, *days, reason, sitting),
            C::ReleaseMeasure { measure, reason } => self.release_measure(*measure, reason, sitting),
            C::OrderCorrection {
                id,
                demand,
                until,
                officers,
            } => self.order_correction(*id, (demand, *until), officers, sitting),
            C::CheckCorrection {
                correction,
                corrected,
                note,
                officers,
            } => self.check_correction(*correction, (*corrected, note), officers, sitting),
            C::Suspend { ground, reason } => self.suspend(*ground, reason, sitting),
            C::Resume => self.resume(sitting),
            C::ExtendDecision { days, reason, minutes } => self.extend_decision(*days, reason, minutes.as_deref(), sitting),
            C::Conclude { facts, bases, officers } => self.conclude((facts, bases), officers, sitting),
            C::Propose { proposal, officers } => self.propose(proposal, officers, sitting),
            C::WithdrawCase { reason } => self.withdraw(reason, sitting),
            C::ServeNotice(notice) => self.serve_notice(notice, sitting),
            C::ReceiveStatement { id, party, text } => self.receive_statement(*id, *party, text, sitting),
            C::ReviewStatement {
                statement,
                accepted,
                reasons,
            } => self.review_statement(*statement, *accepted, reasons, sitting),
            C::Waive { party, reference } => self.waive(*party, reference, sitting),
            C::RequestHearing { party } => self.request_hearing(*party, sitting),
            C::ScheduleHearing(schedule) => self.schedule_hearing(schedule, sitting),
            C::HoldHearing(hold) => self.hold_hearing(hold, sitting),
            C::Submit { grounds, complex } => self.submit(grounds, *complex, sitting),
            C::DecideReview { passed, opinion } => self.decide_review(*passed, opinion, sitting),
            C::Discuss {
                minutes,
                votes_for,
                votes_against,
            } => self.discuss(minutes, (*votes_for, *votes_against), sitting),
            C::Decide(decide) => self.decide_upon(decide, sitting),
            C::ServeDecision(serve) => self.serve_decision(serve, sitting),
            C::Pay {
                amount,
                reference,
                paid_at,
                on_the_spot,
            } => self.pay((*amount, reference), *paid_at, *on_the_spot, sitting),
            C::Perform { kind, note, officers } => self.perform(*kind, note, officers, sitting),
            C::Defer { parts, application } => self.defer(parts, application, sitting),
            C::ServeDemand(serve) => self.serve_demand(serve, sitting),
            C::ApplyToCourt { court, reference } => self.apply_to_court(court, reference, sitting),
            C::CourtAccept { accepted_at } => self.court_accept(*accepted_at, sitting),
            C::CourtRule { ruling, reference } => self.court_rule(*ruling, reference, sitting),
            C::EndExecution { reference } => self.end_execution(reference, sitting),
            C::Refund { amount, reference } => self.refund(*amount, reference, sitting),
            C::Close { summary } => self.close(summary, sitting),
            C::Publish { reference, masked } => self.publish(reference, masked, sitting),
            C::Unpublish { reason, mistake } => self.unpublish(reason, mistake.as_deref(), sitting),
            C::RecordSpot => self.record_spot(sitting),
            C::HandIn { receipt } => self.hand_in(receipt, sitting),
            C::Bank { receipt } => self.bank(receipt, sitting),
            C::LodgeRemedy(lodge) => self.lodge_remedy(lodge, sitting),
            C::RuleRemedy(ruled) => self.rule_remedy(ruled, sitting),
            C::ReportCrime { reason, officers } => self.report_crime(reason, officers, sitting),
            C::DecideTransfer { approved, reason } => self.decide_transfer(*approved, reason, sitting),
            C::TransferToPolice { to, reference } => self.transfer_to_police(to, reference, sitting),
            C::PoliceAnswer { answer, reference } => self.police_answer(*answer, reference, sitting),
            C::AskAgain { prosecutor } => self.ask_again(*prosecutor, sitting),
            C::HandOverMaterials { reference } => self.hand_over_materials(reference, sitting),
            C::ReturnFromJustice { reference, ended } => self.return_from_justice(reference, *ended, sitting),
            C::RequestRecusal {
                id,
                subject,
                party,
                reason,
            } => self.request_recusal(*id, subject, *party, reason, sitting),
            C::DecideRecusal { recusal, granted, reason } => self.decide_recusal(*recusal, *granted, reason, sitting),
            C::AddParty { party, .. } => self.add_party(*party, sitting),
            C::Reveal { party, reason } => self.reveal(*party, reason, sitting),
            C::ReadComplainant { reason } => self.read_complainant(reason, sitting),
            C::RecordDocument {
                kind,
                number,
                hash,
                template,
            } => self.record_document((kind, number), hash, *template, sitting),
            C::Rehome(rehome) => self.rehome(rehome, sitting),
            // The ring is due by the database that keeps its time, even if this replica's wall clock is a moment behind.
            C::Tick { clock, at } => self.tick(
                clock,
                &Sitting {
                    at: sitting.at.max(*at),
                    ..*sitting
                },
            ),
            C::Reckon => Ok(self.reckon(sitting.context.calendar)),
        }
    }

    /// Whether the order belongs to the stage, and the one who gives it has not stood aside.
    fn takes(&self, verb: Verb, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let stage = self.stage.name();
        if !stage.takes().any(|taken| taken == verb) {
            return Err(if stage.is_end() {
                Refusal::ClosedAlready(stage)
            } else {
                Refusal::NotInStage(stage)
            });
        }
        let assists = sitting.known.caller.as_ref().is_some_and(|own| own.kind == Certificate::Auxiliary);
        match sitting.context.by {
            Actor::Person { subject, .. } if self.course.stands_aside(subject) => Err(Refusal::Recused),
            // Who only assists brings leads and nothing else, whatever roles they have.
            Actor::Person { subject, .. } if assists && verb != Verb::AddEvidence => Err(Refusal::AuxiliaryOnly(subject.clone())),
            Actor::Person { .. } | Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => Ok(()),
        }
    }

    /// And, as it stands after this, the next step of the same act.
    pub(super) fn then(&self, done: Decided, next: impl FnOnce(&Self) -> Decided) -> Decided {
        let mut events = done?;
        let after = events
            .iter()
            .try_fold(self.clone(), |case, event| evolve::evolve(Some(case), event));
        events.extend(next(&after.ok_or(Refusal::NotInStage(self.stage.name()))?)?);
        Ok(events)
    }
}
