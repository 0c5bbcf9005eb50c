//! A gRPC status in full: code, reason, every violation, what would be allowed, when to try again.

use std::time::Duration;

use serde_json::{Value, json};
use tonic::{Code, Status};
use tonic_types::StatusExt;

/// Type of the precondition violations that name what would be allowed.
const ALLOWED: &str = "ALLOWED_COMMAND";

/// A status, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// As in `FAILED_PRECONDITION`.
    pub code: String,
    /// As in `NOT_IN_STAGE`; empty if the status carries none.
    pub reason: String,
    /// In words.
    pub message: String,
    /// Every malformed field.
    pub violations: Vec<Violation>,
    /// The commands that the case would take instead.
    pub allowed: Vec<String>,
    /// When the same may be tried again.
    pub retry_after: Option<Duration>,
}

/// One malformed field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Its path in the request.
    pub field: String,
    /// As in `TOO_LONG`.
    pub reason: String,
    /// In words.
    pub description: String,
}

impl From<&Status> for Refusal {
    fn from(status: &Status) -> Self {
        let details = status.get_error_details();
        let fields = details.bad_request().map(|request| request.field_violations.as_slice());
        let preconditions = details.precondition_failure().map(|failure| failure.violations.as_slice());
        Self {
            code: code_word(status.code()),
            reason: details.error_info().map(|info| info.reason.clone()).unwrap_or_default(),
            message: status.message().to_owned(),
            violations: fields.unwrap_or_default().iter().map(Violation::from).collect(),
            allowed: preconditions
                .unwrap_or_default()
                .iter()
                .filter(|violation| violation.r#type == ALLOWED)
                .map(|violation| violation.subject.clone())
                .collect(),
            retry_after: details.retry_info().and_then(|info| info.retry_delay),
        }
    }
}

impl From<&tonic_types::FieldViolation> for Violation {
    fn from(violation: &tonic_types::FieldViolation) -> Self {
        Self {
            field: violation.field.clone(),
            reason: violation.reason.clone(),
            description: violation.description.clone(),
        }
    }
}

impl Refusal {
    /// Whether it carries this reason, as a whole or for a field.
    #[must_use]
    pub fn names(&self, reason: &str) -> bool {
        self.reason == reason || self.violations.iter().any(|violation| violation.reason == reason)
    }

    /// For people: one line each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![[&self.code, &self.reason].map(String::as_str).join(" ").trim_end().to_owned()];
        if !self.message.is_empty() {
            lines.push(format!("  {}", self.message));
        }
        for violation in &self.violations {
            lines.push(format!("  {}: {} {}", violation.field, violation.reason, violation.description));
        }
        if !self.allowed.is_empty() {
            lines.push(format!("  allowed now: {}", self.allowed.join(", ")));
        }
        if let Some(wait) = self.retry_after {
            lines.push(format!("  try again in {} ms", wait.as_millis()));
        }
        lines
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> Value {
        let violations: Vec<Value> = self
            .violations
            .iter()
            .map(|one| json!({ "field": one.field, "reason": one.reason, "description": one.description }))
            .collect();
        json!({
            "code": self.code,
            "reason": self.reason,
            "message": self.message,
            "violations": violations,
            "allowed_commands": self.allowed,
            "retry_after_ms": self.retry_after.map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX)),
        })
    }
}

/// `FailedPrecondition` as the contracts spell it: `FAILED_PRECONDITION`.
fn code_word(code: Code) -> String {
    let mut word = String::new();
    for letter in format!("{code:?}").chars() {
        if letter.is_ascii_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(letter.to_ascii_uppercase());
    }
    word
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use tonic_types::{ErrorDetails, FieldViolation, PreconditionViolation};

    use super::*;

    #[test]
    fn a_refusal_shows_what_would_be_allowed() {
        let mut details = ErrorDetails::with_error_info("NOT_IN_STAGE", "shiyu", HashMap::<String, String>::new());
        details
            .add_precondition_failure_violation(ALLOWED, "ForwardPetition", "")
            .set_retry_info(Some(Duration::from_millis(200)));
        details.set_precondition_failure(vec![
            PreconditionViolation::new(ALLOWED, "ForwardPetition", ""),
            PreconditionViolation::new("OTHER", "nothing", ""),
        ]);
        let refusal = Refusal::from(&Status::with_error_details(Code::FailedPrecondition, "registered", details));

        assert_eq!(refusal.code, "FAILED_PRECONDITION");
        assert_eq!(refusal.allowed, ["ForwardPetition"]);
        let lines = refusal.lines();
        assert_eq!(lines.first().unwrap(), "FAILED_PRECONDITION NOT_IN_STAGE");
        assert!(lines.iter().any(|line| line.contains("ForwardPetition")));
        assert!(lines.iter().any(|line| line.contains("200 ms")));
        assert_eq!(refusal.json()["retry_after_ms"], 200);
    }

    #[test]
    fn every_violation_is_shown() {
        let violation = |field: &str, reason: &str| {
            let mut violation = FieldViolation::new(field, "words");
            violation.reason = reason.to_owned();
            violation
        };
        let details = ErrorDetails::with_bad_request(vec![
            violation("petition.title", "TOO_LONG"),
            violation("petition.place", "INVALID_CODE"),
        ]);
        let refusal = Refusal::from(&Status::with_error_details(Code::InvalidArgument, "", details));

        assert_eq!(refusal.lines().len(), 3);
        assert_eq!(refusal.violations[1].reason, "INVALID_CODE");
        assert_eq!(refusal.json()["violations"][0]["field"], "petition.title");
    }

    #[test]
    fn a_bare_status_still_has_its_code() {
        let refusal = Refusal::from(&Status::new(Code::Unauthenticated, ""));
        assert_eq!(refusal.lines(), ["UNAUTHENTICATED"]);
    }
}
