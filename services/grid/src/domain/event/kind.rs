//! The names under which events lie in the journal and travel on the bus.

use shiyu_kit::referral::ReferralState;

use super::{Event, What};
use crate::domain::stage::End;

impl Event {
    /// `<entity>.<past tense>`; with the service's name before it the subject of its fact.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.what {
            What::Reported(_) => "event.reported",
            What::VerificationOrdered { .. } => "verification.ordered",
            What::VerificationReported { .. } => "verification.reported",
            What::Accepted(_) => "event.accepted",
            What::TakenUpInGrid { .. } => "event.taken_up",
            What::Filed(_) => "event.filed",
            What::Dispatched(_) => "event.dispatched",
            What::Transferred(_) => "event.transferred",
            What::SignedIn { .. } => "event.signed_in",
            What::Contacted(_) => "event.contacted",
            What::Returned(_) => "event.returned",
            What::HandlerDesignated(_) => "handler.designated",
            What::Escalated(_) => "event.escalated",
            What::Extended { .. } => "handling.extended",
            What::Suspended(_) => "event.suspended",
            What::SuspensionRenewed { .. } => "suspension.renewed",
            What::Resumed { .. } => "event.resumed",
            What::SuspensionReviewDue { .. } => "suspension.review_due",
            What::Handled(_) => "event.handled",
            What::Verified(_) => "event.verified",
            What::Reworked(_) => "event.reworked",
            What::Unmerged { .. } => "event.unmerged",
            What::EmergencyTakenBack { .. } => "event.emergency_taken_back",
            What::DuplicateJoined { .. } => "duplicate.joined",
            What::DuplicateLeft { .. } => "duplicate.left",
            What::Reopened { .. } => "event.reopened",
            What::Evaluated(_) => "event.evaluated",
            What::RewardGranted(_) => "reward.granted",
            What::RewardPaid(_) => "reward.paid",
            What::Reclassified { .. } => "event.reclassified",
            What::Regridded(_) => "event.regridded",
            What::EvidenceAttached(_) => "evidence.attached",
            What::EvidenceCovered { .. } => "evidence.covered",
            What::ReferralOffered(_) => "referral.offered",
            What::OfferAnswered(_) => "referral.answered",
            What::ReferralAnswered(outcome) => outcome.state.kind(),
            What::AgreementHeard(_) => "agreement.heard",
            What::ReferralWithdrawn { .. } => ReferralState::Withdrawn.kind(),
            What::ReferralReturned { .. } => ReferralState::Returned.kind(),
            What::IdentityRead { .. } => "identity.read",
            What::ReporterRevealed { .. } => "party.revealed",
            What::StepDone(_) => "handling.step_done",
            What::Recused(_) => "staff.recused",
            What::RecusalEnded { .. } => "staff.recusal_ended",
            What::BoundaryRaised(_) => "boundary.raised",
            What::BoundaryAnswered(_) => "boundary.noted",
            What::BoundaryReferred { .. } => "boundary.referred",
            What::BoundarySettled(_) => "boundary.settled",
            What::Followed(_) => "event.followed",
            What::RatingPassedOn(_) => "rating.passed_on",
            What::OfferedOutside(_) => "outside.offered",
            What::ReceiptRecorded { .. } => "outside.received",
            What::OutsideUnanswered { .. } => "outside.unanswered",
            What::WindowLapsed { .. } => "window.lapsed",
            What::ClockWarned { .. } => "clock.warned",
            What::ClockOverdue { .. } => "clock.overdue",
            What::ClocksReckoned { .. } => "clock.reckoned",
            What::Ended(ending) => ended(&ending.end),
        }
    }
}

fn ended(end: &End) -> &'static str {
    match end {
        End::Closed { .. } => "event.closed",
        End::Rejected { .. } => "event.rejected",
        End::Duplicate { .. } => "event.merged",
        End::EmergencyTransferred { .. } => "event.emergency_transferred",
        End::HandedOver { .. } => "event.handed_over",
        End::HandedOutside { .. } => "event.handed_outside",
    }
}
