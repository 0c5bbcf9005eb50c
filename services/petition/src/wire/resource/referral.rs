//! Offers to our other services.

use shiyu_proto::petition::v1 as pb;

use crate::domain::course::{Grant, Referral};
use crate::wire::terms::{Word, timestamp};

pub(super) fn referral(referral: &Referral) -> pb::Referral {
    let grant = referral.grant.as_ref();
    pb::Referral {
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
    }
}

pub(in crate::wire) fn granted_fields(grant: Option<&Grant>) -> Vec<i32> {
    let fields = grant.into_iter().flat_map(|grant| &grant.fields);
    fields.map(|field| field.number()).collect()
}
