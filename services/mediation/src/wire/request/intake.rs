//! From the first look to the parties' consent.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{ChangeProcedure, RecordConsent};
use crate::domain::terms::Beyond;
use crate::wire::Asked;
use crate::wire::reading::{LINE, NOTE, REFERENCE, agreed, upon};

/// Reads `TakeUpDispute`.
///
/// # Errors
/// All that is wrong with the request.
pub fn take_up_dispute(request: pb::TakeUpDisputeRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::TakeUpDisputeRequest {
        name,
        etag,
        request_id,
        complex,
    } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::TakeUp { complex }))
}

/// Reads `AcceptDispute`.
///
/// # Errors
/// All that is wrong with the request.
pub fn accept_dispute(request: pb::AcceptDisputeRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::AcceptDisputeRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::Accept))
}

/// Reads `DeclineDispute`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decline_dispute(request: pb::DeclineDisputeRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let ground = reading.word("ground", request.ground);
    let reason = reading.text("reason", request.reason, NOTE);
    reading.order(ground.zip(reason).map(|(ground, reason)| Command::Decline { ground, reason }))
}

/// Reads `TransferDispute`.
///
/// # Errors
/// All that is wrong with the request.
pub fn transfer_dispute(request: pb::TransferDisputeRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let one = request.unit.is_empty() != request.outside.is_empty();
    reading
        .violations
        .require(one, "unit", "DESTINATION_AMBIGUOUS", "either a unit or an organisation outside");
    let to = if request.outside.is_empty() {
        reading.code("unit", &request.unit).map(Beyond::Unit)
    } else {
        reading.line("outside", request.outside, LINE).map(Beyond::Outside)
    };
    let reason = reading.text("reason", request.reason, NOTE);
    reading.order(to.zip(reason).map(|(to, reason)| Command::Transfer { to, reason }))
}

/// Reads `ReferJurisdiction`.
///
/// # Errors
/// All that is wrong with the request.
pub fn refer_jurisdiction(request: pb::ReferJurisdictionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let units = reading.codes("units", &(1..=10), request.units);
    let reason = reading.text("reason", request.reason, NOTE);
    reading.order(
        units
            .zip(reason)
            .map(|(units, reason)| Command::ReferJurisdiction { units, reason }),
    )
}

/// Reads `DesignateUnit`.
///
/// # Errors
/// All that is wrong with the request.
pub fn designate_unit(request: pb::DesignateUnitRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let unit = reading.code("unit", &request.unit);
    let reason = reading.text("reason", request.reason, NOTE);
    reading.order(unit.zip(reason).map(|(unit, reason)| Command::DesignateUnit { unit, reason }))
}

/// Reads `ChangeProcedure`.
///
/// # Errors
/// All that is wrong with the request.
pub fn change_procedure(request: pb::ChangeProcedureRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let to = reading.word("to", request.to);
    let unit = reading.optional_code("unit", &request.unit);
    let court = reading.optional_line("court", request.court, LINE);
    let reference = reading.optional_line("court_reference", request.court_reference, REFERENCE);
    let whole = court.is_some() == reference.is_some();
    reading.violations.require(
        whole,
        "court",
        "COURT_INCOMPLETE",
        "a court has a reference, and a reference a court",
    );
    let matter = reading.optional_uuid("matter", &request.matter);
    let reason = reading.text("reason", request.reason, NOTE);
    let agreed = agreed(&mut reading, request.agreed);
    let change = to.zip(reason).zip(agreed).map(|((to, reason), agreed)| ChangeProcedure {
        to,
        unit,
        court: court.zip(reference),
        matter,
        reason,
        agreed,
    });
    reading.order(change.map(Command::ChangeProcedure))
}

/// Reads `RecordConsent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_consent(request: pb::RecordConsentRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let party = reading.uuid("party", &request.party);
    let channel = reading.word("channel", request.channel);
    let agent = reading.optional_uuid("agent", &request.agent);
    let reference = reading.text_or_nothing("reference", request.reference, REFERENCE);
    let at = reading.time("say_time", request.say_time);
    let read = party.zip(channel).zip(reference).zip(at);
    let consent = read.map(|(((party, channel), reference), at)| RecordConsent {
        party,
        given: request.given,
        channel,
        agent,
        reference,
        wants_writing: request.wants_writing,
        reuse_address: request.reuse_address,
        at,
    });
    reading.order(consent.map(Command::RecordConsent))
}
