//! What a caller reads out of a status: codes and reasons, never prose.

use std::time::Duration;

use tonic::Status;
use tonic_types::StatusExt;

/// The reason code of an error, if it carries one.
#[must_use]
pub fn reason(status: &Status) -> Option<String> {
    status.get_details_error_info().map(|info| info.reason)
}

/// The malformed fields with the reason code of each, in the order reported.
#[must_use]
pub fn violations(status: &Status) -> Vec<(String, String)> {
    let fields = status.get_details_bad_request().map(|request| request.field_violations);
    fields
        .unwrap_or_default()
        .into_iter()
        .map(|violation| (violation.field, violation.reason))
        .collect()
}

/// The commands the case would have accepted.
#[must_use]
pub fn allowed(status: &Status) -> Vec<String> {
    let violations = status.get_details_precondition_failure().map(|failure| failure.violations);
    violations
        .unwrap_or_default()
        .into_iter()
        .map(|violation| violation.subject)
        .collect()
}

/// How long to wait before trying the same again, if that may help.
#[must_use]
pub fn retry_after(status: &Status) -> Option<Duration> {
    status.get_details_retry_info().and_then(|info| info.retry_delay)
}
