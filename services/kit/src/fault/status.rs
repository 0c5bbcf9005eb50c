//! Faults, refusals and violations become a `google.rpc.Status`; causes go to the log and no further.

use std::collections::HashMap;
use std::time::Duration;

use sea_orm::DbErr;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt};

use super::database::Trouble;
use super::{Corrupt, DOMAIN, Fault, Refusal, RefusalClass, Violation, Violations};

/// How long a caller should wait before trying again.
const RETRY: Duration = Duration::from_millis(200);
/// No more violations than this are listed: error details travel in headers, whose size is limited.
const LISTED: usize = 32;

/// A status with nothing but a reason.
pub(crate) fn with_reason(code: Code, message: &str, reason: &str) -> Status {
    Status::with_error_details(code, message, details(reason))
}

/// There is nothing of that name: `NOT_FOUND` with a reason of one's own.
#[must_use]
pub fn unknown(reason: &'static str, message: &str) -> Status {
    with_reason(Code::NotFound, message, reason)
}

/// A status that asks the caller to try the same again.
pub(crate) fn retry_later(code: Code, message: &str, reason: &str) -> Status {
    let mut details = details(reason);
    details.set_retry_info(Some(RETRY));
    Status::with_error_details(code, message, details)
}

/// The caller knocks too often: `RESOURCE_EXHAUSTED` with the reason `RATE_LIMITED` and how long to wait.
#[must_use]
pub fn rate_limited(wait: Duration) -> Status {
    let mut details = details("RATE_LIMITED");
    details.set_retry_info(Some(wait));
    Status::with_error_details(
        Code::ResourceExhausted,
        "too many calls from here; wait before the next one",
        details,
    )
}

fn details(reason: &str) -> ErrorDetails {
    ErrorDetails::with_error_info(reason, DOMAIN, HashMap::<String, String>::new())
}

fn internal() -> Status {
    with_reason(Code::Internal, "internal error", "INTERNAL")
}

impl<R: Refusal> From<Fault<R>> for Status {
    fn from(fault: Fault<R>) -> Self {
        let message = fault.to_string();
        match fault {
            Fault::Refused(refusal) => refused(&refusal),
            Fault::Stale { expected, actual } => stale(&message, expected, actual),
            Fault::Reused => with_reason(Code::InvalidArgument, &message, "REQUEST_ID_REUSED"),
            Fault::PartyTaken => with_reason(Code::AlreadyExists, &message, "PARTY_ID_TAKEN"),
            Fault::BookedAlready => with_reason(Code::AlreadyExists, &message, "BOOKED_ALREADY"),
            Fault::Busy => retry_later(Code::Aborted, &message, "BUSY"),
            Fault::Unavailable => retry_later(Code::Unavailable, &message, "UNAVAILABLE"),
            Fault::Corrupt(corrupt) => corrupt.into(),
            Fault::Database(cause) => database(&cause),
        }
    }
}

impl From<Corrupt> for Status {
    fn from(Corrupt { table, id, what }: Corrupt) -> Self {
        tracing::error!(row.table = table, row.id = %id, row.trouble = %what, "a row is corrupt");
        internal()
    }
}

fn refused(refusal: &impl Refusal) -> Status {
    let code = match refusal.class() {
        RefusalClass::Precondition => Code::FailedPrecondition,
        RefusalClass::NotFound => Code::NotFound,
        RefusalClass::AlreadyExists => Code::AlreadyExists,
        RefusalClass::Forbidden => Code::PermissionDenied,
    };
    let mut details = details(refusal.reason());
    if refusal.class() == RefusalClass::Precondition {
        for command in refusal.allowed() {
            details.add_precondition_failure_violation("ALLOWED_COMMAND", command, "");
        }
    }
    Status::with_error_details(code, refusal.to_string(), details)
}

fn stale(message: &str, expected: i64, actual: i64) -> Status {
    let metadata = [("expected", expected), ("actual", actual)].map(|(name, version)| (name.to_owned(), version.to_string()));
    let details = ErrorDetails::with_error_info("STALE_ETAG", DOMAIN, HashMap::from(metadata));
    Status::with_error_details(Code::Aborted, message, details)
}

fn database(cause: &DbErr) -> Status {
    match Trouble::of(cause) {
        Trouble::Connection => {
            tracing::warn!(error = %cause, "the database does not answer");
            retry_later(Code::Unavailable, "the database does not answer", "UNAVAILABLE")
        }
        Trouble::Contention => retry_later(Code::Aborted, "the record is being written to by others", "BUSY"),
        Trouble::Ours => {
            tracing::error!(error = %cause, "the database refused a statement");
            internal()
        }
    }
}

impl From<Violations> for Status {
    fn from(violations: Violations) -> Self {
        let mut listed = violations.iter().take(LISTED);
        let reason = match (listed.next(), listed.next()) {
            (Some(only), None) => only.reason,
            _ => "INVALID_REQUEST",
        };
        let metadata: HashMap<_, _> = violations
            .iter()
            .take(LISTED)
            .map(|violation| (violation.field.clone(), violation.reason.to_owned()))
            .collect();
        let mut details = ErrorDetails::with_error_info(reason, DOMAIN, metadata);
        details.set_bad_request(violations.iter().take(LISTED).map(field).collect::<Vec<_>>());
        Status::with_error_details(Code::InvalidArgument, violations.to_string(), details)
    }
}

fn field(violation: &Violation) -> FieldViolation {
    let mut field = FieldViolation::new(&violation.field, &violation.description);
    violation.reason.clone_into(&mut field.reason);
    field
}
