//! The walkthroughs.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what it shows in its name and stops where it fails"
)]

mod backends;
