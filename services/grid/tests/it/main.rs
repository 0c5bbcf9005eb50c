//! The grid service against real databases and a real broker, and its policy against its contract.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it expects by failing")]

mod borders;
mod citizen;
mod component;
mod covered;
mod duplicates;
mod kept;
mod mergers;
mod photos;
mod policy;
mod redrawn;
mod registers;
mod scene;
mod seven_steps;
mod sight;
mod start;
mod texts;
mod turns;
