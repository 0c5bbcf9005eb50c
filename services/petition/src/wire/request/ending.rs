//! How a matter ends.

use std::collections::BTreeSet;

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::domain::Command;
use crate::domain::command::Withdraw;
use crate::wire::Order;
use crate::wire::reading::{ESSAY, LINE, NOTE, upon};

/// Reads `ReportExecution`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_execution(request: pb::ReportExecutionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ReportExecutionRequest {
        name,
        etag,
        request_id,
        report,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let report = reading.text("report", report, ESSAY);
    reading.order(report.map(|report| Command::ReportExecution { report }))
}

/// Reads `ClosePetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn close_petition(request: pb::ClosePetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ClosePetitionRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::Close))
}

/// Reads `WithdrawPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn withdraw_petition(request: pb::WithdrawPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::WithdrawPetitionRequest {
        name,
        etag,
        request_id,
        party,
        reason,
        proof,
        for_all,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let party = reading.uuid("party", &party);
    let reason = reading.text_or_nothing("reason", reason, NOTE);
    let proof = reading.impersonal_or_nothing("proof", proof, LINE);
    let command = party.zip(reason).zip(proof).map(|((party, reason), proof)| Withdraw {
        party,
        reason,
        proof: Some(proof).filter(|proof| !proof.is_empty()),
        for_all,
        own: BTreeSet::new(),
    });
    reading.order(command.map(Command::Withdraw))
}

/// Reads `RecordDiversionOutcome`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_diversion_outcome(request: pb::RecordDiversionOutcomeRequest, county: &Code) -> Result<Order, Violations> {
    let pb::RecordDiversionOutcomeRequest {
        name,
        etag,
        request_id,
        outcome,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let outcome = reading.text("outcome", outcome, NOTE);
    reading.order(outcome.map(|outcome| Command::RecordOutcome { outcome }))
}

/// Reads `ArchivePetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn archive_petition(request: pb::ArchivePetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ArchivePetitionRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::Archive))
}
