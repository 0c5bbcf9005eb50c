//! What happened to a dispute, in the order of its life.

use shiyu_proto::mediation::v1 as pb;

use super::{agreement, work};
use crate::domain::Dispute;
use crate::domain::course::{
    Consent, CourtEvent, DocumentRecord, Entrustment, Escalation, FollowUp, Invitation, ProcedureChange, Transfer,
};
use crate::sight::Listener;
use crate::wire::terms::small;
use shiyu_kit::wire::{Word, number, timestamp};
use time::OffsetDateTime;

pub(super) fn course(dispute: &Dispute, Listener { hears, now }: Listener) -> pb::DisputeCourse {
    let course = &dispute.course;
    let asked = course.jurisdiction.as_ref();
    let accepted = course.acceptance.as_ref();
    let days = course
        .extensions
        .iter()
        .fold(0_u32, |days, extension| days.saturating_add(extension.days));
    let routes = course.routes.as_ref().map(|notice| notice.routes.as_slice()).unwrap_or_default();
    let undisputed = course.undisputed.iter().filter(|fact| hears.contains(&fact.attempt));
    let heard = |attempt: u32| hears.contains(&attempt);
    pb::DisputeCourse {
        offered_by: course.entrustment.as_ref().map(|entrustment| offered_by(entrustment, now)),
        transfers: course.transfers.iter().map(transfer).collect(),
        jurisdiction_units: asked
            .map(|asked| asked.units.iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
        jurisdiction_open: asked.is_some_and(|asked| asked.decided_at.is_none()),
        procedures: course.procedures.iter().map(procedure).collect(),
        accept_time: accepted.map(|accepted| timestamp(accepted.at)),
        limit_pack: accepted.map(|accepted| accepted.pack.clone()).unwrap_or_default(),
        attempt: small(course.attempt),
        consents: course.consents.iter().map(consent).collect(),
        mediators: course
            .appointments
            .iter()
            .map(|one| work::mediator(one, heard(one.attempt)))
            .collect(),
        sessions: course
            .sessions
            .iter()
            .map(|session| work::session(session, heard(session.attempt)))
            .collect(),
        offers: course.offers.iter().map(|offer| work::offer(offer, heard(offer.attempt))).collect(),
        undisputed_facts: undisputed.map(|fact| fact.text.clone()).collect(),
        extension_days: small(days),
        agreements: course
            .agreements
            .iter()
            .map(|one| agreement::agreement(one, heard(one.attempt)))
            .collect(),
        confirmations: course.confirmations.iter().map(agreement::confirmation).collect(),
        enforcement_reference: course
            .enforcements
            .first()
            .map(|enforcement| enforcement.reference.clone())
            .unwrap_or_default(),
        enforcements: course.enforcements.iter().map(agreement::enforcement).collect(),
        court: course.court.iter().map(court).collect(),
        escalations: course.escalations.iter().map(|one| escalation(one, heard(one.attempt))).collect(),
        routes: routes.iter().map(|route| route.number()).collect(),
        report_back_reference: course
            .reported_back
            .as_ref()
            .map(|report| report.reference.clone())
            .unwrap_or_default(),
        follow_ups: course
            .follow_ups
            .iter()
            .map(|visit| follow_up(visit, heard(course.attempt)))
            .collect(),
        documents: course.documents.iter().map(document).collect(),
        invitations: course.invitations.iter().map(invitation).collect(),
    }
}

fn offered_by(entrustment: &Entrustment, now: OffsetDateTime) -> pb::OfferedBy {
    let offer = &entrustment.offer;
    pb::OfferedBy {
        service: offer.from.clone(),
        offered_case: offer.case.clone(),
        referral: offer.referral.to_string(),
        consent_reference: offer.consent.clone().unwrap_or_default(),
        state: entrustment.state.number(),
        identities_granted: entrustment.is_readable(now),
        return_time: offer.return_at.map(timestamp),
    }
}

fn transfer(transfer: &Transfer) -> pb::DisputeTransfer {
    pb::DisputeTransfer {
        from: transfer.from.to_string(),
        to: transfer.to.to_string(),
        reason: transfer.reason.clone(),
        designated: transfer.designated,
        time: Some(timestamp(transfer.at)),
    }
}

fn procedure(change: &ProcedureChange) -> pb::ProcedureChange {
    let (court, court_reference) = change.court.clone().unwrap_or_default();
    pb::ProcedureChange {
        from: change.from.number(),
        to: change.to.number(),
        reason: change.reason.clone(),
        court,
        court_reference,
        matter: change.matter.map(|matter| matter.to_string()).unwrap_or_default(),
        time: Some(timestamp(change.at)),
    }
}

fn consent(consent: &Consent) -> pb::PartyConsent {
    pb::PartyConsent {
        party: consent.party.to_string(),
        attempt: small(consent.attempt),
        given: consent.given,
        channel: consent.channel.number(),
        agent: consent.agent.map(|agent| agent.to_string()).unwrap_or_default(),
        reference: consent.reference.clone(),
        wants_writing: consent.wants_writing,
        reuse_address: consent.reuse_address,
        time: Some(timestamp(consent.at)),
    }
}

fn invitation(invitation: &Invitation) -> pb::PartyInvitation {
    pb::PartyInvitation {
        party: invitation.party.to_string(),
        invited_as: invitation.invited_as.number(),
        time: Some(timestamp(invitation.at)),
    }
}

fn court(moved: &CourtEvent) -> pb::CourtEvent {
    pb::CourtEvent {
        step: number(moved.step),
        verdict: number(moved.verdict),
        reference: moved.reference.clone(),
        time: Some(timestamp(moved.at)),
    }
}

fn escalation(escalation: &Escalation, hears: bool) -> pb::DisputeEscalation {
    pb::DisputeEscalation {
        id: escalation.id.to_string(),
        risk: escalation.risk.number(),
        measures: work::heard(&escalation.measures, hears),
        flag_time: Some(timestamp(escalation.at)),
        reported_to: escalation.reported_to.clone(),
        receipt: escalation.receipt.clone(),
        report_time: escalation.reported_at.map(timestamp),
    }
}

fn follow_up(visit: &FollowUp, hears: bool) -> pb::FollowUpVisit {
    pb::FollowUpVisit {
        settled: visit.settled,
        note: work::heard(&visit.note, hears),
        time: Some(timestamp(visit.at)),
    }
}

fn document(document: &DocumentRecord) -> pb::RenderedDocument {
    pb::RenderedDocument {
        kind: document.kind.number(),
        format: document.format.number(),
        hash: document.hash.clone(),
        of_version: document.of_version,
    }
}
