//! The names under which events lie in the journal and travel on the bus.

use super::{Event, What};
use crate::domain::course::{ReferralState, Sender};
use crate::domain::stage::End;
use crate::domain::terms::Remedy;

impl Event {
    /// `<entity>.<past tense>`; with the service's name before it the subject of its fact.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.what {
            What::Registered(_) => "matter.registered",
            What::Forwarded(forwarding) if forwarding.report_days.is_some() => "matter.assigned",
            What::Forwarded(_) => "matter.forwarded",
            What::Objected(_) => "objection.raised",
            What::ObjectionDecided { .. } => "objection.decided",
            What::Disputed { .. } => "jurisdiction.disputed",
            What::Designated(_) => "jurisdiction.designated",
            What::BoundaryRaised(_) => "boundary.raised",
            What::CountyAnswered(_) => "boundary.noted",
            What::BoundaryReferred { .. } => "boundary.referred",
            What::BoundarySettled(_) => "boundary.settled",
            What::OfferedOutside(_) => "outside.offered",
            What::ReceiptRecorded { .. } => "outside.received",
            What::OutsideUnanswered { .. } => "outside.unanswered",
            What::Transferred { .. } => "matter.transferred",
            What::NoticeGiven(_) => "notice.given",
            What::Supplemented(_) => "matter.supplemented",
            What::Messaged(message) => match message.from {
                Sender::Party(_) => "message.received",
                Sender::Unit(_) => "message.sent",
            },
            What::PartyJoined(_) => "party.joined",
            What::PartyWithdrew(_) => "party.withdrew",
            What::Accepted { .. } => "matter.accepted",
            What::Classified { duty_organ: Some(_), .. } => "duty.requested",
            What::Classified { .. } => "matter.classified",
            What::Simplified { .. } => "handling.simplified",
            What::Resumed { .. } => "handling.resumed",
            What::Extended { .. } => "handling.extended",
            What::HearingOpened(_) => "hearing.opened",
            What::HearingClosed { .. } => "hearing.closed",
            What::AssistanceRequested(_) => "assistance.requested",
            What::AssistanceReported { .. } => "assistance.reported",
            What::Replied(reply) if reply.adoption.is_some() => "suggestion.replied",
            What::Replied(_) => "accusation.replied",
            What::DutyReported { .. } => "duty.reported",
            What::DutyDeclined { .. } => "duty.declined",
            What::DutyRerouted { .. } => "duty.rerouted",
            What::OpinionDrafted(_) => "opinion.drafted",
            What::OpinionIssued(_) => "opinion.issued",
            What::OpinionServed(_) => "opinion.served",
            What::ReferralOffered(_) => "referral.offered",
            What::ReferralAnswered(outcome) => outcome.state.kind(),
            What::AgreementHeard { .. } => "agreement.heard",
            What::Reopened { .. } => "matter.reopened",
            What::ReferralWithdrawn { .. } => ReferralState::Withdrawn.kind(),
            What::ReferralReturned { .. } => ReferralState::Returned.kind(),
            What::IdentityRead { .. } => "identity.read",
            What::RemedyRequested(case) => match case.remedy {
                Remedy::Review => "review.requested",
                Remedy::Recheck => "recheck.requested",
            },
            What::RemedyDismissed { .. } => "remedy.dismissed",
            What::RemedyTakenUp(_) => "remedy.taken_up",
            What::RemedyDecided { remedy, .. } => match remedy {
                Remedy::Review => "review.decided",
                Remedy::Recheck => "recheck.decided",
            },
            What::RulingServed(_) => "remedy.served",
            What::RulingPublished(_) => "ruling.published",
            What::PublicationWithdrawn { .. } => "publication.withdrawn",
            What::Executed { .. } => "opinion.executed",
            What::WindowLapsed { .. } => "window.lapsed",
            What::Ended(ending) => ended(&ending.end),
            What::Joined { .. } => "matter.joined",
            What::Followed { .. } => "matter.followed",
            What::Parted { .. } => "matter.parted",
            What::Unmerged { .. } => "matter.unmerged",
            What::OutcomeRecorded { .. } => "diversion.ended",
            What::Archived { .. } => "matter.archived",
            What::UrgentReported(_) => "urgency.reported",
            What::Recused(_) => "staff.recused",
            What::Sponsored(_) => "matter.sponsored",
            What::MilestoneCompleted { .. } => "milestone.completed",
            What::Supervised(_) => "supervision.issued",
            What::SupervisionAnswered { .. } => "supervision.answered",
            What::AccountabilityProposed(_) => "accountability.proposed",
            What::AccountabilityAnswered { .. } => "accountability.answered",
            What::CareTaskAdded(_) => "care.added",
            What::CareTaskCompleted { .. } => "care.completed",
            What::Evaluated(evaluation) if evaluation.replaces => "matter.rated_again",
            What::Evaluated(_) => "matter.evaluated",
            What::PartyRevealed { .. } => "party.revealed",
            What::ClockWarned { .. } => "clock.warned",
            What::ClockOverdue { .. } => "clock.overdue",
            What::ClocksReckoned { .. } => "clock.reckoned",
        }
    }
}

fn ended(end: &End) -> &'static str {
    match end {
        End::Closed(_) => "matter.closed",
        End::Terminated => "matter.terminated",
        End::Settled { .. } => "matter.settled",
        End::Replied => "matter.replied",
        End::Diverted(_) => "matter.diverted",
        End::Redirected { .. } => "matter.redirected",
        End::HandedOver { .. } => "matter.handed_over",
        End::Merged { .. } => "matter.merged",
        End::Withdrawn { .. } => "matter.withdrawn",
        End::NotAccepted { .. } => "matter.not_accepted",
    }
}
