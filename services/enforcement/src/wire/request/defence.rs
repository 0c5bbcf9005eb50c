//! Told beforehand, and heard.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{HoldHearing, ScheduleHearing, ServeNotice};
use crate::wire::Asked;
use crate::wire::reading::{ESSAY, LINE, NOTE, serve, upon};

/// Reads `ServeNotice`.
///
/// # Errors
/// All that is wrong with the request.
pub fn serve_notice(request: pb::ServeNoticeRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let facts = reading.text("facts", request.facts, ESSAY);
    let hearing = request.hearing;
    let delivery = serve(&mut reading, "delivery", request.delivery);
    let id = reading.head().id;
    let read = id.zip(facts).zip(delivery);
    reading.order(read.map(|((id, facts), delivery)| {
        Command::ServeNotice(Box::new(ServeNotice {
            id,
            facts,
            hearing,
            serve: delivery,
        }))
    }))
}

/// Reads `ReceiveStatement`.
///
/// # Errors
/// All that is wrong with the request.
pub fn receive_statement(request: pb::ReceiveStatementRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let party = reading.uuid("party", &request.party);
    let text = reading.text("text", request.text, ESSAY);
    let id = reading.head().id;
    let read = id.zip(party).zip(text);
    reading.order(read.map(|((id, party), text)| Command::ReceiveStatement { id, party, text }))
}

/// Reads `ReviewStatement`.
///
/// # Errors
/// All that is wrong with the request.
pub fn review_statement(request: pb::ReviewStatementRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let statement = reading.uuid("statement", &request.statement);
    let accepted = request.accepted;
    let reasons = reading.text("reasons", request.reasons, NOTE);
    let read = statement.zip(reasons);
    reading.order(read.map(|(statement, reasons)| Command::ReviewStatement {
        statement,
        accepted,
        reasons,
    }))
}

/// Reads `WaiveRights`.
///
/// # Errors
/// All that is wrong with the request.
pub fn waive_rights(request: pb::WaiveRightsRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let party = reading.uuid("party", &request.party);
    let reference = reading.line("reference", request.reference, LINE);
    let read = party.zip(reference);
    reading.order(read.map(|(party, reference)| Command::Waive { party, reference }))
}

/// Reads `RequestHearing`.
///
/// # Errors
/// All that is wrong with the request.
pub fn request_hearing(request: pb::RequestHearingRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::RequestHearingRequest {
        name,
        etag,
        request_id,
        party,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let party = reading.uuid("party", &party);
    reading.order(party.map(|party| Command::RequestHearing { party }))
}

/// Reads `ScheduleHearing`.
///
/// # Errors
/// All that is wrong with the request.
pub fn schedule_hearing(request: pb::ScheduleHearingRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let host = reading.line("host", request.host, LINE);
    let place = reading.line("place", request.place, LINE);
    let closed_for = reading.optional_line("closed_reason", request.closed_reason, LINE);
    let said = request.public == closed_for.is_none();
    reading.violations.require(
        said,
        "closed_reason",
        "CLOSED_UNEXPLAINED",
        "why it is not public, of one that is not",
    );
    let notify_time = reading.time("notify_time", request.notify_time);
    let schedule_time = reading.time("schedule_time", request.schedule_time);
    let read = host.zip(place).zip(notify_time).zip(schedule_time);
    reading.order(read.map(|(((host, place), notify_time), schedule_time)| {
        Command::ScheduleHearing(ScheduleHearing {
            host,
            place,
            closed_for,
            notified_at: notify_time,
            scheduled_at: schedule_time,
        })
    }))
}

/// Reads `HoldHearing`.
///
/// # Errors
/// All that is wrong with the request.
pub fn hold_hearing(request: pb::HoldHearingRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let attended = request.attended;
    let agents = reading.number("agents", request.agents, &(0..=100));
    let record = reading.hash("record", request.record);
    let opinion = reading.text("opinion", request.opinion, NOTE);
    let read = agents.zip(record).zip(opinion);
    reading.order(read.map(|((agents, record), opinion)| {
        Command::HoldHearing(HoldHearing {
            attended,
            agents,
            record,
            opinion,
        })
    }))
}
