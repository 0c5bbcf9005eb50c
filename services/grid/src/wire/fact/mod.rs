//! What others are told: ids, codes, places, classes, counts and clocks; never a person, never anybody's words.

mod clock;
mod happening;
mod settle;
mod steps;
mod way;

use prost::Message;
use shiyu_kit::case::Filed;
use shiyu_proto::grid::v1 as pb;

use self::happening::happening;
use crate::domain::{Event, Incident, What};

/// The fact of an event, protobuf; `None` for what concerns nobody else: what is shown or read of an identity, who stands aside,
/// under which grid it is found, what others told already, and a reckoning that moved nothing.
#[must_use]
pub fn fact(event: &Event, after: &Filed<Incident>) -> Option<Vec<u8>> {
    let (happening, incident) = (happening(after), &after.case);
    let course = &incident.course;
    Some(match &event.what {
        What::Reported(reported) => steps::reported(reported, happening).encode_to_vec(),
        What::VerificationReported { found, at, .. } => steps::verified_on_the_spot(*found, *at, happening).encode_to_vec(),
        What::Accepted(acceptance) => steps::accepted(acceptance.at, happening).encode_to_vec(),
        What::Filed(filing) => steps::filed(filing.at, happening).encode_to_vec(),
        What::Dispatched(dispatch) | What::HandlerDesignated(dispatch) => way::dispatched(dispatch, happening).encode_to_vec(),
        What::Contacted(contact) => steps::contacted(contact, happening).encode_to_vec(),
        What::Returned(back) => way::returned(back, happening).encode_to_vec(),
        What::Escalated(escalation) => way::escalated(escalation, happening).encode_to_vec(),
        What::Extended { days, .. } => steps::extended(*days, happening).encode_to_vec(),
        What::Suspended(suspension) => steps::suspended(suspension, happening).encode_to_vec(),
        What::Handled(handling) => steps::handled(handling, happening).encode_to_vec(),
        What::Verified(inspection) | What::Reworked(inspection) => steps::inspected(inspection, happening).encode_to_vec(),
        What::Ended(ending) => steps::ended(ending, incident, happening).encode_to_vec(),
        What::Evaluated(evaluation) => steps::evaluated(evaluation, happening).encode_to_vec(),
        What::RewardGranted(_) | What::RewardPaid(_) => steps::reward(course, happening).encode_to_vec(),
        What::EvidenceAttached(evidence) => steps::evidence(evidence, happening).encode_to_vec(),
        What::EvidenceCovered { hash, bytes, covering } => steps::covered((hash, *bytes), covering, happening).encode_to_vec(),
        What::ReferralOffered(offer) => settle::offered(offer, after).encode_to_vec(),
        What::OfferAnswered(outcome) => settle::answered(outcome, after)?.encode_to_vec(),
        What::ReferralAnswered(outcome) => settle::moved(outcome.referral, outcome.at, after).encode_to_vec(),
        What::ReferralWithdrawn { referral, at } | What::ReferralReturned { referral, at } => {
            settle::moved(*referral, *at, after).encode_to_vec()
        }
        What::BoundaryRaised(_) | What::BoundaryReferred { .. } | What::BoundarySettled(_) => {
            settle::boundary(course, happening).encode_to_vec()
        }
        What::Followed(sequel) => settle::followed(sequel, happening).encode_to_vec(),
        What::RatingPassedOn(evaluation) => settle::passed_on(evaluation, incident, happening).encode_to_vec(),
        What::OfferedOutside(_) | What::ReceiptRecorded { .. } | What::OutsideUnanswered { .. } => {
            settle::outside(course, happening).encode_to_vec()
        }
        What::ClockWarned { clock, ring } => clock::warned(clock, *ring, happening).encode_to_vec(),
        What::ClockOverdue { clock, level, due } => clock::overdue(clock, (*level, *due), happening).encode_to_vec(),
        What::ClocksReckoned { moved, .. } if moved.is_empty() => return None,
        What::ClocksReckoned { calendar, moved } => clock::reckoned(*calendar, moved, happening).encode_to_vec(),
        What::IdentityRead { .. }
        | What::Regridded(_)
        | What::ReporterRevealed { .. }
        | What::Recused(_)
        | What::RecusalEnded { .. }
        | What::DuplicateJoined { .. }
        | What::DuplicateLeft { .. }
        | What::Reopened { .. }
        | What::BoundaryAnswered(_) => return None,
        What::VerificationOrdered { .. }
        | What::TakenUpInGrid { .. }
        | What::Transferred(_)
        | What::SignedIn { .. }
        | What::SuspensionRenewed { .. }
        | What::Resumed { .. }
        | What::AgreementHeard(_)
        | What::SuspensionReviewDue { .. }
        | What::Unmerged { .. }
        | What::EmergencyTakenBack { .. }
        | What::WindowLapsed { .. }
        | What::StepDone(_)
        | What::Reclassified { .. } => pb::EventMoved {
            happening: Some(happening),
        }
        .encode_to_vec(),
    })
}
