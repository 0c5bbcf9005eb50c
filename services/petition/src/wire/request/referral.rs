//! Offers to our other services, and what they read under them.

use shiyu_kit::fault::Violations;
use shiyu_kit::party::personal_in;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::domain::command::OfferReferral;
use crate::domain::{Command, Destination, IdentityField};
use crate::wire::Order;
use crate::wire::reading::{Fields, LINE, NOTE, upon};

/// What an identity consists of.
const FIELDS: usize = 4;

/// Reads `OfferReferral`. The offer's id is the request's.
///
/// # Errors
/// All that is wrong with the request.
pub fn offer_referral(request: pb::OfferReferralRequest, county: &Code) -> Result<Order, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let offer = read_offer(&mut reading, request);
    reading.order(offer.map(|offer| Command::OfferReferral(Box::new(offer))))
}

fn read_offer(reading: &mut Reading<'_>, request: pb::OfferReferralRequest) -> Option<OfferReferral> {
    let to = reading.word("destination", request.destination);
    let purpose = reading.category("purpose", &request.purpose);
    let summary = read_summary(reading, request.summary);
    let consent = reading.optional_line("consent_reference", request.consent_reference, LINE);
    let fields = read_fields(reading, request.granted_fields);
    let grant_days = read_days(reading, fields.as_deref(), request.grant_days);
    let point = reading.optional_point("point", request.point);
    let placed = to != Some(Destination::Grid) || request.point.is_some();
    reading
        .violations
        .require(placed, "point", "POINT_MISSING", "the grids go there: they need to know where");
    let unit = reading.optional_code("asked_unit", &request.asked_unit);
    let theirs = request.asked_unit.is_empty() || to.is_none_or(|to| to == Destination::Enforcement);
    reading
        .violations
        .require(theirs, "asked_unit", "UNIT_OF_ANOTHER", "of enforcement alone a unit is asked");
    Some(OfferReferral {
        id: reading.head().id?,
        to: to?,
        purpose: purpose?,
        summary: summary?,
        consent,
        fields: fields?,
        grant_days: grant_days?,
        point,
        unit,
    })
}

/// The summary travels: it names nobody.
fn read_summary(reading: &mut Reading<'_>, summary: String) -> Option<String> {
    let summary = reading.text("summary", summary, NOTE)?;
    let neutral = personal_in(&summary).is_empty();
    reading
        .violations
        .require(
            neutral,
            "summary",
            "PERSONAL_DATA_IN_SUMMARY",
            "it holds the number of a person or an organisation",
        )
        .then_some(summary)
}

fn read_fields(reading: &mut Reading<'_>, fields: Vec<i32>) -> Option<Vec<IdentityField>> {
    let mut seen = Vec::new();
    reading.each("granted_fields", &(0..=FIELDS), fields, |reading, path, field| {
        let field = reading.word(path, field)?;
        let fresh = !seen.contains(&field);
        seen.push(field);
        reading
            .violations
            .require(fresh, path, "DUPLICATE", "it stands further up")
            .then_some(field)
    })
}

/// Days belong to fields.
fn read_days(reading: &mut Reading<'_>, fields: Option<&[IdentityField]>, days: i32) -> Option<u32> {
    let range = if fields?.is_empty() { 0..=0 } else { 1..=90 };
    reading.number("grant_days", days, &range)
}

/// Reads `WithdrawReferral`.
///
/// # Errors
/// All that is wrong with the request.
pub fn withdraw_referral(request: pb::WithdrawReferralRequest, county: &Code) -> Result<Order, Violations> {
    let pb::WithdrawReferralRequest {
        name,
        etag,
        request_id,
        referral,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let referral = reading.uuid("referral", &referral);
    reading.order(referral.map(|referral| Command::WithdrawReferral { referral }))
}
