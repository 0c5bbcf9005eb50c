//! The dispute after an event. `None`: the event cannot follow, so the journal is corrupt.

mod agreement;
mod intake;
mod mediation;
mod overlay;

use shiyu_kit::calendar::{Clocks, Moves, Ring};
use shiyu_kit::referral::{ReferralState, Settled};

use super::course::Course;
use super::dispute::Dispute;
use super::event::{Event, Opened, What};
use super::stage::{Ending, Stage};
use super::terms::Source;

pub(super) fn evolve(case: Option<Dispute>, event: &Event) -> Option<Dispute> {
    let dispute = match (case, &event.what) {
        (None, What::Opened(opened)) => open(opened),
        (None, _) => return None,
        (Some(dispute), what) => dispute.follow(what)?,
    };
    dispute.moved(&event.moves)
}

fn open(opened: &Opened) -> Dispute {
    Dispute {
        county: opened.county.clone(),
        number: opened.number.clone(),
        submission: opened.submission.clone(),
        procedure: opened.procedure,
        parties: opened.parties.clone(),
        opened_at: opened.at,
        receiver: opened.receiver.clone(),
        unit: opened.receiver.clone(),
        stage: match opened.submission.source {
            Source::Parties => Stage::Applied,
            Source::Grid | Source::Petition | Source::CourtDelegated | Source::CourtEntrusted | Source::Police | Source::Agency => {
                Stage::Entrusted
            }
            Source::Screening | Source::Proactive => Stage::ProactiveDraft,
        },
        course: Course {
            entrustment: opened.entrustment.clone(),
            ..Course::default()
        },
        clocks: Clocks::default(),
    }
}

impl Dispute {
    fn follow(self, what: &What) -> Option<Self> {
        match what {
            What::Opened(_) => None,
            What::TakenUp { complex, .. } => self.taken_up(*complex),
            What::Accepted(acceptance) => self.accepted(acceptance),
            What::Transferred(transfer) => self.transferred(transfer),
            What::JurisdictionReferred(asked) => self.noted(|course| course.jurisdiction = Some(asked.clone())),
            What::UnitDesignated(transfer) => self.designated(transfer),
            What::ProcedureChanged { change, unit } => self.procedure_changed(change, unit),
            What::PartyAdded { party } => self.joined(*party),
            What::ConsentRecorded(consent) => self.consent_recorded(consent),
            What::MediatorsAssigned { appointments } => self.assigned(appointments),
            What::InterestsDisclosed { mediator, disclosure } => self.disclosed(*mediator, disclosure),
            What::MediatorLeft { mediator, leaving, at, .. } => self.mediator_left(*mediator, *leaving, *at),
            What::Begun { .. } => self.into_stage(&Stage::MediatorSelection, Stage::Mediating),
            What::SessionPlanned(session) => self.noted(|course| course.sessions.push(session.clone())),
            What::SessionRecorded { session, record } => self.session_recorded(*session, record),
            What::SessionCancelled { session, reason } => self.session_cancelled(*session, reason),
            What::PersonInvited { party, invitation } => self.invited(*party, invitation),
            What::OfferMade(offer) => self.noted(|course| course.offers.push(offer.clone())),
            What::OfferAnswered { offer, answer } => self.offer_answered(*offer, *answer),
            What::UndisputedRecorded(fact) => self.noted(|course| course.undisputed.push(fact.clone())),
            What::Extended(extension) => self.noted(|course| course.extensions.push(extension.clone())),
            What::AgreementDrafted(agreement) => self.agreement_drafted(agreement),
            What::AgreementSigned(signature) => self.signing(|agreement| agreement.signatures.push(*signature)),
            What::AgreementSignedByMediator { mediator, .. } => self.signing(|agreement| agreement.signed_by_mediators.push(*mediator)),
            What::AgreementSealed(seal) => self.signing(|agreement| agreement.seal = Some(seal.clone())),
            What::DraftVoided(voided) => self.draft_voided(voided),
            What::AgreementEffective { at } => self.effective(*at),
            What::PerformanceRecorded { obligation, performance } => self.performed(*obligation, performance),
            What::Reminded { obligation, reminder } => self.reminded(*obligation, *reminder),
            What::BreachDeclared { obligation, breach } => self.broken(*obligation, breach),
            What::ConfirmationApplied(confirmation) => self.confirmation_applied(confirmation),
            What::ConfirmationDecided(decision) => self.confirmation_decided(decision),
            What::Remediated { consents, at } => self.remediated(consents, *at),
            What::RefusedGivenUp(voided) => self.given_up(voided),
            What::EnforcementApplied(enforcement) => self.enforcement_applied(enforcement),
            What::CourtMoved(moved) => self.court_moved(moved),
            What::EscalationFlagged(escalation) => self.noted(|course| course.escalations.push(escalation.clone())),
            What::EscalationReported {
                escalation,
                to,
                receipt,
                at,
            } => self.escalation_reported(*escalation, (to, receipt), *at),
            What::FaultReported(report) => self.noted(|course| course.faults.push(report.clone())),
            What::Ended(ending) => self.ended(ending),
            What::RoutesTold(notice) => self.noted(|course| course.routes = Some(notice.clone())),
            What::ReportedBack(report) => self.noted(|course| course.reported_back = Some(report.clone())),
            What::FollowedUp(visit) => self.noted(|course| course.follow_ups.push(visit.clone())),
            What::Evaluated(evaluation) => self.noted(|course| course.evaluations.push(*evaluation)),
            What::Archived { .. } => self.archived(),
            What::DocumentRendered(document) => self.noted(|course| course.documents.push(document.clone())),
            What::ReferralAnswered {
                state, settled, agreement, ..
            } => self.referral_stands(*state, settled.map(|settled| (settled, *agreement))),
            What::OfferGone { state, .. } => self.referral_stands(*state, None),
            What::ClockWarned { clock, ring } => self.rung(clock, *ring),
            What::ClockOverdue { clock, .. } => self.rung(clock, Ring::Overdue),
            What::PartyRevealed { .. } | What::WindowLapsed { .. } | What::ClocksReckoned { .. } => Some(self),
        }
    }

    /// What is only noted.
    #[expect(clippy::unnecessary_wraps, reason = "one shape with the steps that can fail")]
    fn noted(mut self, note: impl FnOnce(&mut Course)) -> Option<Self> {
        note(&mut self.course);
        Some(self)
    }

    fn into_stage(mut self, from: &Stage, to: Stage) -> Option<Self> {
        if self.stage != *from {
            return None;
        }
        self.stage = to;
        Some(self)
    }

    fn ended(mut self, ending: &Ending) -> Option<Self> {
        if self.stage.name().is_end() {
            return None;
        }
        self.stage = Stage::Ended(ending.clone());
        Some(self)
    }

    fn archived(mut self) -> Option<Self> {
        let Stage::Ended(ending) = self.stage else { return None };
        self.stage = Stage::Archived(ending);
        Some(self)
    }

    fn referral_stands(mut self, state: ReferralState, told: Option<(Settled, Option<u32>)>) -> Option<Self> {
        let entrustment = self.course.entrustment.as_mut()?;
        entrustment.state = state;
        if let Some((settled, agreement)) = told {
            entrustment.settled = Some(settled);
            entrustment.agreement = agreement;
        }
        Some(self)
    }

    fn moved(mut self, moves: &Moves) -> Option<Self> {
        self.clocks = self.clocks.moved(moves)?;
        Some(self)
    }

    fn rung(mut self, name: &str, ring: Ring) -> Option<Self> {
        self.clocks = self.clocks.rung(name, ring)?;
        Some(self)
    }
}
