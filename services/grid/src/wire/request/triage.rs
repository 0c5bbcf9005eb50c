//! From the report to acceptance: seen, accepted, rejected, merged, handed to an emergency line.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use crate::domain::Command;
use crate::wire::reading::{LINE, NOTE, REFERENCE, upon};
use crate::wire::{Asked, EVENTS};

/// Reads `OrderVerification`.
///
/// # Errors
/// All that is wrong with the request.
pub fn order_verification(request: pb::OrderVerificationRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::OrderVerificationRequest {
        name,
        etag,
        request_id,
        to,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let to = reading.optional_line("to", to, LINE);
    let command = Some(Command::OrderVerification { to });
    reading.order(command)
}

/// Reads `ReportVerification`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_verification(request: pb::ReportVerificationRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::ReportVerificationRequest {
        name,
        etag,
        request_id,
        found,
        note,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let note = reading.text("note", note, NOTE);
    let command = note.map(|note| Command::ReportVerification { found, note });
    reading.order(command)
}

/// Reads `AcceptEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn accept_event(request: pb::AcceptEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::AcceptEventRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::Accept))
}

/// Reads `RejectEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn reject_event(request: pb::RejectEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::RejectEventRequest {
        name,
        etag,
        request_id,
        ground,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let ground = reading.word("ground", ground);
    let reason = reading.text("reason", reason, NOTE);
    let command = ground.zip(reason).map(|(ground, reason)| Command::Reject { ground, reason });
    reading.order(command)
}

/// Reads `MergeEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn merge_event(request: pb::MergeEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::MergeEventRequest {
        name,
        etag,
        request_id,
        other_event,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let into = reading.name("other_event", &other_event, EVENTS);
    let command = into.map(|into| Command::Merge { into });
    reading.order(command)
}

/// Reads `UnmergeEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn unmerge_event(request: pb::UnmergeEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::UnmergeEventRequest {
        name,
        etag,
        request_id,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reason = reading.text("reason", reason, NOTE);
    let command = reason.map(|reason| Command::Unmerge { reason });
    reading.order(command)
}

/// Reads `TransferEmergency`.
///
/// # Errors
/// All that is wrong with the request.
pub fn transfer_emergency(request: pb::TransferEmergencyRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::TransferEmergencyRequest {
        name,
        etag,
        request_id,
        line,
        reference,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let line = reading.word("line", line);
    let reference = reading.line("reference", reference, REFERENCE);
    let command = line
        .zip(reference)
        .map(|(line, reference)| Command::TransferEmergency { line, reference });
    reading.order(command)
}

/// Reads `TakeBackEmergency`.
///
/// # Errors
/// All that is wrong with the request.
pub fn take_back_emergency(request: pb::TakeBackEmergencyRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::TakeBackEmergencyRequest {
        name,
        etag,
        request_id,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reason = reading.text("reason", reason, NOTE);
    let command = reason.map(|reason| Command::TakeBackEmergency { reason });
    reading.order(command)
}
