//! The work itself: more time, standing still, handled, looked at.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{Extend, ReportHandled, ReportStep, Suspend};
use crate::domain::terms::Measure;
use crate::wire::Asked;
use crate::wire::reading::{NOTE, REFERENCE, upon};

/// The longest extension in days.
const LONGEST: u32 = 365;
/// The means of one report.
const MEASURES: usize = 12;
/// The photos of one report.
const EVIDENCE: usize = 20;

/// Reads `ExtendHandling`.
///
/// # Errors
/// All that is wrong with the request.
pub fn extend_handling(request: pb::ExtendHandlingRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::ExtendHandlingRequest {
        name,
        etag,
        request_id,
        days,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let days = reading.number("days", days, &(1..=LONGEST));
    let reason = reading.text("reason", reason, NOTE);
    let command = days.zip(reason).map(|(days, reason)| Command::Extend(Extend { days, reason }));
    reading.order(command)
}

/// Reads `SuspendEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn suspend_event(request: pb::SuspendEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::SuspendEventRequest {
        name,
        etag,
        request_id,
        ground,
        reason,
        review_date,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let ground = reading.word("ground", ground);
    let reason = reading.text("reason", reason, NOTE);
    let review_on = reading.date("review_date", &review_date);
    let command = ground
        .zip(reason)
        .zip(review_on)
        .map(|((ground, reason), review_on)| Command::Suspend(Suspend { ground, reason, review_on }));
    reading.order(command)
}

/// Reads `RenewSuspension`.
///
/// # Errors
/// All that is wrong with the request.
pub fn renew_suspension(request: pb::RenewSuspensionRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::RenewSuspensionRequest {
        name,
        etag,
        request_id,
        review_date,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let review_on = reading.date("review_date", &review_date);
    let reason = reading.text("reason", reason, NOTE);
    let command = review_on
        .zip(reason)
        .map(|(review_on, reason)| Command::RenewSuspension { review_on, reason });
    reading.order(command)
}

/// Reads `ResumeEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn resume_event(request: pb::ResumeEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::ResumeEventRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::Resume))
}

/// Reads `ReportStep`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_step(request: pb::ReportStepRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::ReportStepRequest {
        name,
        etag,
        request_id,
        step,
        note,
        enforcement_case,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let step = reading.word("step", step);
    let note = reading.text("note", note, NOTE);
    let enforcement_case = reading.optional_line("enforcement_case", enforcement_case, REFERENCE);
    let command = step.zip(note).map(|(step, note)| {
        Command::ReportStep(ReportStep {
            step,
            note,
            enforcement_case,
        })
    });
    reading.order(command)
}

/// Reads `ReportHandled`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_handled(request: pb::ReportHandledRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::ReportHandledRequest {
        name,
        etag,
        request_id,
        report,
        measures,
        evidence,
        enforcement_case,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let report = reading.text("report", report, NOTE);
    let measures = reading.distinct("measures", &(1..=MEASURES), measures, |reading, field, measure| {
        reading.word::<Measure>(field, measure)
    });
    let evidence = reading.distinct("evidence", &(0..=EVIDENCE), evidence, Reading::hash);
    let enforcement_case = reading.optional_line("enforcement_case", enforcement_case, REFERENCE);
    let command = report.zip(measures).zip(evidence).map(|((report, measures), evidence)| {
        Command::ReportHandled(ReportHandled {
            report,
            measures,
            evidence,
            enforcement_case,
        })
    });
    reading.order(command)
}

/// Reads `InspectEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn inspect_event(request: pb::InspectEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::InspectEventRequest {
        name,
        etag,
        request_id,
        passed,
        note,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let note = reading.text("note", note, NOTE);
    let command = note.map(|note| Command::Inspect { passed, note });
    reading.order(command)
}
