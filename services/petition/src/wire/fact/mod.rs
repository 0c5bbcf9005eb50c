//! What others are told: ids, units, places, categories, stages and clocks; never a person, never anybody's words.

mod answer;
mod beside;
mod boundary;
mod clock;
mod intake;
mod matter;
mod referral;

use prost::Message;
use shiyu_kit::case::Filed;
use shiyu_proto::petition::v1 as pb;

use self::matter::matter;
use crate::domain::{End, Ending, Event, Petition, What};

/// The fact of an event, protobuf; `None` for what concerns nobody else: what is shown, read or drafted, who joins
/// or stands aside, and a reckoning that moved nothing.
#[must_use]
pub fn fact(event: &Event, after: &Filed<Petition>) -> Option<Vec<u8>> {
    let (matter, course) = (matter(after), &after.case.course);
    Some(match &event.what {
        What::Registered(registered) => intake::registered(registered, matter).encode_to_vec(),
        What::Forwarded(forwarding) => intake::forwarded(forwarding, matter).encode_to_vec(),
        What::Objected(objection) => intake::objected(objection, matter).encode_to_vec(),
        What::ObjectionDecided { agreed, at } => intake::objection_decided(*agreed, *at, matter).encode_to_vec(),
        What::Designated(designation) => intake::designated(designation, matter).encode_to_vec(),
        What::Accepted { acceptance, .. } => intake::accepted(acceptance, matter).encode_to_vec(),
        What::Classified {
            classified, duty_organ, ..
        } => intake::classified(classified, duty_organ.as_ref(), matter).encode_to_vec(),
        What::DutyRerouted { from, to, at, .. } => answer::rerouted((from, to), *at, matter).encode_to_vec(),
        What::Extended { .. } => answer::extended(&after.case, matter).encode_to_vec(),
        What::AssistanceRequested(assistance) => answer::assistance(&assistance.unit, matter).encode_to_vec(),
        What::AssistanceReported { unit, .. } => answer::assistance(unit, matter).encode_to_vec(),
        What::Replied(reply) => answer::replied(reply, matter).encode_to_vec(),
        What::OpinionIssued(issued) => answer::issued(issued, matter).encode_to_vec(),
        What::OpinionServed(delivery) => answer::served(delivery, course, matter).encode_to_vec(),
        What::RemedyRequested(case) => answer::remedy_requested(case, matter).encode_to_vec(),
        What::RemedyDecided { remedy, given } => {
            answer::remedy_decided((*remedy, after.case.reviewed(*remedy)), given, matter).encode_to_vec()
        }
        What::BoundaryRaised(_) | What::BoundaryReferred { .. } | What::BoundarySettled(_) => {
            boundary::moved(course, matter).encode_to_vec()
        }
        What::OfferedOutside(_) | What::ReceiptRecorded { .. } | What::OutsideUnanswered { .. } => {
            boundary::outside(course, matter).encode_to_vec()
        }
        What::Ended(Ending {
            end: End::HandedOver { to },
            at,
        }) => boundary::handed_over(to, *at, after.case.received_at, matter).encode_to_vec(),
        What::Ended(ending) => answer::ended(ending, course, matter).encode_to_vec(),
        What::ReferralOffered(offer) => referral::offered(offer, after).encode_to_vec(),
        What::ReferralAnswered(outcome) => referral::moved(outcome.referral, outcome.at, after).encode_to_vec(),
        What::ReferralWithdrawn { referral, at } | What::ReferralReturned { referral, at } => {
            referral::moved(*referral, *at, after).encode_to_vec()
        }
        What::UrgentReported(report) => beside::urgent(report, matter).encode_to_vec(),
        What::Supervised(supervision) => beside::supervised(supervision, matter).encode_to_vec(),
        What::AccountabilityProposed(proposal) => beside::proposed(proposal, matter).encode_to_vec(),
        What::AccountabilityAnswered { adoption, at, .. } => beside::proposal_answered(*adoption, *at, matter).encode_to_vec(),
        What::Evaluated(evaluation) => beside::evaluated(evaluation, after.case.handler(), matter).encode_to_vec(),
        What::ClockWarned { clock, ring } => clock::warned(clock, *ring, matter).encode_to_vec(),
        What::ClockOverdue { clock, due } => clock::overdue((clock.as_str(), after.case.owes(clock)), *due, matter).encode_to_vec(),
        What::ClocksReckoned { moved, .. } if moved.is_empty() => return None,
        What::ClocksReckoned { calendar, moved } => clock::reckoned(*calendar, moved, matter).encode_to_vec(),
        What::PartyJoined(_)
        | What::PartyWithdrew(_)
        | What::CountyAnswered(_)
        | What::OpinionDrafted(_)
        | What::IdentityRead { .. }
        | What::Recused(_)
        | What::PartyRevealed { .. }
        | What::Joined { .. }
        | What::Followed { .. }
        | What::Parted { .. } => return None,
        What::Disputed { .. }
        | What::Simplified { .. }
        | What::Resumed { .. }
        | What::AgreementHeard { .. }
        | What::Reopened { .. }
        | What::Supplemented(_)
        | What::Messaged(_)
        | What::Transferred { .. }
        | What::NoticeGiven(_)
        | What::HearingOpened(_)
        | What::HearingClosed { .. }
        | What::DutyReported { .. }
        | What::DutyDeclined { .. }
        | What::RemedyTakenUp(_)
        | What::RemedyDismissed { .. }
        | What::RulingServed(_)
        | What::RulingPublished(_)
        | What::PublicationWithdrawn { .. }
        | What::Executed { .. }
        | What::WindowLapsed { .. }
        | What::Unmerged { .. }
        | What::OutcomeRecorded { .. }
        | What::Archived { .. }
        | What::Sponsored(_)
        | What::MilestoneCompleted { .. }
        | What::SupervisionAnswered { .. }
        | What::CareTaskAdded(_)
        | What::CareTaskCompleted { .. } => pb::MatterMoved { matter: Some(matter) }.encode_to_vec(),
    })
}
