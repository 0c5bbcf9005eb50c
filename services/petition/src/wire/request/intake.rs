//! What happens to a registered petition beside being forwarded.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{Classify, Divert};
use crate::wire::Order;
use crate::wire::reading::{ESSAY, LINE, NOTE, PETITIONS, upon};
use crate::wire::terms::read_classification;

use super::register::read_accused;

/// What a notice may name as missing.
const MISSING: usize = 20;

/// Reads `DivertPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn divert_petition(request: pb::DivertPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::DivertPetitionRequest {
        name,
        etag,
        request_id,
        kind,
        path,
        organ,
        act_known_date,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let classification = read_classification(&mut reading, kind, path);
    let organ = reading.line("organ", organ, LINE);
    let act_known_on = reading.optional_early_date("act_known_date", &act_known_date);
    let command = classification.zip(organ).map(|(classification, organ)| {
        Command::Divert(Divert {
            classification,
            organ,
            act_known_on,
        })
    });
    reading.order(command)
}

/// Reads `MergePetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn merge_petition(request: pb::MergePetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::MergePetitionRequest {
        name,
        etag,
        request_id,
        into,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let into = reading.name("into", &into, PETITIONS);
    let reason = reading.text_or_nothing("reason", reason, NOTE);
    let command = into.zip(reason).map(|(into, reason)| Command::Merge {
        into,
        reason: Some(reason).filter(|reason| !reason.is_empty()),
    });
    reading.order(command)
}

/// Reads `UnmergePetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn unmerge_petition(request: pb::UnmergePetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::UnmergePetitionRequest {
        name,
        etag,
        request_id,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reason = reading.text("reason", reason, NOTE);
    reading.order(reason.map(|reason| Command::Unmerge { reason, from: None }))
}

/// Reads `DeclinePetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decline_petition(request: pb::DeclinePetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::DeclinePetitionRequest {
        name,
        etag,
        request_id,
        ground,
        earlier,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let ground = reading.word("ground", ground);
    let earlier = reading.name("earlier", &earlier, PETITIONS);
    let command = ground.zip(earlier);
    reading.order(command.map(|(ground, earlier)| Command::Decline { ground, earlier }))
}

/// Reads `GiveCompletenessNotice`.
///
/// # Errors
/// All that is wrong with the request.
pub fn give_completeness_notice(request: pb::GiveCompletenessNoticeRequest, county: &Code) -> Result<Order, Violations> {
    let pb::GiveCompletenessNoticeRequest {
        name,
        etag,
        request_id,
        missing,
        method,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let missing = reading.texts("missing", &(1..=MISSING), missing, LINE);
    let method = reading.word("method", method);
    let command = missing.zip(method);
    reading.order(command.map(|(missing, method)| Command::GiveNotice { missing, method }))
}

/// Reads `SupplementPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn supplement_petition(request: pb::SupplementPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::SupplementPetitionRequest {
        name,
        etag,
        request_id,
        party,
        text,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let party = reading.uuid("party", &party);
    let text = reading.text("text", text, ESSAY);
    let command = party.zip(text);
    reading.order(command.map(|(party, text)| Command::Supplement { party, text }))
}

/// Reads `ClassifyPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn classify_petition(request: pb::ClassifyPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ClassifyPetitionRequest {
        name,
        etag,
        request_id,
        kind,
        path,
        accused,
        organ,
        duty_organ,
        act_known_date,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let classification = read_classification(&mut reading, kind, path);
    let accused = read_accused(&mut reading, "accused", accused);
    let organ = reading.optional_line("organ", organ, LINE);
    let duty_organ = reading.optional_code("duty_organ", &duty_organ);
    let act_known_on = reading.optional_early_date("act_known_date", &act_known_date);
    let command = classification.zip(accused).map(|(classification, accused)| {
        Command::Classify(Classify {
            classification,
            accused,
            organ,
            duty_organ,
            act_known_on,
        })
    });
    reading.order(command)
}
