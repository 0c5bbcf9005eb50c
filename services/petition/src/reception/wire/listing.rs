//! Requests for lists: which, and from where on.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use time::Date;

use super::resource::ROSTER;
use super::terms::{read_counter_kind, read_state};
use crate::reception::store::{counter, outreach as sent, roster as duty, visit};

/// Reads `ListCounters`.
///
/// # Errors
/// All that is wrong with the request.
pub fn counters(
    request: &pb::ListCountersRequest,
    county: &Code,
    today: Date,
) -> Result<Listing<counter::Filter, counter::Key>, Violations> {
    let mut reading = Reading::new(county);
    let unit = reading.optional_code("unit", &request.unit);
    let kind = reading.optional_value("kind", request.kind, read_counter_kind);
    let day = reading.optional_date("date", &request.date);
    let day = day.unwrap_or(today);
    let filter = counter::Filter { unit, kind, day };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = ["counters", &request.unit, &request.kind.to_string(), &request.date];
    reading.listing(page, &scope, filter)
}

/// Reads `ListRoster`.
///
/// # Errors
/// All that is wrong with the request.
pub fn roster(request: &pb::ListRosterRequest, county: &Code, today: Date) -> Result<Listing<duty::Filter, duty::Key>, Violations> {
    let mut reading = Reading::new(county);
    let today = today.to_string();
    let from = if request.from_date.is_empty() { &today } else { &request.from_date };
    let days = reading.days(("from_date", from), ("to_date", &request.to_date));
    let unit = reading.optional_code("unit", &request.unit);
    let filter = duty::Filter { days, unit };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = ["roster", &request.from_date, &request.to_date, &request.unit];
    reading.listing(page, &scope, filter)
}

/// Reads `ListReceptions`.
///
/// # Errors
/// All that is wrong with the request.
pub fn receptions(request: &pb::ListReceptionsRequest, county: &Code) -> Result<Listing<visit::Filter, visit::Key>, Violations> {
    let mut reading = Reading::new(county);
    let unit = reading.optional_code("unit", &request.unit);
    let entry = reading.optional_name("roster_entry", &request.roster_entry, ROSTER);
    let filter = visit::Filter { unit, entry };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = ["receptions", &request.unit, &request.roster_entry];
    reading.listing(page, &scope, filter)
}

/// Reads `ListOutreach`.
///
/// # Errors
/// All that is wrong with the request.
pub fn outreach(request: &pb::ListOutreachRequest, county: &Code) -> Result<Listing<sent::Filter, sent::Key>, Violations> {
    let mut reading = Reading::new(county);
    let unit = reading.optional_code("unit", &request.unit);
    let place = reading.optional_place("place", &request.place);
    let state = reading.optional_value("state", request.state, read_state);
    let days = reading.days(("from_date", &request.from_date), ("to_date", &request.to_date));
    let filter = sent::Filter { unit, place, state, days };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = [
        "outreach",
        &request.unit,
        &request.place,
        &request.state.to_string(),
        &request.from_date,
        &request.to_date,
    ];
    reading.listing(page, &scope, filter)
}
