//! The way an event takes: in the grid, filed, dispatched, returned, up the ladder.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use crate::domain::Command;
use crate::domain::command::Dispatch;
use crate::wire::Asked;
use crate::wire::reading::{NOTE, upon};

/// Reads `TakeUpInGrid`.
///
/// # Errors
/// All that is wrong with the request.
pub fn take_up_in_grid(request: pb::TakeUpInGridRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::TakeUpInGridRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::TakeUpInGrid))
}

/// Reads `FileEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn file_event(request: pb::FileEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::FileEventRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::File))
}

/// Reads `DispatchEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn dispatch_event(request: pb::DispatchEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::DispatchEventRequest {
        name,
        etag,
        request_id,
        unit,
        platform,
        level,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let dispatch = Dispatch {
        to: reading.optional_code("unit", &unit),
        platform: reading.optional_word("platform", platform),
        level: reading.optional_word("level", level),
        reason: reading.optional_text("reason", reason, NOTE),
    };
    let command = Some(Command::Dispatch(dispatch));
    reading.order(command)
}

/// Reads `TransferEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn transfer_event(request: pb::TransferEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::TransferEventRequest {
        name,
        etag,
        request_id,
        unit,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let to = reading.code("unit", &unit);
    let reason = reading.text("reason", reason, NOTE);
    let command = to.zip(reason).map(|(to, reason)| Command::Transfer { to, reason });
    reading.order(command)
}

/// Reads `RecordContact`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_contact(request: pb::RecordContactRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::RecordContactRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::RecordContact))
}

/// Reads `SignIn`.
///
/// # Errors
/// All that is wrong with the request.
pub fn sign_in(request: pb::SignInRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::SignInRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::SignIn))
}

/// Reads `ReturnEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn return_event(request: pb::ReturnEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::ReturnEventRequest {
        name,
        etag,
        request_id,
        reason,
        competent_unit,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reason = reading.text("reason", reason, NOTE);
    let competent = reading.optional_code("competent_unit", &competent_unit);
    let command = reason.map(|reason| Command::Return { reason, competent });
    reading.order(command)
}

/// Reads `DesignateHandler`.
///
/// # Errors
/// All that is wrong with the request.
pub fn designate_handler(request: pb::DesignateHandlerRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::DesignateHandlerRequest {
        name,
        etag,
        request_id,
        unit,
        reasons,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let unit = reading.code("unit", &unit);
    let reasons = reading.text("reasons", reasons, NOTE);
    let command = unit.zip(reasons).map(|(unit, reasons)| Command::DesignateHandler { unit, reasons });
    reading.order(command)
}

/// Reads `EscalateEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn escalate_event(request: pb::EscalateEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::EscalateEventRequest {
        name,
        etag,
        request_id,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reason = reading.text("reason", reason, NOTE);
    let command = reason.map(|reason| Command::Escalate { reason });
    reading.order(command)
}
