//! The names under which events lie in the journal and travel on the bus.

use super::{Event, What};

impl Event {
    /// `<entity>.<past tense>`; with the service's name before it the subject of its fact.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.what {
            What::Opened(_) => "case.opened",
            What::TakenUp { .. } => "case.taken_up",
            What::Accepted(_) => "case.accepted",
            What::Transferred(_) => "case.transferred",
            What::JurisdictionReferred(_) => "jurisdiction.referred",
            What::UnitDesignated(_) => "jurisdiction.designated",
            What::ProcedureChanged { .. } => "procedure.changed",
            What::PartyAdded { .. } => "party.added",
            What::ConsentRecorded(_) => "consent.recorded",
            What::MediatorsAssigned { .. } => "mediator.assigned",
            What::InterestsDisclosed { .. } => "mediator.disclosed",
            What::MediatorLeft { .. } => "mediator.left",
            What::FaultReported(_) => "mediator.fault_reported",
            What::Begun { .. } => "mediation.begun",
            What::SessionPlanned(_) => "session.planned",
            What::SessionRecorded { .. } => "session.recorded",
            What::SessionCancelled { .. } => "session.cancelled",
            What::PersonInvited { .. } => "person.invited",
            What::OfferMade(_) => "offer.made",
            What::OfferAnswered { .. } => "offer.answered",
            What::UndisputedRecorded(_) => "undisputed.recorded",
            What::Extended(_) => "mediation.extended",
            What::AgreementDrafted(_) => "agreement.drafted",
            What::AgreementSigned(_) => "agreement.signed",
            What::AgreementSignedByMediator { .. } => "agreement.signed_by_mediator",
            What::AgreementSealed(_) => "agreement.sealed",
            What::DraftVoided(_) => "agreement.voided",
            What::AgreementEffective { .. } => "agreement.effective",
            What::PerformanceRecorded { .. } => "performance.updated",
            What::Reminded { .. } => "performance.reminded",
            What::ConfirmationApplied(_) => "confirmation.applied",
            What::ConfirmationDecided(_) => "confirmation.decided",
            What::Remediated { .. } => "mediation.resumed",
            What::RefusedGivenUp(_) => "agreement.given_up",
            What::EnforcementApplied(_) => "enforcement.applied",
            What::CourtMoved(_) => "court.moved",
            What::EscalationFlagged(_) => "escalation.flagged",
            What::EscalationReported { .. } => "escalation.reported",
            What::Ended(_) => "case.closed",
            What::RoutesTold(_) => "routes.told",
            What::ReportedBack(_) => "entruster.told",
            What::FollowedUp(_) => "case.visited",
            What::Evaluated(_) => "case.evaluated",
            What::Archived { .. } => "case.archived",
            What::PartyRevealed { .. } => "party.revealed",
            What::DocumentRendered(_) => "document.rendered",
            What::ReferralAnswered { .. } => "referral.answered",
            What::OfferGone { .. } => "referral.gone",
            What::WindowLapsed { .. } => "window.lapsed",
            What::ClockWarned { .. } => "clock.warned",
            What::ClockOverdue { .. } => "clock.overdue",
            What::ClocksReckoned { .. } => "clock.reckoned",
        }
    }
}
