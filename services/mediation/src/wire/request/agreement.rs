//! Agreements, and whether they are kept. Amounts are fen, whole numbers.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{DeclareBreach, DraftAgreement, ObligationDraft, RecordPerformance};
use crate::wire::Asked;
use crate::wire::reading::{LINE, NOTE, REFERENCE, TEXT, upon};

/// Obligations of one agreement.
const OBLIGATIONS: usize = 50;
/// A hundred thousand million yuan, in fen.
const MOST_FEN: i64 = 10_000_000_000_000;

/// Reads `DraftAgreement`.
///
/// # Errors
/// All that is wrong with the request.
pub fn draft_agreement(request: pb::DraftAgreementRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let form = reading.word("form", request.form);
    let facts = reading.text("facts", request.facts, TEXT);
    let points = reading.text_or_nothing("points", request.points, TEXT);
    let terms = reading.text("terms", request.terms, TEXT);
    let obligations = reading.each("obligations", &(0..=OBLIGATIONS), request.obligations, read_obligation);
    let (partial, at_once) = (request.partial, request.at_once);
    let leaves = partial || request.rest.is_empty();
    reading
        .violations
        .require(leaves, "rest", "REST_NOT_FITTING", "only a partial agreement leaves something open");
    let rest = reading.impersonal_or_nothing("rest", request.rest, NOTE);
    let read = form.zip(facts).zip(points).zip(terms).zip(obligations).zip(rest);
    let draft = read.map(|(((((form, facts), points), terms), obligations), rest)| DraftAgreement {
        form,
        partial,
        facts,
        points,
        terms,
        obligations,
        at_once,
        rest,
    });
    reading.order(draft.map(|draft| Command::Draft(Box::new(draft))))
}

fn read_obligation(reading: &mut Reading<'_>, path: &str, owed: pb::MediationObligation) -> Option<ObligationDraft> {
    let field = |name: &str| format!("{path}.{name}");
    let debtor = reading.uuid(&field("debtor"), &owed.debtor);
    let creditor = reading.uuid(&field("creditor"), &owed.creditor);
    let kind = reading.word(&field("kind"), owed.kind);
    let content = reading.text(&field("content"), owed.content, NOTE);
    let amount_fen = reading.number(&field("amount_fen"), owed.amount_fen, &(0..=MOST_FEN));
    let due_on = reading.optional_date(&field("due_date"), &owed.due_date);
    let condition = reading.text_or_nothing(&field("condition"), owed.condition, NOTE);
    Some(ObligationDraft {
        debtor: debtor?,
        creditor: creditor?,
        kind: kind?,
        content: content?,
        amount_fen: amount_fen?,
        due_on,
        condition: condition?,
    })
}

/// Reads `SignAgreement`.
///
/// # Errors
/// All that is wrong with the request.
pub fn sign_agreement(request: pb::SignAgreementRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::SignAgreementRequest {
        name,
        etag,
        request_id,
        party,
        method,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let party = reading.uuid("party", &party);
    let method = reading.word("method", method);
    reading.order(party.zip(method).map(|(party, method)| Command::Sign { party, method }))
}

/// Reads `SignAsMediator`.
///
/// # Errors
/// All that is wrong with the request.
pub fn sign_as_mediator(request: pb::SignAsMediatorRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::SignAsMediatorRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::SignAsMediator))
}

/// Reads `SealAgreement`.
///
/// # Errors
/// All that is wrong with the request.
pub fn seal_agreement(request: pb::SealAgreementRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reference = reading.line("reference", request.reference, REFERENCE);
    reading.order(reference.map(|reference| Command::Seal { reference }))
}

/// Reads `VoidDraft`.
///
/// # Errors
/// All that is wrong with the request.
pub fn void_draft(request: pb::VoidDraftRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reason = reading.text("reason", request.reason, NOTE);
    reading.order(reason.map(|reason| Command::VoidDraft { reason }))
}

/// Reads `RecordPerformance`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_performance(request: pb::RecordPerformanceRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let obligation = reading.number("obligation", request.obligation, &(1..=u32::MAX));
    let amount_fen = reading.number("amount_fen", request.amount_fen, &(0..=MOST_FEN));
    let on = reading.date("date", &request.date);
    let proof = reading.text_or_nothing("proof", request.proof, LINE);
    let read = obligation.zip(amount_fen).zip(on).zip(proof);
    let performance = read.map(|(((obligation, amount_fen), on), proof)| RecordPerformance {
        obligation,
        amount_fen,
        on,
        proof,
    });
    reading.order(performance.map(Command::RecordPerformance))
}

/// Reads `RemindPerformance`.
///
/// # Errors
/// All that is wrong with the request.
pub fn remind_performance(request: pb::RemindPerformanceRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::RemindPerformanceRequest {
        name,
        etag,
        request_id,
        obligation,
        channel,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let obligation = reading.number("obligation", obligation, &(1..=u32::MAX));
    let channel = reading.word("channel", channel);
    let command = obligation.zip(channel);
    reading.order(command.map(|(obligation, channel)| Command::Remind { obligation, channel }))
}

/// Reads `DeclareBreach`.
///
/// # Errors
/// All that is wrong with the request.
pub fn declare_breach(request: pb::DeclareBreachRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let obligation = reading.number("obligation", request.obligation, &(1..=u32::MAX));
    let reason = reading.text("reason", request.reason, NOTE);
    let condition_met_on = reading.optional_date("condition_met_date", &request.condition_met_date);
    let command = obligation.zip(reason);
    reading.order(command.map(|(obligation, reason)| {
        Command::DeclareBreach(DeclareBreach {
            obligation,
            reason,
            condition_met_on,
        })
    }))
}
