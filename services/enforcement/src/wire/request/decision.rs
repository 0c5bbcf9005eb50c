//! Reviewed, discussed, decided, served.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use crate::domain::Command;
use crate::domain::command::Decide;
use crate::wire::Asked;
use crate::wire::reading::{ESSAY, LINE, NOTE, PROVISIONS, grounds, proposal, serve, upon};

/// Reads `SubmitCase`.
///
/// # Errors
/// All that is wrong with the request.
pub fn submit_case(request: pb::SubmitCaseRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let grounds = grounds(&mut reading, request.grounds);
    let complex = request.complex;
    reading.order(grounds.map(|grounds| Command::Submit { grounds, complex }))
}

/// Reads `DecideReview`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decide_review(request: pb::DecideReviewRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let passed = request.passed;
    let opinion = reading.text("opinion", request.opinion, NOTE);
    reading.order(opinion.map(|opinion| Command::DecideReview { passed, opinion }))
}

/// Reads `RecordDiscussion`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_discussion(request: pb::RecordDiscussionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let minutes = reading.hash("minutes", request.minutes);
    let votes_for = reading.number("votes_for", request.votes_for, &(0..=1000));
    let votes_against = reading.number("votes_against", request.votes_against, &(0..=1000));
    let read = minutes.zip(votes_for).zip(votes_against);
    reading.order(read.map(|((minutes, votes_for), votes_against)| Command::Discuss {
        minutes,
        votes_for,
        votes_against,
    }))
}

/// Reads `DecideCase`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decide_case(request: pb::DecideCaseRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let outcome = proposal(&mut reading, "outcome", request.outcome);
    let facts = reading.text("facts", request.facts, ESSAY);
    let basis = reading.texts("basis", &(1..=PROVISIONS), request.basis, LINE);
    let unchanged = reading.optional_text("unchanged_reason", request.unchanged_reason, NOTE);
    let late = reading.optional_text("late_reason", request.late_reason, NOTE);
    let read = outcome.zip(facts).zip(basis);
    reading.order(read.map(|((outcome, facts), basis)| {
        Command::Decide(Box::new(Decide {
            outcome,
            facts,
            basis,
            unchanged,
            late,
        }))
    }))
}

/// Reads `ServeDecision`.
///
/// # Errors
/// All that is wrong with the request.
pub fn serve_decision(request: pb::ServeDecisionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let delivery = serve(&mut reading, "delivery", request.delivery);
    reading.order(delivery.map(Command::ServeDecision))
}
