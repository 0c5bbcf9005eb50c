//! The end and what follows it: closed, rated, rewarded.

use shiyu_kit::fault::Violations;
use shiyu_kit::party::read_code;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use crate::domain::Command;
use crate::wire::Asked;
use crate::wire::reading::{LINE, REFERENCE, upon};

/// A million yuan, in fen.
const MOST: u32 = 100_000_000;

/// Reads `CloseEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn close_event(request: pb::CloseEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::CloseEventRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::Close))
}

/// Reads `EvaluateEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn evaluate_event(request: pb::EvaluateEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::EvaluateEventRequest {
        name,
        etag,
        request_id,
        rating,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let rating = reading.word("rating", rating);
    let command = rating.map(|rating| Command::Evaluate { rating });
    reading.order(command)
}

/// Reads `GrantReward`.
///
/// # Errors
/// All that is wrong with the request.
pub fn grant_reward(request: pb::GrantRewardRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::GrantRewardRequest {
        name,
        etag,
        request_id,
        amount_fen,
        basis,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let amount_fen = reading.number("amount_fen", amount_fen, &(1..=MOST));
    let basis = reading.line("basis", basis, LINE);
    let command = amount_fen
        .zip(basis)
        .map(|(amount_fen, basis)| Command::GrantReward { amount_fen, basis });
    reading.order(command)
}

/// Reads `PayReward`; `index` makes of a code what it is found by.
///
/// # Errors
/// All that is wrong with the request.
pub fn pay_reward(request: pb::PayRewardRequest, county: &Code, index: impl FnOnce(&str) -> String) -> Result<Asked, Violations> {
    let pb::PayRewardRequest {
        name,
        etag,
        request_id,
        code,
        voucher,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let there = reading.given("code", &code);
    let code = read_code(&code).filter(|_| there);
    let code = reading.violations.present(code, "code", "CODE_INVALID", "not a code of a report");
    let voucher = reading.line("voucher", voucher, REFERENCE);
    let command = code.zip(voucher);
    reading.order(command.map(|(code, voucher)| Command::PayReward {
        code_index: index(&code),
        voucher,
    }))
}
