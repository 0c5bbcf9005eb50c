//! From the clue to the filing.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{FileCase, TransferOut};
use crate::wire::Asked;
use crate::wire::reading::{LINE, NOTE, act, officers, other_act, powers, upon};

/// Reads `VerifyClue`.
///
/// # Errors
/// All that is wrong with the request.
pub fn verify_clue(request: pb::VerifyClueRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let officers = officers(&mut reading, request.officers);
    let found = request.found;
    let note = reading.text("note", request.note, NOTE);
    let read = officers.zip(note);
    reading.order(read.map(|(officers, note)| Command::VerifyClue { officers, found, note }))
}

/// Reads `ExtendClue`.
///
/// # Errors
/// All that is wrong with the request.
pub fn extend_clue(request: pb::ExtendClueRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let days = reading.number("days", request.days, &(1..=15));
    let reason = reading.text("reason", request.reason, NOTE);
    let read = days.zip(reason);
    reading.order(read.map(|(days, reason)| Command::ExtendClue { days, reason }))
}

/// Reads `DismissClue`.
///
/// # Errors
/// All that is wrong with the request.
pub fn dismiss_clue(request: pb::DismissClueRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reason = reading.text("reason", request.reason, NOTE);
    let told = reading.optional_word("told", request.told);
    reading.order(reason.map(|reason| Command::DismissClue { reason, told }))
}

/// Reads `TransferOut`.
///
/// # Errors
/// All that is wrong with the request.
pub fn transfer_out(request: pb::TransferOutRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let target = reading.word("target", request.target);
    let organ = reading.line("organ", request.organ, LINE);
    let unit = reading.optional_code("unit", &request.unit);
    let reason = reading.text("reason", request.reason, NOTE);
    let read = target.zip(organ).zip(reason);
    reading.order(read.map(|((target, organ), reason)| {
        Command::TransferOut(TransferOut {
            target,
            organ,
            unit,
            reason,
        })
    }))
}

/// Reads `FileCase`.
///
/// # Errors
/// All that is wrong with the request.
pub fn file_case(request: pb::FileCaseRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let power = reading.line("power", request.power, LINE);
    let act = act(&mut reading, "act", request.act);
    let subject = reading.word("subject", request.subject);
    let capacity = reading.word("capacity", request.capacity);
    let officers = officers(&mut reading, request.officers);
    let others = powers(&mut reading, "other_powers", request.other_powers);
    let other_act = other_act(&mut reading, request.other_act);
    let read = power.zip(act).zip(subject).zip(capacity).zip(officers.zip(others));
    reading.order(read.map(|((((power, act), subject), capacity), (officers, others))| {
        Command::File(Box::new(FileCase {
            power,
            act,
            subject,
            capacity,
            officers,
            others,
            other_act,
        }))
    }))
}

/// Reads `RefuseFiling`.
///
/// # Errors
/// All that is wrong with the request.
pub fn refuse_filing(request: pb::RefuseFilingRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let ground = reading.word("ground", request.ground);
    let reason = reading.text("reason", request.reason, NOTE);
    let competent_unit = reading.optional_code("competent_unit", &request.competent_unit);
    let told = reading.optional_word("told", request.told);
    let read = ground.zip(reason);
    reading.order(read.map(|(ground, reason)| Command::RefuseFiling {
        ground,
        reason,
        competent: competent_unit,
        told,
    }))
}

/// Reads `RaiseDispute`.
///
/// # Errors
/// All that is wrong with the request.
pub fn raise_dispute(request: pb::RaiseDisputeRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let with_unit = reading.code("with_unit", &request.with_unit);
    let reason = reading.text("reason", request.reason, NOTE);
    let id = reading.head().id;
    let read = id.zip(with_unit).zip(reason);
    reading.order(read.map(|((id, with_unit), reason)| Command::RaiseDispute {
        id,
        with: with_unit,
        reason,
    }))
}

/// Reads `SettleDispute`.
///
/// # Errors
/// All that is wrong with the request.
pub fn settle_dispute(request: pb::SettleDisputeRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let owner = reading.code("owner", &request.owner);
    let reference = reading.line("reference", request.reference, LINE);
    let read = owner.zip(reference);
    reading.order(read.map(|(owner, reference)| Command::SettleDispute { owner, reference }))
}

/// Reads `DesignateJurisdiction`.
///
/// # Errors
/// All that is wrong with the request.
pub fn designate_jurisdiction(request: pb::DesignateJurisdictionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let owner = reading.code("owner", &request.owner);
    let reasons = reading.text("reasons", request.reasons, NOTE);
    let read = owner.zip(reasons);
    reading.order(read.map(|(owner, reasons)| Command::Designate { owner, reasons }))
}
