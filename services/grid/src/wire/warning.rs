//! What the texts of a report give away that belongs into the vault (G-03). Told, never refused.

use crate::domain::incident::Report;

/// The texts of a report, under their paths in the request.
#[must_use]
pub fn texts(report: &Report) -> [(&'static str, &str); 3] {
    [
        ("report.title", &report.title),
        ("report.description", &report.description),
        ("report.whereabouts", &report.whereabouts),
    ]
}
