//! The texts of a submission, which may give away what belongs into the vault (G-03).

use crate::domain::Submission;

/// The texts of a submission, under their paths in the request.
#[must_use]
pub fn texts(submission: &Submission) -> [(&'static str, &str); 3] {
    [
        ("submission.title", &submission.title),
        ("submission.facts", &submission.facts),
        ("submission.claims", &submission.claims),
    ]
}
