//! What the service that offers tells, and what the one that answers does.

use shiyu_proto::common::v1 as common;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Grant, Outcome, Referral, ReferralState};
use crate::unit::Code;
use crate::wire::{Word, number, timestamp};

/// The fact `referral.offered`: the one with words in it, which were checked for personal data. It comes back by itself at `return_at`.
#[must_use]
pub fn offer(
    offer: &Referral,
    case: common::ReferredCase,
    return_at: Option<OffsetDateTime>,
    leads: Vec<String>,
) -> common::ReferralOffered {
    let grant = offer.grant.as_ref();
    common::ReferralOffered {
        case: Some(case),
        referral: offer.id.to_string(),
        destination: offer.to.number(),
        purpose: offer.purpose.clone(),
        summary: offer.summary.clone(),
        consent_reference: offer.consent.clone().unwrap_or_default(),
        granted_fields: granted_fields(grant),
        grant_expire_time: grant.map(|grant| timestamp(grant.until)),
        offer_time: Some(timestamp(offer.at)),
        return_time: return_at.map(timestamp),
        leads,
        asked_unit: offer.unit.as_ref().map(Code::to_string).unwrap_or_default(),
    }
}

/// The facts `referral.accepted`, `refused`, `done`, `returned` and `withdrawn`: where an offer of these stands.
#[must_use]
pub fn movement(referrals: &[Referral], id: Uuid, at: OffsetDateTime, case: common::ReferredCase) -> common::ReferralMoved {
    let referral = referrals.iter().find(|referral| referral.id == id);
    common::ReferralMoved {
        case: Some(case),
        referral: id.to_string(),
        destination: number(referral.map(|referral| referral.to)),
        state: number(referral.map(|referral| referral.state)),
        move_time: Some(timestamp(at)),
    }
}

/// The fact `referral.answered` upon the offer of a case of this name.
#[must_use]
pub fn answer(offered_case: &str, outcome: &Outcome) -> common::ReferralAnswered {
    common::ReferralAnswered {
        offered_case: offered_case.to_owned(),
        referral: outcome.referral.to_string(),
        answer: answered(outcome.state).into(),
        case_name: outcome.case.clone().unwrap_or_default(),
        agreement_reference: outcome.agreement.clone().unwrap_or_default(),
        answer_time: Some(timestamp(outcome.at)),
        result: outcome.result.clone().unwrap_or_default(),
        competent_unit: outcome.competent.as_ref().map(Code::to_string).unwrap_or_default(),
        confirmation: number(outcome.confirmation),
        settled: number(outcome.settled),
        rest: outcome.rest.clone().unwrap_or_default(),
    }
}

/// Only the offering service offers and takes back.
fn answered(state: ReferralState) -> common::ReferralAnswer {
    match state {
        ReferralState::Offered | ReferralState::Withdrawn => common::ReferralAnswer::Unspecified,
        ReferralState::Accepted => common::ReferralAnswer::Accepted,
        ReferralState::Refused => common::ReferralAnswer::Refused,
        ReferralState::Done => common::ReferralAnswer::Done,
        ReferralState::Returned => common::ReferralAnswer::Returned,
    }
}

/// An offer, as its case shows it.
#[must_use]
pub fn referral(referral: &Referral) -> common::Referral {
    let grant = referral.grant.as_ref();
    common::Referral {
        id: referral.id.to_string(),
        destination: referral.to.number(),
        purpose: referral.purpose.clone(),
        summary: referral.summary.clone(),
        consent_reference: referral.consent.clone().unwrap_or_default(),
        granted_fields: granted_fields(grant),
        grant_expire_time: grant.map(|grant| timestamp(grant.until)),
        grant_revoke_time: grant.and_then(|grant| grant.revoked_at).map(timestamp),
        offer_time: Some(timestamp(referral.at)),
        state: referral.state.number(),
        case_name: referral.case.clone().unwrap_or_default(),
        result: referral.result.clone().unwrap_or_default(),
        competent_unit: referral.competent.as_ref().map(Code::to_string).unwrap_or_default(),
        confirmation: number(referral.confirmation),
        settled: number(referral.settled),
        rest: referral.rest.clone().unwrap_or_default(),
        asked_unit: referral.unit.as_ref().map(Code::to_string).unwrap_or_default(),
    }
}

fn granted_fields(grant: Option<&Grant>) -> Vec<i32> {
    let fields = grant.into_iter().flat_map(|grant| &grant.fields);
    fields.map(|field| field.number()).collect()
}
