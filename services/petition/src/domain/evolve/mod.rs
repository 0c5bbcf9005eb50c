//! The petition after an event. `None`: the event cannot follow, so the journal is corrupt.

mod answer;
mod beside;
mod boundary;
mod intake;
mod remedy;

use shiyu_kit::calendar::{Clocks, Moves, Ring};

use super::clocks::ARCHIVE;
use super::course::{Course, ReferralState};
use super::event::{Event, Registered, What};
use super::petition::Petition;
use super::stage::{Ending, Stage};

pub(super) fn evolve(case: Option<Petition>, event: &Event) -> Option<Petition> {
    let petition = match (case, &event.what) {
        (None, What::Registered(registered)) => register(registered),
        (None, _) => return None,
        (Some(petition), what) => petition.follow(what)?,
    };
    petition.handled_by(event.hand.as_ref()).moved(&event.moves)
}

fn register(registered: &Registered) -> Petition {
    Petition {
        county: registered.county.clone(),
        number: registered.number.clone(),
        query_index: registered.query_index.clone(),
        submission: registered.submission.clone(),
        parties: registered.parties.clone(),
        accused: registered.accused.clone(),
        received_at: registered.received_at,
        registered_at: registered.at,
        receiver: registered.unit.clone(),
        unit: registered.unit.clone(),
        stage: Stage::Registered,
        course: Course {
            follows: registered.follows,
            ..Course::default()
        },
        clocks: Clocks::default(),
    }
}

impl Petition {
    fn follow(self, what: &What) -> Option<Self> {
        match what {
            What::Registered(_) => None,
            What::Forwarded(forwarding) => self.forwarded(forwarding),
            What::Objected(objection) => self.objected(objection),
            What::ObjectionDecided { agreed, .. } => self.objection_decided(*agreed),
            What::Disputed { .. } => self.disputed(),
            What::Designated(designation) => self.designated(designation),
            What::BoundaryRaised(boundary) => self.noted(|course| course.boundary = Some(boundary.clone())),
            What::CountyAnswered(answer) => self.county_answered(answer),
            What::BoundaryReferred { at } => self.boundary_referred(*at),
            What::BoundarySettled(settlement) => self.boundary_settled(settlement),
            What::OfferedOutside(outside) => self.noted(|course| course.outside = Some(outside.clone())),
            What::ReceiptRecorded { reference, verified, at } => self.receipt_recorded((reference, *verified), *at),
            What::OutsideUnanswered { at } => self.outside_unanswered(*at),
            What::Transferred { from, to, .. } => self.transferred(from, to),
            What::NoticeGiven(notice) => self.noticed(notice),
            What::Supplemented(supplement) => self.noted(|course| course.supplements.push(supplement.clone())),
            What::Messaged(message) => self.noted(|course| course.messages.push(message.clone())),
            What::PartyJoined(party) => self.joined(*party),
            What::PartyWithdrew(withdrawal) => self.noted(|course| course.withdrawals.push(withdrawal.clone())),
            What::Accepted { acceptance, by } => self.accepted(acceptance, by),
            What::Classified {
                classified,
                accused,
                duty_organ,
                by,
            } => self.classified(classified, accused, duty_organ.as_ref(), by),
            What::Simplified { at } => self.simplified(*at),
            What::Resumed { reason, at } => self.resumed(reason, *at),
            What::Extended { .. } => self.in_stage(&Stage::Handling),
            What::HearingOpened(hearing) => self.hearing_opened(hearing),
            What::HearingClosed { finding, at } => self.hearing_closed(finding, *at),
            What::AssistanceRequested(assistance) => self.noted(|course| course.assistances.push(assistance.clone())),
            What::AssistanceReported { unit, report, at } => self.assistance_reported(unit, report, *at),
            What::Replied(reply) => self.replied(reply),
            What::DutyReported { report } => self.duty_reported(report),
            What::DutyDeclined { reason, .. } => self.duty_declined(reason),
            What::DutyRerouted { from, to, reported, .. } => self.duty_rerouted(from, to, *reported),
            What::OpinionDrafted(draft) => Some(self.drafted(draft)),
            What::OpinionIssued(issued) => self.opinion_issued(issued),
            What::OpinionServed(delivery) => self.opinion_served(delivery),
            What::ReferralOffered(referral) => self.noted(|course| course.referrals.push((**referral).clone())),
            What::ReferralAnswered(outcome) => self.referral_answered(outcome),
            What::AgreementHeard {
                referral,
                confirmation,
                settled,
                rest,
            } => self.agreement_heard(*referral, *confirmation, (*settled, rest.as_deref())),
            What::Reopened { .. } => self.reopened(),
            What::ReferralWithdrawn { referral, at } => self.referral_ended(*referral, ReferralState::Withdrawn, *at),
            What::ReferralReturned { referral, at } => self.referral_ended(*referral, ReferralState::Returned, *at),
            What::RemedyRequested(case) => self.remedy_requested(case),
            What::RemedyTakenUp(taken_up) => self.remedy_taken_up(taken_up),
            What::RemedyDismissed { reason, at } => self.remedy_dismissed(reason, *at),
            What::RemedyDecided { given, .. } => self.remedy_decided(given),
            What::RulingServed(delivery) => self.ruling_served(delivery),
            What::RulingPublished(publication) => self.noted(|course| course.publication = Some((**publication).clone())),
            What::PublicationWithdrawn { at, .. } => self.publication_withdrawn(*at),
            What::Executed { report, at } => self.executed(report, *at),
            What::Ended(ending) => Some(self.ended(ending)),
            What::Joined {
                merged: true, petition, ..
            } => self.joined_by(*petition),
            What::Followed { petition, .. } => self.followed_by(*petition),
            What::Parted { petition, .. } => self.parted_from(*petition),
            What::Unmerged { .. } => self.unmerged(),
            What::OutcomeRecorded { outcome } => self.outcome_recorded(outcome),
            What::Archived { .. } => self.archived(),
            What::UrgentReported(report) => self.noted(|course| course.urgent = Some(report.clone())),
            What::Recused(recusal) => Some(self.recused(recusal)),
            What::Sponsored(sponsorship) => self.noted(|course| course.sponsorship = Some((**sponsorship).clone())),
            What::MilestoneCompleted { index, at } => self.milestone_completed(*index, *at),
            What::Supervised(supervision) => self.noted(|course| course.supervisions.push(supervision.clone())),
            What::SupervisionAnswered { supervision, answer, at } => self.supervision_answered(*supervision, answer, *at),
            What::AccountabilityProposed(proposal) => self.noted(|course| course.proposals.push((**proposal).clone())),
            What::AccountabilityAnswered {
                proposal,
                adoption,
                answer,
                at,
            } => self.accountability_answered(*proposal, (*adoption, answer.as_str()), *at),
            What::CareTaskAdded(task) => self.noted(|course| course.care.push(task.clone())),
            What::CareTaskCompleted { task, at } => self.care_completed(*task, *at),
            What::Evaluated(evaluation) => self.noted(|course| course.evaluation = Some(evaluation.clone())),
            What::ClockWarned { clock, ring } => self.rung(clock, *ring),
            What::ClockOverdue { clock, .. } => self.rung(clock, Ring::Overdue),
            What::WindowLapsed { .. }
            | What::Joined { merged: false, .. }
            | What::IdentityRead { .. }
            | What::PartyRevealed { .. }
            | What::ClocksReckoned { .. } => Some(self),
        }
    }

    fn handled_by(mut self, hand: Option<&String>) -> Self {
        self.course.handlers.extend(hand.cloned());
        self
    }

    /// What is only noted.
    #[expect(clippy::unnecessary_wraps, reason = "one shape with the steps that can fail")]
    fn noted(mut self, note: impl FnOnce(&mut Course)) -> Option<Self> {
        note(&mut self.course);
        Some(self)
    }

    fn in_stage(self, stage: &Stage) -> Option<Self> {
        (self.stage == *stage).then_some(self)
    }

    fn ended(mut self, ending: &Ending) -> Self {
        self.stage = Stage::Ended(ending.clone());
        for referral in &mut self.course.referrals {
            referral.close(ReferralState::Returned, ending.at);
        }
        self
    }

    /// An older build did not write down that the way to the archive is silent.
    fn moved(mut self, moves: &Moves) -> Option<Self> {
        self.clocks = self.clocks.moved(moves)?.silenced(&ARCHIVE);
        Some(self)
    }

    fn rung(mut self, name: &str, ring: Ring) -> Option<Self> {
        self.clocks = self.clocks.rung(name, ring)?;
        Some(self)
    }
}
