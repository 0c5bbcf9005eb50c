//! Review and re-review (arts. 35, 36), and what the petitioner thinks of it (art. 21).

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::domain::command::{DecideRemedy, Evaluate, PublishRuling, RequestRemedy};
use crate::domain::{Command, Rating};
use crate::wire::Order;
use crate::wire::reading::{ESSAY, Fields, NOTE, REFERENCE, upon};

use super::answer::read_service;

/// Reads `RequestRemedy`.
///
/// # Errors
/// All that is wrong with the request.
pub fn request_remedy(request: pb::RequestRemedyRequest, county: &Code) -> Result<Order, Violations> {
    let pb::RequestRemedyRequest {
        name,
        etag,
        request_id,
        party,
        reasons,
        receive_time,
        post_time,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let party = reading.uuid("party", &party);
    let reasons = reading.text("reasons", reasons, ESSAY);
    let at = reading.optional_time("receive_time", receive_time);
    let posted_at = reading.optional_time("post_time", post_time);
    let request = party.zip(reasons).map(|(party, reasons)| RequestRemedy {
        party,
        reasons,
        at,
        posted_at,
    });
    reading.order(request.map(Command::RequestRemedy))
}

/// Reads `TakeUpRemedy`.
///
/// # Errors
/// All that is wrong with the request.
pub fn take_up_remedy(request: pb::TakeUpRemedyRequest, county: &Code) -> Result<Order, Violations> {
    let pb::TakeUpRemedyRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::TakeUpRemedy))
}

/// Reads `DismissRemedy`.
///
/// # Errors
/// All that is wrong with the request.
pub fn dismiss_remedy(request: pb::DismissRemedyRequest, county: &Code) -> Result<Order, Violations> {
    let pb::DismissRemedyRequest {
        name,
        etag,
        request_id,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reason = reading.text("reason", reason, NOTE);
    reading.order(reason.map(|reason| Command::DismissRemedy { reason }))
}

/// Reads `DecideRemedy`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decide_remedy(request: pb::DecideRemedyRequest, county: &Code) -> Result<Order, Violations> {
    let pb::DecideRemedyRequest {
        name,
        etag,
        request_id,
        ruling,
        text,
        legal_basis,
        supported,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let ruling = reading.word("ruling", ruling);
    let text = reading.text("text", text, ESSAY);
    let legal_basis = reading.provisions("legal_basis", legal_basis);
    let command = ruling.zip(text).zip(legal_basis).map(|((ruling, text), legal_basis)| {
        Command::DecideRemedy(Box::new(DecideRemedy {
            ruling,
            text,
            legal_basis,
            supported,
        }))
    });
    reading.order(command)
}

/// Reads `ServeRuling`.
///
/// # Errors
/// All that is wrong with the request.
pub fn serve_ruling(request: pb::ServeRulingRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ServeRulingRequest {
        name,
        etag,
        request_id,
        method,
        serve_time,
        proof,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let serve = read_service(&mut reading, method, serve_time, proof);
    reading.order(serve.map(Command::ServeRuling))
}

/// Reads `PublishRuling`.
///
/// # Errors
/// All that is wrong with the request.
pub fn publish_ruling(request: pb::PublishRulingRequest, county: &Code) -> Result<Order, Violations> {
    let pb::PublishRulingRequest {
        name,
        etag,
        request_id,
        text,
        consent_reference,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let text = reading.impersonal("text", text, ESSAY);
    let consent = reading.impersonal_line("consent_reference", consent_reference, REFERENCE);
    let command = text.zip(consent);
    reading.order(command.map(|(text, consent)| Command::PublishRuling(PublishRuling { text, consent })))
}

/// Reads `WithdrawPublication`.
///
/// # Errors
/// All that is wrong with the request.
pub fn withdraw_publication(request: pb::WithdrawPublicationRequest, county: &Code) -> Result<Order, Violations> {
    let pb::WithdrawPublicationRequest {
        name,
        etag,
        request_id,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reason = reading.text("reason", reason, NOTE);
    reading.order(reason.map(|reason| Command::WithdrawPublication { reason }))
}

/// Reads `EvaluatePetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn evaluate_petition(request: pb::EvaluatePetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::EvaluatePetitionRequest {
        name,
        etag,
        request_id,
        party,
        petition_office,
        handling_unit,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let party = reading.uuid("party", &party);
    let ratings = read_ratings(&mut reading, petition_office, handling_unit);
    let command = party.zip(ratings).map(|(party, (petition_office, handling_unit))| {
        Command::Evaluate(Evaluate {
            party,
            petition_office,
            handling_unit,
        })
    });
    reading.order(command)
}

/// Of the petition office and of the handling unit. A rating of neither would use up the one there is.
pub(in crate::wire) fn read_ratings(reading: &mut Reading<'_>, office: i32, unit: i32) -> Option<(Option<Rating>, Option<Rating>)> {
    let office = reading.word_or_none("petition_office", office);
    let unit = reading.word_or_none("handling_unit", unit);
    let (office, unit) = office.zip(unit)?;
    let some = office.is_some() || unit.is_some();
    reading
        .violations
        .require(some, "petition_office", "REQUIRED", "one of the two is rated")
        .then_some((office, unit))
}
