//! What the texts of a petition give away that belongs into the vault (G-03). Told, never refused.

use crate::domain::Submission;

/// The texts of a registration, under their paths in the request.
#[must_use]
pub fn texts(submission: &Submission) -> [(&'static str, &str); 3] {
    [
        ("petition.title", &submission.title),
        ("petition.request", &submission.request),
        ("petition.facts_and_reasons", &submission.facts_and_reasons),
    ]
}
