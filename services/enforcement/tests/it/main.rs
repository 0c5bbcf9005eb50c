//! The enforcement service against real databases and a real broker, and its policy against its contract.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it expects by failing")]

mod again;
mod further;
mod kept;
mod life;
mod lists;
mod money;
mod office;
mod once;
mod outside;
mod paper;
mod papers;
mod policy;
mod referral;
mod scene;
mod sight;
mod spared;
mod start;
mod steps;
mod sweep;
mod tables;
mod unread;
