//! What is promised to citizens and to whoever is on call, held against the contracts, the policies and hostile callers.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::large_futures,
    reason = "a test says what it shows in its name and stops where it fails"
)]

mod access;
mod contracts;
mod guardrails;
mod hostile;
mod houses;
mod lookings;
mod personal;
mod raw;
mod sight;
mod texts;
