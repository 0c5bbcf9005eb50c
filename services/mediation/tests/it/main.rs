//! The mediation service through its front door, on both databases.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it expects by failing")]

mod bookings;
mod findings;
mod life;
mod lists;
mod offers;
mod policy;
mod scene;
mod sides;
mod start;
mod unread;
