//! Offers to our other services.

use shiyu_kit::fault::Violations;
use shiyu_kit::referral::IdentityField;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use crate::domain::Command;
use crate::domain::command::OfferReferral;
use crate::wire::Asked;
use crate::wire::reading::{NOTE, REFERENCE, slug, upon, word};

/// The fields that there are.
const FIELDS: usize = 4;

/// Reads `WithdrawReferral`.
///
/// # Errors
/// All that is wrong with the request.
pub fn withdraw_referral(request: pb::WithdrawReferralRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::WithdrawReferralRequest {
        name,
        etag,
        request_id,
        referral,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let referral = reading.uuid("referral", &referral);
    let command = referral.map(|referral| Command::WithdrawReferral { referral });
    reading.order(command)
}

/// Reads `OfferReferral`. The offer's id is the request's.
///
/// # Errors
/// All that is wrong with the request.
pub fn offer_referral(request: pb::OfferReferralRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let id = reading.head().id;
    let to = word(&mut reading, "destination", request.destination);
    let purpose = slug(&mut reading, "purpose", request.purpose);
    let summary = reading.text("summary", request.summary, NOTE);
    let consent = reading.optional_line("consent_reference", request.consent_reference, REFERENCE);
    let fields = reading.distinct("granted_fields", &(0..=FIELDS), request.granted_fields, word::<IdentityField>);
    let until = reading.optional_time("grant_expire_time", request.grant_expire_time);
    let whole = fields.as_ref().is_none_or(|fields| fields.is_empty() == until.is_none());
    reading
        .violations
        .require(whole, "grant_expire_time", "GRANT_INCOMPLETE", "fields and an end go together");
    let read = id.zip(to).zip(purpose).zip(summary).zip(fields);
    reading.order(read.map(|((((id, to), purpose), summary), fields)| {
        Command::OfferReferral(Box::new(OfferReferral {
            id,
            to,
            purpose,
            summary,
            consent,
            fields,
            until,
        }))
    }))
}
