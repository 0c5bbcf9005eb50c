//! The steps that tell more than where the dispute stands.

use shiyu_kit::calendar::Ring;
use shiyu_kit::case::Filed;
use shiyu_kit::referral::{self, Outcome, ReferralState, Settled, answer};
use shiyu_proto::common::v1 as common;
use shiyu_proto::mediation::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::course::{Consent, CourtEvent, Evaluation, Extension, FaultReport};
use crate::domain::{Dispute, End, Ending};
use crate::wire::resource::agreement::result;
use crate::wire::terms::small;
use crate::wire::{agreement_reference, dispute_name};
use shiyu_kit::wire::{Word, many, number, timestamp};

pub(super) fn consent(consent: &Consent, dispute: &Dispute, happening: pb::DisputeHappening) -> pb::DisputeConsentRecorded {
    let consented = dispute.principals().filter(|party| dispute.course.has_consented(party.id));
    pb::DisputeConsentRecorded {
        happening: Some(happening),
        given: consent.given,
        consented: many(consented.count()),
        parties: many(dispute.principals().count()),
    }
}

pub(super) fn session(id: Uuid, dispute: &Dispute, happening: pb::DisputeHappening) -> pb::DisputeSessionMoved {
    let session = dispute.course.session(id);
    pb::DisputeSessionMoved {
        happening: Some(happening),
        session: id.to_string(),
        state: number(session.map(|session| session.state)),
        room: session
            .and_then(|session| session.room)
            .map(|room| room.to_string())
            .unwrap_or_default(),
        start_time: session.map(|session| timestamp(session.starts_at)),
        end_time: session.map(|session| timestamp(session.ends_at)),
    }
}

pub(super) fn agreement(dispute: &Dispute, happening: pb::DisputeHappening) -> pb::DisputeAgreementMoved {
    let mut told = pb::DisputeAgreementMoved {
        happening: Some(happening),
        ..pb::DisputeAgreementMoved::default()
    };
    let Some(agreement) = dispute.course.agreements.last() else {
        return told;
    };
    told.agreement = small(agreement.number);
    told.form = agreement.form.number();
    told.partial = agreement.partial;
    told.obligations = many(agreement.obligations.len());
    told.amount_fen = agreement
        .obligations
        .iter()
        .fold(0, |sum, owed| sum.saturating_add(owed.amount_fen));
    told.at_once = agreement.at_once;
    told
}

pub(super) fn performance(obligation: u32, dispute: &Dispute, happening: pb::DisputeHappening) -> pb::DisputePerformanceMoved {
    pb::DisputePerformanceMoved {
        happening: Some(happening),
        obligation: small(obligation),
        open_fen: dispute.obligations().fold(0, |sum, owed| sum.saturating_add(owed.open_fen())),
        open: many(dispute.obligations().filter(|owed| !owed.is_performed()).count()),
    }
}

pub(super) fn confirmation(dispute: &Dispute, happening: pb::DisputeHappening) -> pb::DisputeConfirmationMoved {
    let confirmation = dispute.course.confirmations.last();
    let decision = confirmation.and_then(|confirmation| confirmation.decision.as_ref());
    let (outcome, ground) = result(decision.map(|decision| decision.result));
    pb::DisputeConfirmationMoved {
        happening: Some(happening),
        basis: number(confirmation.map(|confirmation| confirmation.court.basis)),
        outcome: outcome.into(),
        ground: number(ground),
    }
}

pub(super) fn court(moved: &CourtEvent, happening: pb::DisputeHappening) -> pb::DisputeCourtMoved {
    pb::DisputeCourtMoved {
        happening: Some(happening),
        step: number(moved.step),
        verdict: number(moved.verdict),
        time: Some(timestamp(moved.at)),
    }
}

pub(super) fn escalation(id: Uuid, dispute: &Dispute, happening: pb::DisputeHappening) -> pb::DisputeEscalationMoved {
    let escalation = dispute.course.escalations.iter().find(|escalation| escalation.id == id);
    pb::DisputeEscalationMoved {
        happening: Some(happening),
        risk: number(escalation.map(|escalation| escalation.risk)),
        reported: escalation.is_some_and(|escalation| escalation.reported_at.is_some()),
    }
}

pub(super) fn fault(report: &FaultReport, happening: pb::DisputeHappening) -> pb::MediatorFaultReported {
    pb::MediatorFaultReported {
        happening: Some(happening),
        mediator: report.mediator.to_string(),
        fault: report.fault.number(),
        report_time: Some(timestamp(report.at)),
    }
}

pub(super) fn extended(extension: &Extension, happening: pb::DisputeHappening) -> pb::DisputeExtended {
    pb::DisputeExtended {
        happening: Some(happening),
        days: small(extension.days),
    }
}

/// Who rated is not told.
pub(super) fn evaluated(evaluation: Evaluation, happening: pb::DisputeHappening) -> pb::DisputeEvaluated {
    pb::DisputeEvaluated {
        happening: Some(happening),
        rating: evaluation.rating.number(),
    }
}

pub(super) fn ended(ending: &Ending, dispute: &Dispute, happening: pb::DisputeHappening) -> pb::DisputeEnded {
    let mut told = pb::DisputeEnded {
        happening: Some(happening),
        end_time: Some(timestamp(ending.at)),
        agreed: dispute.in_force().next().is_some(),
        ..pb::DisputeEnded::default()
    };
    match &ending.end {
        End::Terminated { ground, .. } => {
            told.termination = ground.number();
            told.withdrawn = ground.is_withdrawal();
        }
        End::Declined { ground, .. } => told.decline = ground.number(),
        End::CourtConcluded { verdict, .. } => told.verdict = verdict.number(),
        End::Performed | End::Breached { .. } | End::Transferred { .. } => {}
    }
    told
}

/// What the service that offered it is told.
pub(super) fn answered(
    (state, agreement): (ReferralState, Option<u32>),
    (confirmation, settled): (Option<referral::Confirmation>, Option<Settled>),
    at: OffsetDateTime,
    after: &Filed<Dispute>,
) -> Option<common::ReferralAnswered> {
    let dispute = &after.case;
    let offer = &dispute.entrustment()?.offer;
    let outcome = Outcome {
        case: Some(dispute_name(&dispute.county, after.id)),
        agreement: agreement
            .map(|number| agreement_reference(&dispute.county, after.id, number))
            .or_else(|| dispute.settled_in_court().map(str::to_owned)),
        confirmation,
        settled,
        rest: dispute.rest().filter(|_| settled == Some(Settled::InPart)).map(str::to_owned),
        ..Outcome::of(offer.referral, state, at)
    };
    Some(answer(&offer.case, &outcome))
}

pub(super) fn warned(clock: &str, ring: Ring, happening: pb::DisputeHappening) -> pb::DisputeClockWarned {
    pb::DisputeClockWarned {
        happening: Some(happening),
        clock: clock.to_owned(),
        ring: ring.number(),
    }
}

pub(super) fn overdue(clock: &str, due: OffsetDateTime, happening: pb::DisputeHappening) -> pb::DisputeClockOverdue {
    pb::DisputeClockOverdue {
        happening: Some(happening),
        clock: clock.to_owned(),
        legal_due_time: Some(timestamp(due)),
    }
}

pub(super) fn reckoned(calendar: i64, moved: &[String], happening: pb::DisputeHappening) -> pb::DisputeClocksReckoned {
    pb::DisputeClocksReckoned {
        happening: Some(happening),
        calendar_version: calendar,
        moved: moved.to_vec(),
    }
}
