//! How a matter is answered (arts. 29 to 33).

use prost_types::Timestamp;
use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::domain::Command;
use crate::domain::command::Serve;
use crate::domain::course::Opinion;
use crate::wire::Order;
use crate::wire::reading::{ESSAY, Fields, LINE, NOTE, upon};

/// Reads `ReplyPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn reply_petition(request: pb::ReplyPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ReplyPetitionRequest {
        name,
        etag,
        request_id,
        adoption,
        text,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let adoption = reading.word_or_none("adoption", adoption);
    let text = reading.text("text", text, ESSAY);
    let command = adoption.zip(text);
    reading.order(command.map(|(adoption, text)| Command::Reply { adoption, text }))
}

/// Reads `DraftOpinion`.
///
/// # Errors
/// All that is wrong with the request.
pub fn draft_opinion(request: pb::DraftOpinionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::DraftOpinionRequest {
        name,
        etag,
        request_id,
        opinion,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let opinion = reading
        .part("opinion", opinion)
        .and_then(|opinion| read_opinion(&mut reading, opinion));
    reading.order(opinion.map(|opinion| Command::DraftOpinion(Box::new(opinion))))
}

fn read_opinion(reading: &mut Reading<'_>, opinion: pb::Opinion) -> Option<Opinion> {
    let request = reading.text("opinion.request", opinion.request, ESSAY);
    let facts_and_reasons = reading.text("opinion.facts_and_reasons", opinion.facts_and_reasons, ESSAY);
    let decision = reading.word("opinion.decision", opinion.decision);
    let legal_basis = reading.provisions("opinion.legal_basis", opinion.legal_basis);
    let remedy_notice = reading.text("opinion.remedy_notice", opinion.remedy_notice, NOTE);
    Some(Opinion {
        request: request?,
        facts_and_reasons: facts_and_reasons?,
        decision: decision?,
        legal_basis: legal_basis?,
        remedy_notice: remedy_notice?,
    })
}

/// Reads `IssueOpinion`.
///
/// # Errors
/// All that is wrong with the request.
pub fn issue_opinion(request: pb::IssueOpinionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::IssueOpinionRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::IssueOpinion))
}

/// Reads `ServeOpinion`.
///
/// # Errors
/// All that is wrong with the request.
pub fn serve_opinion(request: pb::ServeOpinionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ServeOpinionRequest {
        name,
        etag,
        request_id,
        method,
        serve_time,
        proof,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let serve = read_service(&mut reading, method, serve_time, proof);
    reading.order(serve.map(Command::ServeOpinion))
}

/// How, when and with which proof a document was served.
pub(super) fn read_service(reading: &mut Reading<'_>, method: i32, time: Option<Timestamp>, proof: String) -> Option<Serve> {
    let method = reading.word("method", method);
    let at = reading.optional_time("serve_time", time);
    let proof = reading.impersonal_line("proof", proof, LINE);
    Some(Serve {
        method: method?,
        proof: proof?,
        at,
    })
}

/// Reads `SettlePetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn settle_petition(request: pb::SettlePetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::SettlePetitionRequest {
        name,
        etag,
        request_id,
        agreement,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let agreement = reading.impersonal_line("agreement", agreement, LINE);
    reading.order(agreement.map(|agreement| Command::Settle { agreement }))
}
