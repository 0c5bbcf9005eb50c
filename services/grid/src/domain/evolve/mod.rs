//! The incident after an event. `None`: the event cannot follow, so the journal is corrupt.

mod beside;
mod intake;
mod way;
mod work;

use shiyu_kit::calendar::{Clocks, Moves, Ring};
use shiyu_kit::referral::ReferralState;

use super::clocks::SUSPENSION;
use super::course::Course;
use super::event::{Event, Reported, What};
use super::incident::Incident;
use super::stage::{Ending, Stage};
use super::terms::{Hands, Level};

/// Who stands for a citizen among the five hands, and brings a citizen's photographs.
pub(super) const PARTY: &str = "party";

pub(super) fn evolve(case: Option<Incident>, event: &Event) -> Option<Incident> {
    let incident = match (case, &event.what) {
        (None, What::Reported(reported)) => report(reported),
        (None, _) => return None,
        (Some(incident), what) => incident.follow(what)?,
    };
    incident.moved(&event.moves)
}

fn report(reported: &Reported) -> Incident {
    let by = reported.by.clone().unwrap_or_else(|| PARTY.to_owned());
    Incident {
        county: reported.county.clone(),
        report: reported.report.clone(),
        class: reported.class.clone(),
        place: reported.place.clone(),
        ground: None,
        query_index: reported.query_index.clone(),
        parties: reported.parties.clone(),
        reported_at: reported.at,
        receiver: reported.receiver.clone(),
        unit: reported.receiver.clone(),
        level: Level::Grid,
        stage: Stage::Reported,
        hands: Hands {
            patrolled_by: reported.patrolled.then(|| by.clone()),
            reported_by: Some(by),
            responsible: Some(reported.receiver.clone()),
            ..Hands::default()
        },
        course: Course::default(),
        clocks: Clocks::default(),
    }
}

impl Incident {
    fn follow(self, what: &What) -> Option<Self> {
        match what {
            What::Reported(_) => None,
            What::VerificationOrdered { to, at } => self.verification_ordered(to.as_deref(), *at),
            What::VerificationReported { by, found, note, at } => self.verification_reported(by, *found, note, *at),
            What::Accepted(acceptance) => self.accepted(acceptance),
            What::TakenUpInGrid { by, unit, .. } => self.taken_up(by, unit),
            What::Filed(filing) => self.filed(filing),
            What::Dispatched(dispatch) => self.dispatched(dispatch),
            What::Transferred(transfer) => self.transferred(transfer),
            What::SignedIn { by, at } => self.signed_in(by, *at),
            What::Contacted(contact) => self.noted(|course| course.contact = Some(contact.clone())),
            What::Returned(back) => self.returned(back),
            What::HandlerDesignated(dispatch) => self.handler_designated(dispatch),
            What::Escalated(escalation) => self.escalated(escalation),
            What::Extended { .. } => matches!(self.stage, Stage::Handling | Stage::InGrid).then_some(self),
            What::Suspended(suspension) => self.suspended(suspension),
            What::SuspensionRenewed { review_on, .. } => self.suspension_renewed(*review_on),
            What::Resumed { at } => self.resumed(*at),
            What::SuspensionReviewDue { .. } => self.rung(&SUSPENSION.id, Ring::Overdue),
            What::StepDone(done) => self.step_done(done),
            What::Handled(handling) => self.handled(handling),
            What::Verified(inspection) => self.verified(inspection),
            What::Reworked(inspection) => self.reworked(inspection),
            What::Ended(ending) => self.ended(ending),
            What::Unmerged { .. } => self.unmerged(),
            What::EmergencyTakenBack { .. } => self.emergency_taken_back(),
            What::DuplicateJoined { event, handed_over, .. } => self.duplicate_joined(*event, handed_over),
            What::DuplicateLeft { event, .. } => self.duplicate_left(*event),
            What::Reopened { event, .. } => self.reopened(*event),
            What::Evaluated(evaluation) | What::RatingPassedOn(evaluation) => {
                self.noted(|course| course.evaluation = Some(evaluation.clone()))
            }
            What::RewardGranted(reward) => self.noted(|course| course.reward = Some(reward.clone())),
            What::RewardPaid(payment) => self.reward_paid(payment),
            What::Reclassified { class, .. } => Some(self.reclassified(class)),
            What::Regridded(grid) => Some(self.regridded(grid)),
            What::EvidenceAttached(evidence) => self.noted(|course| course.evidence.push(evidence.clone())),
            What::EvidenceCovered { hash, bytes, covering } => self.evidence_covered((hash, *bytes), covering),
            What::ReferralOffered(referral) => self.noted(|course| course.referrals.push((**referral).clone())),
            What::ReferralAnswered(outcome) => self.referral_answered(outcome),
            What::AgreementHeard(outcome) => self.agreement_heard(outcome),
            What::ReferralWithdrawn { referral, at } => self.referral_ended(*referral, ReferralState::Withdrawn, *at),
            What::ReferralReturned { referral, at } => self.referral_ended(*referral, ReferralState::Returned, *at),
            What::Recused(recusal) => self.noted(|course| course.recusals.push(recusal.clone())),
            What::RecusalEnded { subject, end } => self.recusal_ended(subject, end),
            What::BoundaryRaised(boundary) => self.noted(|course| course.boundary = Some(boundary.clone())),
            What::BoundaryAnswered(answer) => self.boundary_answered(answer),
            What::BoundaryReferred { at } => self.boundary_referred(*at),
            What::BoundarySettled(decision) => self.boundary_settled(decision),
            What::Followed(sequel) => self.noted(|course| course.sequel = Some(sequel.clone())),
            What::OfferedOutside(outside) => self.noted(|course| course.outside = Some(outside.clone())),
            What::ReceiptRecorded { reference, verified, at } => self.receipt_recorded((reference, *verified), *at),
            What::OutsideUnanswered { at } => self.outside_unanswered(*at),
            What::ClockWarned { clock, ring } => self.rung(clock, *ring),
            What::ClockOverdue { clock, .. } => self.rung(clock, Ring::Overdue),
            What::OfferAnswered(_)
            | What::IdentityRead { .. }
            | What::ReporterRevealed { .. }
            | What::WindowLapsed { .. }
            | What::ClocksReckoned { .. } => Some(self),
        }
    }

    /// What is only noted.
    #[expect(clippy::unnecessary_wraps, reason = "one shape with the steps that can fail")]
    fn noted(mut self, note: impl FnOnce(&mut Course)) -> Option<Self> {
        note(&mut self.course);
        Some(self)
    }

    /// An end takes every open offer with it, and the leave to read an identity.
    fn ended(mut self, ending: &Ending) -> Option<Self> {
        if self.stage.name().is_end() {
            return None;
        }
        self.stage = Stage::Ended(ending.clone());
        for referral in &mut self.course.referrals {
            referral.close(ReferralState::Returned, ending.at);
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
