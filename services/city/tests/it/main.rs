//! The `shiyu` command against a city that is made up but keeps the contract where it matters.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it shows in its name and stops where it fails"
)]

mod county;
mod fake;
mod import;
mod look;
mod serve;
mod tls;
mod up;
