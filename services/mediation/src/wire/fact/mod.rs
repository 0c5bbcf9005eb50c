//! What others are told: ids, codes, places, categories, counts and clocks; never a person, never anybody's words.

mod happening;
mod steps;

use prost::Message;
use shiyu_kit::case::Filed;
use shiyu_proto::mediation::v1 as pb;

use self::happening::happening;
use crate::domain::{Dispute, Event, What};

/// The fact of an event, protobuf; `None` for what concerns nobody else: what is shown of an identity, what is said, offered, disclosed
/// or invited, and a reckoning that moved nothing.
#[must_use]
pub fn fact(event: &Event, after: &Filed<Dispute>) -> Option<Vec<u8>> {
    let (happening, dispute) = (happening(after), &after.case);
    Some(match &event.what {
        What::ConsentRecorded(consent) => steps::consent(consent, dispute, happening).encode_to_vec(),
        What::SessionPlanned(session) => steps::session(session.id, dispute, happening).encode_to_vec(),
        What::SessionRecorded { session, .. } | What::SessionCancelled { session, .. } => {
            steps::session(*session, dispute, happening).encode_to_vec()
        }
        What::AgreementDrafted(_)
        | What::AgreementSigned(_)
        | What::AgreementSignedByMediator { .. }
        | What::AgreementSealed(_)
        | What::DraftVoided(_)
        | What::AgreementEffective { .. } => steps::agreement(dispute, happening).encode_to_vec(),
        What::PerformanceRecorded { obligation, .. } | What::Reminded { obligation, .. } | What::BreachDeclared { obligation, .. } => {
            steps::performance(*obligation, dispute, happening).encode_to_vec()
        }
        What::ConfirmationApplied(_) | What::ConfirmationDecided(_) => steps::confirmation(dispute, happening).encode_to_vec(),
        What::CourtMoved(moved) => steps::court(moved, happening).encode_to_vec(),
        What::EscalationFlagged(flagged) => steps::escalation(flagged.id, dispute, happening).encode_to_vec(),
        What::EscalationReported { escalation, .. } => steps::escalation(*escalation, dispute, happening).encode_to_vec(),
        What::FaultReported(report) => steps::fault(report, happening).encode_to_vec(),
        What::Extended(extension) => steps::extended(extension, happening).encode_to_vec(),
        What::Evaluated(evaluation) => steps::evaluated(*evaluation, happening).encode_to_vec(),
        What::Ended(ending) => steps::ended(ending, dispute, happening).encode_to_vec(),
        What::ReferralAnswered {
            state,
            agreement,
            confirmation,
            settled,
            at,
        } => steps::answered((*state, *agreement), (*confirmation, *settled), *at, after)?.encode_to_vec(),
        What::ClockWarned { clock, ring } => steps::warned(clock, *ring, happening).encode_to_vec(),
        What::ClockOverdue { clock, due } => steps::overdue(clock, *due, happening).encode_to_vec(),
        What::ClocksReckoned { moved, .. } if moved.is_empty() => return None,
        What::ClocksReckoned { calendar, moved } => steps::reckoned(*calendar, moved, happening).encode_to_vec(),
        What::PartyRevealed { .. }
        | What::InterestsDisclosed { .. }
        | What::OfferMade(_)
        | What::OfferAnswered { .. }
        | What::UndisputedRecorded(_)
        | What::PersonInvited { .. }
        | What::DocumentRendered(_) => return None,
        What::Opened(_)
        | What::TakenUp { .. }
        | What::Accepted(_)
        | What::Transferred(_)
        | What::JurisdictionReferred(_)
        | What::UnitDesignated(_)
        | What::ProcedureChanged { .. }
        | What::PartyAdded { .. }
        | What::MediatorsAssigned { .. }
        | What::MediatorLeft { .. }
        | What::Begun { .. }
        | What::Remediated { .. }
        | What::RefusedGivenUp(_)
        | What::EnforcementApplied(_)
        | What::RoutesTold(_)
        | What::ReportedBack(_)
        | What::FollowedUp(_)
        | What::Archived { .. }
        | What::OfferGone { .. }
        | What::WindowLapsed { .. } => pb::DisputeMoved {
            happening: Some(happening),
        }
        .encode_to_vec(),
    })
}
