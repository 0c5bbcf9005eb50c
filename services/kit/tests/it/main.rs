//! The kit against real databases, a real broker and real sockets.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what it shows in its name and stops where it fails"
)]

mod audience;
mod beside;
mod border;
mod broker;
mod bus;
mod copies;
mod desk;
mod docket;
mod due;
mod file;
mod files;
mod fold;
mod home;
mod lags;
mod ledger;
mod look;
mod migrate;
mod number;
mod party;
mod peer;
mod purge;
mod register;
mod reindex;
mod retention;
mod rewrap;
mod rooms;
mod search;
mod server;
mod service;
mod snapshot;
mod telemetry;
mod trace;
mod unreadable;
mod verify;
mod watch;
mod words;
