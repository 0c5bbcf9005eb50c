//! The petition service against real databases, and its policy against its contract.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it expects by failing")]

mod life;
mod policy;
