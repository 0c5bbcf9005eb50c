//! What a request is refused for, field by field, beside what a test expects.

use crate::fault::Violations;

/// Field and reason of everything that is wrong, in the order in which it was found.
///
/// # Panics
/// When nothing is.
#[must_use]
#[track_caller]
pub fn told<T>(read: Result<T, Violations>) -> Vec<(String, &'static str)> {
    let violations = read.err().unwrap_or_default();
    let told: Vec<_> = violations.iter().map(|found| (found.field.clone(), found.reason)).collect();
    assert!(!told.is_empty(), "nothing is wrong");
    told
}

/// The same, as a test spells it.
#[must_use]
pub fn expected(pairs: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    pairs.iter().map(|(field, reason)| ((*field).to_owned(), *reason)).collect()
}
