//! What goes on beside the stages.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{LodgeRemedy, Rehome, RemedyRuled};
use crate::standard::domain::DocumentKind;
use crate::wire::Asked;
use crate::wire::reading::{LINE, NOTE, officers, penalty_items, upon};

/// Reads `PublishDecision`.
///
/// # Errors
/// All that is wrong with the request.
pub fn publish_decision(request: pb::PublishDecisionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reference = reading.line("reference", request.reference, LINE);
    let masked = reading.hash("masked", request.masked);
    let read = reference.zip(masked);
    reading.order(read.map(|(reference, masked)| Command::Publish { reference, masked }))
}

/// Reads `WithdrawPublication`.
///
/// # Errors
/// All that is wrong with the request.
pub fn withdraw_publication(request: pb::WithdrawPublicationRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reason = reading.text("reason", request.reason, NOTE);
    let mistake = reading.optional_line("mistake_reference", request.mistake_reference, LINE);
    reading.order(reason.map(|reason| Command::Unpublish { reason, mistake }))
}

/// Reads `RecordSpotDecision`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_spot_decision(request: pb::RecordSpotDecisionRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::RecordSpotDecisionRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::RecordSpot))
}

/// Reads `LodgeRemedy`.
///
/// # Errors
/// All that is wrong with the request.
pub fn lodge_remedy(request: pb::LodgeRemedyRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let kind = reading.word("kind", request.kind);
    let organ = reading.line("organ", request.organ, LINE);
    let reference = reading.line("reference", request.reference, LINE);
    let suspends = request.suspends;
    let lodge_time = reading.time("lodge_time", request.lodge_time);
    let id = reading.head().id;
    let read = id.zip(kind).zip(organ).zip(reference).zip(lodge_time);
    reading.order(read.map(|((((id, kind), organ), reference), lodge_time)| {
        Command::LodgeRemedy(LodgeRemedy {
            id,
            kind,
            organ,
            reference,
            suspends,
            lodged_at: lodge_time,
        })
    }))
}

/// Reads `RecordRemedyRuling`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_remedy_ruling(request: pb::RecordRemedyRulingRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let remedy = reading.uuid("remedy", &request.remedy);
    let ruling = reading.word("ruling", request.ruling);
    let items = penalty_items(&mut reading, "items", request.items);
    let anew = request.anew;
    let reference = reading.line("reference", request.reference, LINE);
    let rule_time = reading.time("rule_time", request.rule_time);
    let read = remedy.zip(ruling).zip(items).zip(reference).zip(rule_time);
    reading.order(read.map(|((((remedy, ruling), items), reference), rule_time)| {
        Command::RuleRemedy(Box::new(RemedyRuled {
            remedy,
            ruling,
            items,
            anew,
            reference,
            ruled_at: rule_time,
        }))
    }))
}

/// Reads `ReportCrime`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_crime(request: pb::ReportCrimeRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reason = reading.text("reason", request.reason, NOTE);
    let officers = officers(&mut reading, request.officers);
    let read = reason.zip(officers);
    reading.order(read.map(|(reason, officers)| Command::ReportCrime { reason, officers }))
}

/// Reads `DecideTransfer`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decide_transfer(request: pb::DecideTransferRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let approved = request.approved;
    let reason = reading.text("reason", request.reason, NOTE);
    reading.order(reason.map(|reason| Command::DecideTransfer { approved, reason }))
}

/// Reads `TransferToPolice`.
///
/// # Errors
/// All that is wrong with the request.
pub fn transfer_to_police(request: pb::TransferToPoliceRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let to = reading.line("to", request.to, LINE);
    let reference = reading.line("reference", request.reference, LINE);
    let read = to.zip(reference);
    reading.order(read.map(|(to, reference)| Command::TransferToPolice { to, reference }))
}

/// Reads `RecordPoliceAnswer`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_police_answer(request: pb::RecordPoliceAnswerRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let answer = reading.word("answer", request.answer);
    let reference = reading.line("reference", request.reference, LINE);
    let read = answer.zip(reference);
    reading.order(read.map(|(answer, reference)| Command::PoliceAnswer { answer, reference }))
}

/// Reads `AskPoliceAgain`.
///
/// # Errors
/// All that is wrong with the request.
pub fn ask_police_again(request: pb::AskPoliceAgainRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::AskPoliceAgainRequest {
        name,
        etag,
        request_id,
        prosecutor,
    } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::AskAgain { prosecutor }))
}

/// Reads `HandOverMaterials`.
///
/// # Errors
/// All that is wrong with the request.
pub fn hand_over_materials(request: pb::HandOverMaterialsRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reference = reading.line("reference", request.reference, LINE);
    reading.order(reference.map(|reference| Command::HandOverMaterials { reference }))
}

/// Reads `ReturnFromJustice`.
///
/// # Errors
/// All that is wrong with the request.
pub fn return_from_justice(request: pb::ReturnFromJusticeRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reference = reading.line("reference", request.reference, LINE);
    let ended = request.ended;
    reading.order(reference.map(|reference| Command::ReturnFromJustice { reference, ended }))
}

/// Reads `RequestRecusal`.
///
/// # Errors
/// All that is wrong with the request.
pub fn request_recusal(request: pb::RequestRecusalRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let subject = reading.line("subject", request.subject, LINE);
    let party = reading.optional_uuid("party", &request.party);
    let reason = reading.text("reason", request.reason, NOTE);
    let id = reading.head().id;
    let read = id.zip(subject).zip(reason);
    reading.order(read.map(|((id, subject), reason)| Command::RequestRecusal {
        id,
        subject,
        party,
        reason,
    }))
}

/// Reads `DecideRecusal`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decide_recusal(request: pb::DecideRecusalRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let recusal = reading.uuid("recusal", &request.recusal);
    let granted = request.granted;
    let reason = reading.text("reason", request.reason, NOTE);
    let read = recusal.zip(reason);
    reading.order(read.map(|(recusal, reason)| Command::DecideRecusal { recusal, granted, reason }))
}

/// Reads `RecordDocument`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_document(request: pb::RecordDocumentRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let kind = reading.line("kind", request.kind, LINE);
    let known = kind
        .as_deref()
        .is_none_or(|kind| DocumentKind::ALL.iter().any(|known| known.as_str() == kind));
    let words = "a document of a case, as in `decision`";
    reading.violations.require(known, "kind", "UNKNOWN_VALUE", words);
    let number = reading.text_or_nothing("number", request.number, LINE);
    let hash = reading.hash("hash", request.hash);
    let template_version = reading.number("template_version", request.template_version, &(0..=i64::MAX));
    let read = kind.zip(number).zip(hash).zip(template_version);
    reading.order(read.map(|(((kind, number), hash), template_version)| Command::RecordDocument {
        kind,
        number,
        hash,
        template: template_version,
    }))
}

/// Reads `RehomeCase`.
///
/// # Errors
/// All that is wrong with the request.
pub fn rehome_case(request: pb::RehomeCaseRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let to_unit = reading.code("to_unit", &request.to_unit);
    let document = reading.line("document", request.document, LINE);
    let told = reading.line("told", request.told, LINE);
    let read = to_unit.zip(document).zip(told);
    reading.order(read.map(|((to_unit, document), told)| {
        Command::Rehome(Rehome {
            to: to_unit,
            document,
            told,
        })
    }))
}
