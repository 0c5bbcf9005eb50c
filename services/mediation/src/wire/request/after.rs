//! How it ends, what goes on beside it, and what comes after.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{FlagEscalation, ReportEscalation};
use crate::wire::Asked;
use crate::wire::reading::{LINE, NOTE, REFERENCE, upon};

/// Reads `EndByParty`.
///
/// # Errors
/// All that is wrong with the request.
pub fn end_by_party(request: pb::EndByPartyRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let party = reading.uuid("party", &request.party);
    let reason = reading.text_or_nothing("reason", request.reason, NOTE);
    let channel = reading.word("channel", request.channel);
    let command = party.zip(reason).zip(channel);
    reading.order(command.map(|((party, reason), channel)| Command::EndByParty { party, reason, channel }))
}

/// Reads `TerminateMediation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn terminate_mediation(request: pb::TerminateMediationRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let ground = reading.word("ground", request.ground);
    let reason = reading.text("reason", request.reason, NOTE);
    reading.order(ground.zip(reason).map(|(ground, reason)| Command::Terminate { ground, reason }))
}

/// Reads `FlagEscalation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn flag_escalation(request: pb::FlagEscalationRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let id = reading.head().id;
    let risk = reading.word("risk", request.risk);
    let measures = reading.text("measures", request.measures, NOTE);
    let command = id.zip(risk).zip(measures);
    reading.order(command.map(|((id, risk), measures)| Command::FlagEscalation(FlagEscalation { risk, measures, id })))
}

/// Reads `ReportEscalation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_escalation(request: pb::ReportEscalationRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let escalation = reading.uuid("escalation", &request.escalation);
    let to = reading.line("to", request.to, LINE);
    let receipt = reading.line("receipt", request.receipt, REFERENCE);
    let command = escalation.zip(to).zip(receipt);
    reading.order(command.map(|((escalation, to), receipt)| Command::ReportEscalation(ReportEscalation { escalation, to, receipt })))
}

/// Reads `ReportMediatorFault`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_mediator_fault(request: pb::ReportMediatorFaultRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let mediator = reading.uuid("mediator", &request.mediator);
    let fault = reading.word("fault", request.fault);
    let note = reading.text("note", request.note, NOTE);
    let command = mediator.zip(fault).zip(note);
    reading.order(command.map(|((mediator, fault), note)| Command::ReportFault { mediator, fault, note }))
}

/// Reads `GiveRoutesNotice`.
///
/// # Errors
/// All that is wrong with the request.
pub fn give_routes_notice(request: pb::GiveRoutesNoticeRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let routes = reading.distinct("routes", &(1..=4), request.routes, Reading::word);
    let method = reading.word("method", request.method);
    reading.order(
        routes
            .zip(method)
            .map(|(routes, method)| Command::GiveRoutesNotice { routes, method }),
    )
}

/// Reads `ReportBack`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_back(request: pb::ReportBackRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reference = reading.line("reference", request.reference, REFERENCE);
    reading.order(reference.map(|reference| Command::ReportBack { reference }))
}

/// Reads `RecordFollowUp`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_follow_up(request: pb::RecordFollowUpRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let settled = request.settled;
    let note = reading.text("note", request.note, NOTE);
    reading.order(note.map(|note| Command::FollowUp { settled, note }))
}

/// Reads `EvaluateMediation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn evaluate_mediation(request: pb::EvaluateMediationRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::EvaluateMediationRequest {
        name,
        etag,
        request_id,
        party,
        rating,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let party = reading.uuid("party", &party);
    let rating = reading.word("rating", rating);
    reading.order(party.zip(rating).map(|(party, rating)| Command::Evaluate { party, rating }))
}

/// Reads `ArchiveDispute`.
///
/// # Errors
/// All that is wrong with the request.
pub fn archive_dispute(request: pb::ArchiveDisputeRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::ArchiveDisputeRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::Archive))
}
