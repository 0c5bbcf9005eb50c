//! How a decision is performed.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use crate::domain::Command;
use crate::wire::Asked;
use crate::wire::reading::{LINE, NOTE, fen, instalments, officers, serve, upon};

/// Reads `RecordPayment`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_payment(request: pb::RecordPaymentRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let amount_fen = fen(&mut reading, "amount_fen", request.amount_fen);
    let reference = reading.line("reference", request.reference, LINE);
    let pay_time = reading.time("pay_time", request.pay_time);
    let cash_ground = reading.optional_word("cash_ground", request.cash_ground);
    let read = amount_fen.zip(reference).zip(pay_time);
    reading.order(read.map(|((amount_fen, reference), pay_time)| Command::Pay {
        amount: amount_fen,
        reference,
        paid_at: pay_time,
        on_the_spot: cash_ground,
    }))
}

/// Reads `HandInCash`.
///
/// # Errors
/// All that is wrong with the request.
pub fn hand_in_cash(request: pb::HandInCashRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let receipt = reading.line("receipt", request.receipt, LINE);
    reading.order(receipt.map(|receipt| Command::HandIn { receipt }))
}

/// Reads `BankCash`.
///
/// # Errors
/// All that is wrong with the request.
pub fn bank_cash(request: pb::BankCashRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let receipt = reading.line("receipt", request.receipt, LINE);
    reading.order(receipt.map(|receipt| Command::Bank { receipt }))
}

/// Reads `RecordPerformance`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_performance(request: pb::RecordPerformanceRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let kind = reading.word("kind", request.kind);
    let note = reading.text("note", request.note, NOTE);
    let officers = officers(&mut reading, request.officers);
    let read = kind.zip(note).zip(officers);
    reading.order(read.map(|((kind, note), officers)| Command::Perform { kind, note, officers }))
}

/// Reads `GrantDeferral`.
///
/// # Errors
/// All that is wrong with the request.
pub fn grant_deferral(request: pb::GrantDeferralRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let parts = instalments(&mut reading, request.parts);
    let application = reading.line("application", request.application, LINE);
    let read = parts.zip(application);
    reading.order(read.map(|(parts, application)| Command::Defer { parts, application }))
}

/// Reads `ServeDemand`.
///
/// # Errors
/// All that is wrong with the request.
pub fn serve_demand(request: pb::ServeDemandRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let delivery = serve(&mut reading, "delivery", request.delivery);
    reading.order(delivery.map(Command::ServeDemand))
}

/// Reads `ApplyToCourt`.
///
/// # Errors
/// All that is wrong with the request.
pub fn apply_to_court(request: pb::ApplyToCourtRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let court = reading.line("court", request.court, LINE);
    let reference = reading.line("reference", request.reference, LINE);
    let read = court.zip(reference);
    reading.order(read.map(|(court, reference)| Command::ApplyToCourt { court, reference }))
}

/// Reads `RecordCourtAcceptance`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_court_acceptance(request: pb::RecordCourtAcceptanceRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::RecordCourtAcceptanceRequest {
        name,
        etag,
        request_id,
        accept_time,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let accepted = reading.time("accept_time", accept_time);
    reading.order(accepted.map(|accepted_at| Command::CourtAccept { accepted_at }))
}

/// Reads `RecordCourtRuling`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_court_ruling(request: pb::RecordCourtRulingRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let ruling = reading.word("ruling", request.ruling);
    let reference = reading.line("reference", request.reference, LINE);
    let read = ruling.zip(reference);
    reading.order(read.map(|(ruling, reference)| Command::CourtRule { ruling, reference }))
}

/// Reads `EndExecution`.
///
/// # Errors
/// All that is wrong with the request.
pub fn end_execution(request: pb::EndExecutionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reference = reading.line("reference", request.reference, LINE);
    reading.order(reference.map(|reference| Command::EndExecution { reference }))
}

/// Reads `RefundPayment`.
///
/// # Errors
/// All that is wrong with the request.
pub fn refund_payment(request: pb::RefundPaymentRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let amount_fen = fen(&mut reading, "amount_fen", request.amount_fen);
    let reference = reading.line("reference", request.reference, LINE);
    let read = amount_fen.zip(reference);
    reading.order(read.map(|(amount_fen, reference)| Command::Refund {
        amount: amount_fen,
        reference,
    }))
}

/// Reads `CloseCase`.
///
/// # Errors
/// All that is wrong with the request.
pub fn close_case(request: pb::CloseCaseRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let summary = reading.text("summary", request.summary, NOTE);
    reading.order(summary.map(|summary| Command::Close { summary }))
}
