//! The investigation.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use crate::domain::Command;
use crate::wire::Asked;
use crate::wire::reading::{ESSAY, NOTE, bases, officers, optional_hash, proposal, upon};

/// Reads `AssignOfficers`.
///
/// # Errors
/// All that is wrong with the request.
pub fn assign_officers(request: pb::AssignOfficersRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let officers = officers(&mut reading, request.officers);
    reading.order(officers.map(|officers| Command::AssignOfficers { officers }))
}

/// Reads `OrderCorrection`.
///
/// # Errors
/// All that is wrong with the request.
pub fn order_correction(request: pb::OrderCorrectionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let demand = reading.text("demand", request.demand, NOTE);
    let until_date = reading.date("until_date", &request.until_date);
    let officers = officers(&mut reading, request.officers);
    let id = reading.head().id;
    let read = id.zip(demand).zip(until_date).zip(officers);
    reading.order(read.map(|(((id, demand), until_date), officers)| Command::OrderCorrection {
        id,
        demand,
        until: until_date,
        officers,
    }))
}

/// Reads `CheckCorrection`.
///
/// # Errors
/// All that is wrong with the request.
pub fn check_correction(request: pb::CheckCorrectionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let correction = reading.uuid("correction", &request.correction);
    let corrected = request.corrected;
    let note = reading.text("note", request.note, NOTE);
    let officers = officers(&mut reading, request.officers);
    let read = correction.zip(note).zip(officers);
    reading.order(read.map(|((correction, note), officers)| Command::CheckCorrection {
        correction,
        corrected,
        note,
        officers,
    }))
}

/// Reads `SuspendInvestigation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn suspend_investigation(request: pb::SuspendInvestigationRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let ground = reading.word("ground", request.ground);
    let reason = reading.text("reason", request.reason, NOTE);
    let read = ground.zip(reason);
    reading.order(read.map(|(ground, reason)| Command::Suspend { ground, reason }))
}

/// Reads `ResumeInvestigation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn resume_investigation(request: pb::ResumeInvestigationRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::ResumeInvestigationRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::Resume))
}

/// Reads `ExtendDecision`.
///
/// # Errors
/// All that is wrong with the request.
pub fn extend_decision(request: pb::ExtendDecisionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let days = reading.number("days", request.days, &(1..=90));
    let reason = reading.text("reason", request.reason, NOTE);
    let minutes = optional_hash(&mut reading, "minutes", request.minutes);
    let read = days.zip(reason);
    reading.order(read.map(|(days, reason)| Command::ExtendDecision { days, reason, minutes }))
}

/// Reads `ConcludeInvestigation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn conclude_investigation(request: pb::ConcludeInvestigationRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let facts = reading.text("facts", request.facts, ESSAY);
    let bases = bases(&mut reading, request.bases);
    let officers = officers(&mut reading, request.officers);
    let read = facts.zip(bases).zip(officers);
    reading.order(read.map(|((facts, bases), officers)| Command::Conclude { facts, bases, officers }))
}

/// Reads `ProposeOutcome`.
///
/// # Errors
/// All that is wrong with the request.
pub fn propose_outcome(request: pb::ProposeOutcomeRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let proposal = proposal(&mut reading, "proposal", request.proposal);
    let officers = officers(&mut reading, request.officers);
    let read = proposal.zip(officers);
    reading.order(read.map(|(proposal, officers)| Command::Propose { proposal, officers }))
}

/// Reads `WithdrawCase`.
///
/// # Errors
/// All that is wrong with the request.
pub fn withdraw_case(request: pb::WithdrawCaseRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reason = reading.text("reason", request.reason, NOTE);
    reading.order(reason.map(|reason| Command::WithdrawCase { reason }))
}
