//! Agreements, and what the court said of them.

use shiyu_proto::mediation::v1 as pb;

use super::work::{heard, texts};
use crate::domain::course::{Agreement, Confirmation, Enforcement, Obligation};
use crate::domain::terms::{ConfirmationResult, NotConfirmed};
use crate::wire::terms::small;
use shiyu_kit::wire::{Word, many, number, timestamp};

/// An agreement; its words only for who hears them. That it holds, who owes and how much is left, is the record of the case.
pub(super) fn agreement(agreement: &Agreement, hears: bool) -> pb::MediationAgreement {
    let voided = agreement.voided.as_ref();
    let signed_by = agreement.signatures.iter().map(|signature| signature.party.to_string());
    let at_once = agreement.at_once && agreement.holds();
    pb::MediationAgreement {
        number: small(agreement.number),
        form: agreement.form.number(),
        partial: agreement.partial,
        facts: heard(&agreement.facts, hears),
        points: heard(&agreement.points, hears),
        terms: heard(&agreement.terms, hears),
        obligations: agreement.obligations.iter().map(|owed| obligation(owed, at_once, hears)).collect(),
        at_once: agreement.at_once,
        rest: heard(&agreement.rest, hears),
        signed_by: signed_by.collect(),
        signed_by_mediators: texts(&agreement.signed_by_mediators),
        seal: agreement.seal.as_ref().map(|seal| seal.reference.clone()).unwrap_or_default(),
        draft_time: Some(timestamp(agreement.drafted_at)),
        effective_time: agreement.effective_at.map(timestamp),
        void_time: voided.map(|voided| timestamp(voided.at)),
        void_reason: voided.map(|voided| heard(&voided.reason, hears)).unwrap_or_default(),
    }
}

fn obligation(owed: &Obligation, at_once: bool, hears: bool) -> pb::MediationObligation {
    let breach = owed.breach.as_ref();
    let met_on = breach.and_then(|breach| breach.condition_met_on);
    pb::MediationObligation {
        number: small(owed.number),
        debtor: owed.debtor.to_string(),
        creditor: owed.creditor.to_string(),
        kind: owed.kind.number(),
        content: heard(&owed.content, hears),
        amount_fen: owed.amount_fen,
        due_date: owed.due_on.map(|day| day.to_string()).unwrap_or_default(),
        condition: heard(&owed.condition, hears),
        open_fen: if at_once { 0 } else { owed.open_fen() },
        performed: at_once || owed.is_performed(),
        reminders: many(owed.reminders.len()),
        breach_time: breach.map(|breach| timestamp(breach.at)),
        breach_reason: breach.map(|breach| heard(&breach.reason, hears)).unwrap_or_default(),
        condition_met_date: met_on.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// An application for enforcement.
pub(super) fn enforcement(enforcement: &Enforcement) -> pb::DisputeEnforcement {
    pb::DisputeEnforcement {
        creditor: enforcement.creditor.to_string(),
        obligations: enforcement.obligations.iter().map(|number| small(*number)).collect(),
        court: enforcement.court.clone(),
        reference: enforcement.reference.clone(),
        apply_time: Some(timestamp(enforcement.at)),
    }
}

pub(super) fn confirmation(confirmation: &Confirmation) -> pb::JudicialConfirmation {
    let decision = confirmation.decision.as_ref();
    let (outcome, ground) = result(decision.map(|decision| decision.result));
    pb::JudicialConfirmation {
        court: confirmation.court.name.clone(),
        agreements: confirmation.agreements.iter().map(|number| small(*number)).collect(),
        basis: confirmation.court.basis.number(),
        apply_time: Some(timestamp(confirmation.applied_at)),
        outcome: outcome.into(),
        ground: number(ground),
        reference: decision.map(|decision| decision.reference.clone()).unwrap_or_default(),
        decide_time: decision.map(|decision| timestamp(decision.at)),
    }
}

/// What the court said, and on which ground it did not confirm.
pub(in crate::wire) fn result(result: Option<ConfirmationResult>) -> (pb::ConfirmationOutcome, Option<NotConfirmed>) {
    match result {
        None => (pb::ConfirmationOutcome::Unspecified, None),
        Some(ConfirmationResult::Confirmed) => (pb::ConfirmationOutcome::Confirmed, None),
        Some(ConfirmationResult::Refused(ground)) => (pb::ConfirmationOutcome::Refused, Some(ground)),
        Some(ConfirmationResult::Withdrawn) => (pb::ConfirmationOutcome::Withdrawn, None),
    }
}
