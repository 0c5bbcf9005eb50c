//! What the court has to do with it.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{ApplyConfirmation, ApplyEnforcement};
use crate::domain::terms::{ConfirmationResult, Court, NotConfirmed};
use crate::wire::Asked;
use crate::wire::reading::{LINE, PARTIES, REFERENCE, agreed, ids, upon};

/// Reads `ApplyConfirmation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn apply_confirmation(request: pb::ApplyConfirmationRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let name = reading.line("court", request.court, LINE);
    let basis = reading.word("basis", request.basis);
    let subject = reading.word("subject", request.subject);
    let applicants = ids(&mut reading, "applicants", PARTIES, 1, request.applicants);
    let read = name.zip(basis).zip(subject).zip(applicants);
    let application = read.map(|(((name, basis), subject), applicants)| ApplyConfirmation {
        court: Court { name, basis },
        subject,
        applicants,
    });
    reading.order(application.map(Command::ApplyConfirmation))
}

/// Reads `RecordConfirmation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_confirmation(request: pb::RecordConfirmationRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let outcome: Option<pb::ConfirmationOutcome> = reading.known("outcome", request.outcome);
    let ground: Option<NotConfirmed> = reading.optional_word("ground", request.ground);
    let refused = outcome == Some(pb::ConfirmationOutcome::Refused);
    reading.violations.require(
        refused == ground.is_some(),
        "ground",
        "GROUND_MISPLACED",
        "a refusal has a ground, and nothing else has",
    );
    let result = match outcome {
        Some(pb::ConfirmationOutcome::Confirmed) => Some(ConfirmationResult::Confirmed),
        Some(pb::ConfirmationOutcome::Refused) => ground.map(ConfirmationResult::Refused),
        Some(pb::ConfirmationOutcome::Withdrawn) => Some(ConfirmationResult::Withdrawn),
        Some(pb::ConfirmationOutcome::Unspecified) => reading.part("outcome", None),
        None => None,
    };
    let reference = reading.line("reference", request.reference, REFERENCE);
    let command = result.zip(reference);
    reading.order(command.map(|(result, reference)| Command::RecordConfirmation { result, reference }))
}

/// Reads `ResumeMediation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn resume_mediation(request: pb::ResumeMediationRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let agreed = agreed(&mut reading, request.agreed);
    let channel = reading.word("channel", request.channel);
    reading.order(agreed.zip(channel).map(|(agreed, channel)| Command::Remediate { agreed, channel }))
}

/// Reads `ApplyEnforcement`.
///
/// # Errors
/// All that is wrong with the request.
pub fn apply_enforcement(request: pb::ApplyEnforcementRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let creditor = reading.uuid("creditor", &request.creditor);
    let court = reading.line("court", request.court, LINE);
    let reference = reading.line("reference", request.reference, REFERENCE);
    let command = creditor.zip(court).zip(reference);
    reading.order(command.map(|((creditor, court), reference)| {
        Command::ApplyEnforcement(ApplyEnforcement {
            creditor,
            court,
            reference,
        })
    }))
}

/// Reads `RecordCourtStep`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_court_step(request: pb::RecordCourtStepRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let step = reading.word("step", request.step);
    let reference = reading.line("reference", request.reference, REFERENCE);
    let at = reading.time("time", request.time);
    let command = step.zip(reference).zip(at);
    reading.order(command.map(|((step, reference), at)| Command::RecordCourtStep { step, reference, at }))
}

/// Reads `RecordCourtVerdict`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_court_verdict(request: pb::RecordCourtVerdictRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let verdict = reading.word("verdict", request.verdict);
    // Of what was settled there whoever offered the dispute is told it.
    let reference = reading.impersonal_line("reference", request.reference, REFERENCE);
    let at = reading.time("time", request.time);
    let command = verdict.zip(reference).zip(at);
    reading.order(command.map(|((verdict, reference), at)| Command::RecordCourtVerdict { verdict, reference, at }))
}
