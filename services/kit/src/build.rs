//! Which build this is: the version of the code, and the commit it was built from.

use std::sync::LazyLock;

/// The commit, as `SHIYU_COMMIT` named it when this was compiled.
pub const COMMIT: &str = match option_env!("SHIYU_COMMIT") {
    Some(commit) if !commit.is_empty() => commit,
    Some(_) | None => "unknown",
};

static OURS: LazyLock<String> = LazyLock::new(|| described(env!("CARGO_PKG_VERSION")));

/// A version with the commit, as in `0.1.0 (1f9ef15)`.
#[must_use]
pub fn described(version: &str) -> String {
    format!("{version} ({COMMIT})")
}

/// The house's version with the commit.
#[must_use]
pub fn ours() -> &'static str {
    &OURS
}
