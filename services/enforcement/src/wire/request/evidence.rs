//! Evidence, and what is done so that things stay as they are.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use crate::domain::Command;
use crate::domain::command::TakeMeasure;
use crate::wire::Asked;
use crate::wire::reading::{LINE, NOTE, items, officers, upon};

/// Reads `VerifyEvidence`.
///
/// # Errors
/// All that is wrong with the request.
pub fn verify_evidence(request: pb::VerifyEvidenceRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let evidence = reading.uuid("evidence", &request.evidence);
    let kind = reading.word("kind", request.kind);
    let lawful_source = reading.text("lawful_source", request.lawful_source, NOTE);
    let officers = officers(&mut reading, request.officers);
    let read = evidence.zip(kind).zip(lawful_source).zip(officers);
    reading.order(read.map(|(((evidence, kind), lawful_source), officers)| Command::VerifyEvidence {
        evidence,
        kind,
        lawful_source,
        officers,
    }))
}

/// Reads `ExcludeEvidence`.
///
/// # Errors
/// All that is wrong with the request.
pub fn exclude_evidence(request: pb::ExcludeEvidenceRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let evidence = reading.uuid("evidence", &request.evidence);
    let reason = reading.text("reason", request.reason, NOTE);
    let read = evidence.zip(reason);
    reading.order(read.map(|(evidence, reason)| Command::ExcludeEvidence { evidence, reason }))
}

/// Reads `ReviewMonitoring`.
///
/// # Errors
/// All that is wrong with the request.
pub fn review_monitoring(request: pb::ReviewMonitoringRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let evidence = reading.uuid("evidence", &request.evidence);
    let device_review = reading.line("device_review", request.device_review, LINE);
    let location_published = reading.line("location_published", request.location_published, LINE);
    let read = evidence.zip(device_review).zip(location_published);
    reading.order(
        read.map(|((evidence, device_review), location_published)| Command::ReviewMonitoring {
            evidence,
            device_review,
            location_published,
        }),
    )
}

/// Reads `RecordCustody`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_custody(request: pb::RecordCustodyRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let evidence = reading.uuid("evidence", &request.evidence);
    let to = reading.line("to", request.to, LINE);
    let place = reading.line("place", request.place, LINE);
    let read = evidence.zip(to).zip(place);
    reading.order(read.map(|((evidence, to), place)| Command::RecordCustody { evidence, to, place }))
}

/// Reads `PreserveEvidence`.
///
/// # Errors
/// All that is wrong with the request.
pub fn preserve_evidence(request: pb::PreserveEvidenceRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let items = items(&mut reading, request.items);
    let officers = officers(&mut reading, request.officers);
    let id = reading.head().id;
    let read = id.zip(items).zip(officers);
    reading.order(read.map(|((id, items), officers)| Command::Preserve { id, items, officers }))
}

/// Reads `DisposePreserved`.
///
/// # Errors
/// All that is wrong with the request.
pub fn dispose_preserved(request: pb::DisposePreservedRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let preservation = reading.uuid("preservation", &request.preservation);
    let outcome = reading.text("outcome", request.outcome, NOTE);
    let read = preservation.zip(outcome);
    reading.order(read.map(|(preservation, outcome)| Command::Dispose { preservation, outcome }))
}

/// Reads `TakeMeasure`.
///
/// # Errors
/// All that is wrong with the request.
pub fn take_measure(request: pb::TakeMeasureRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let kind = reading.word("kind", request.kind);
    let items = items(&mut reading, request.items);
    let reason = reading.text("reason", request.reason, NOTE);
    let officers = officers(&mut reading, request.officers);
    let urgent = request.urgent;
    let necessities = request.necessities;
    let cuts_supply = request.cuts_supply;
    let take_time = reading.time("take_time", request.take_time);
    let id = reading.head().id;
    let read = id.zip(kind).zip(items).zip(reason).zip(officers).zip(take_time);
    reading.order(read.map(|(((((id, kind), items), reason), officers), take_time)| {
        Command::TakeMeasure(TakeMeasure {
            id,
            kind,
            items,
            reason,
            officers,
            urgent,
            necessities,
            cuts_supply,
            taken_at: take_time,
        })
    }))
}

/// Reads `ApproveMeasure`.
///
/// # Errors
/// All that is wrong with the request.
pub fn approve_measure(request: pb::ApproveMeasureRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let measure = reading.uuid("measure", &request.measure);
    let approved = request.approved;
    let reason = reading.text("reason", request.reason, NOTE);
    let read = measure.zip(reason);
    reading.order(read.map(|(measure, reason)| Command::ApproveMeasure { measure, approved, reason }))
}

/// Reads `ExtendMeasure`.
///
/// # Errors
/// All that is wrong with the request.
pub fn extend_measure(request: pb::ExtendMeasureRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let measure = reading.uuid("measure", &request.measure);
    let days = reading.number("days", request.days, &(1..=30));
    let reason = reading.text("reason", request.reason, NOTE);
    let read = measure.zip(days).zip(reason);
    reading.order(read.map(|((measure, days), reason)| Command::ExtendMeasure { measure, days, reason }))
}

/// Reads `ReleaseMeasure`.
///
/// # Errors
/// All that is wrong with the request.
pub fn release_measure(request: pb::ReleaseMeasureRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let measure = reading.uuid("measure", &request.measure);
    let reason = reading.text("reason", request.reason, NOTE);
    let read = measure.zip(reason);
    reading.order(read.map(|(measure, reason)| Command::ReleaseMeasure { measure, reason }))
}
