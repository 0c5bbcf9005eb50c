//! Requests for lists: which, and from where on.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::{Date, OffsetDateTime};

use super::command;
use super::terms::read_centre_kind;
use crate::dispatch::store::{centre, shift, table};

/// Reads `ListRoutingTables`.
///
/// # Errors
/// All that is wrong with the request.
pub fn tables(request: &pb::ListRoutingTablesRequest, county: &Code) -> Result<Listing<(), table::Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &["routing_tables"], ())
}

/// Reads `ListCommandCentres`.
///
/// # Errors
/// All that is wrong with the request.
pub fn centres(
    request: &pb::ListCommandCentresRequest,
    county: &Code,
    today: Date,
) -> Result<Listing<centre::Filter, centre::Key>, Violations> {
    let mut reading = Reading::new(county);
    let kind = reading.optional_value("kind", request.kind, read_centre_kind);
    let day = reading.optional_date("date", &request.date);
    let filter = centre::Filter {
        kind,
        day: day.unwrap_or(today),
    };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &["command_centres", &request.kind.to_string(), &request.date], filter)
}

/// Reads `GetTownCommand`: the town and the day.
///
/// # Errors
/// All that is wrong with the request.
pub fn town(request: &pb::GetTownCommandRequest, county: &Code, today: Date) -> Result<(Code, Date), Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let town = command::town(&mut reading, "town", &request.town);
    let day = reading.optional_date("date", &request.date);
    reading.finish(town.map(|town| (town, day.unwrap_or(today))))
}

/// Reads `ListDutyShifts`.
///
/// # Errors
/// All that is wrong with the request.
pub fn shifts(
    request: &pb::ListDutyShiftsRequest,
    county: &Code,
    now: OffsetDateTime,
) -> Result<Listing<shift::Filter, shift::Key>, Violations> {
    let mut reading = Reading::new(county);
    let from = reading.optional_time("from_time", request.from_time).unwrap_or(now);
    let to = reading.optional_time("to_time", request.to_time);
    let forward = to.is_none_or(|to| from < to);
    reading
        .violations
        .require(forward, "to_time", "TIMES_REVERSED", "the end lies before the beginning");
    let unit = reading.optional_code("unit", &request.unit);
    let filter = shift::Filter { from, to, unit };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let said = |time: &Option<prost_types::Timestamp>| time.map_or_else(String::new, |time| format!("{}.{}", time.seconds, time.nanos));
    let (from, to) = (said(&request.from_time), said(&request.to_time));
    reading.listing(page, &["duty_shifts", &from, &to, &request.unit], filter)
}
