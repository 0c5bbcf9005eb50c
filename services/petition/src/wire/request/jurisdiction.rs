//! Who is competent (arts. 22 to 24).

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::domain::Command;
use crate::domain::command::Object;
use crate::wire::Order;
use crate::wire::reading::{ESSAY, NOTE, upon};

/// Reads `ForwardPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn forward_petition(request: pb::ForwardPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ForwardPetitionRequest {
        name,
        etag,
        request_id,
        unit,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let to = reading.code("unit", &unit);
    reading.order(to.map(|to| Command::Forward { to }))
}

/// Reads `AssignPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn assign_petition(request: pb::AssignPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::AssignPetitionRequest {
        name,
        etag,
        request_id,
        unit,
        report_days,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let to = reading.code("unit", &unit);
    let report_days = reading.number("report_days", report_days, &(1..=365));
    let command = to.zip(report_days);
    reading.order(command.map(|(to, report_days)| Command::Assign { to, report_days }))
}

/// Reads `AcceptPetition`. Whether a notice may be left out is for whoever sees the identities to say.
///
/// # Errors
/// All that is wrong with the request.
pub fn accept_petition(request: pb::AcceptPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::AcceptPetitionRequest {
        name,
        etag,
        request_id,
        notice_method,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let notice = reading.optional_word("notice_method", notice_method);
    reading.order(Some(Command::Accept { notice }))
}

/// Reads `RedirectPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn redirect_petition(request: pb::RedirectPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::RedirectPetitionRequest {
        name,
        etag,
        request_id,
        to,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let to = reading.text("to", to, NOTE);
    reading.order(to.map(|to| Command::Redirect { to }))
}

/// Reads `ObjectToForwarding`.
///
/// # Errors
/// All that is wrong with the request.
pub fn object_to_forwarding(request: pb::ObjectToForwardingRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ObjectToForwardingRequest {
        name,
        etag,
        request_id,
        reasons,
        competent_unit,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reasons = reading.text("reasons", reasons, ESSAY);
    let competent = reading.optional_code("competent_unit", &competent_unit);
    reading.order(reasons.map(|reasons| Command::Object(Object { reasons, competent })))
}

/// Reads `DecideObjection`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decide_objection(request: pb::DecideObjectionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::DecideObjectionRequest {
        name,
        etag,
        request_id,
        agree,
    } = request;
    let reading = upon(county, &name, &etag, &request_id);
    reading.order(Some(Command::DecideObjection { agree }))
}

/// Reads `ReferDispute`.
///
/// # Errors
/// All that is wrong with the request.
pub fn refer_dispute(request: pb::ReferDisputeRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ReferDisputeRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::ReferDispute))
}

/// Reads `DesignateUnit`.
///
/// # Errors
/// All that is wrong with the request.
pub fn designate_unit(request: pb::DesignateUnitRequest, county: &Code) -> Result<Order, Violations> {
    let pb::DesignateUnitRequest {
        name,
        etag,
        request_id,
        unit,
        reasons,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let unit = reading.code("unit", &unit);
    let reasons = reading.text("reasons", reasons, ESSAY);
    let command = unit.zip(reasons);
    reading.order(command.map(|(unit, reasons)| Command::Designate { unit, reasons }))
}

/// Reads `TransferPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn transfer_petition(request: pb::TransferPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::TransferPetitionRequest {
        name,
        etag,
        request_id,
        unit,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let to = reading.code("unit", &unit);
    reading.order(to.map(|to| Command::Transfer { to }))
}
