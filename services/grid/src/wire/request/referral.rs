//! Offers to our other services.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::referral::{Destination, IdentityField};
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use crate::domain::Command;
use crate::domain::command::OfferReferral;
use crate::wire::Asked;
use crate::wire::reading::{NOTE, REFERENCE, slug, upon};

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
    let to = destination(&mut reading, request.destination);
    let purpose = slug(&mut reading, "purpose", request.purpose);
    let summary = reading.text("summary", request.summary, NOTE);
    let consent = reading.optional_line("consent_reference", request.consent_reference, REFERENCE);
    let fields = reading.distinct(
        "granted_fields",
        &(0..=FIELDS),
        request.granted_fields,
        Reading::word::<IdentityField>,
    );
    let until = reading.optional_time("grant_expire_time", request.grant_expire_time);
    let whole = fields.as_ref().is_none_or(|fields| fields.is_empty() == until.is_none());
    reading
        .violations
        .require(whole, "grant_expire_time", "GRANT_INCOMPLETE", "fields and an end go together");
    let unit = reading.optional_code("asked_unit", &request.asked_unit);
    let theirs = request.asked_unit.is_empty() || to.is_none_or(|to| to == Destination::Enforcement);
    reading
        .violations
        .require(theirs, "asked_unit", "UNIT_OF_ANOTHER", "of enforcement alone a unit is asked");
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
            unit,
        }))
    }))
}

/// What lies here is offered to others only.
fn destination(reading: &mut Reading<'_>, number: i32) -> Option<Destination> {
    let to = reading.word("destination", number)?;
    let elsewhere = to != Destination::Grid;
    reading
        .violations
        .require(
            elsewhere,
            "destination",
            "DESTINATION_IS_HERE",
            "an event lies in the grids already",
        )
        .then_some(to)
}
