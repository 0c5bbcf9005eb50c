//! What tests of this crate and of every service stand on.

pub mod eventually;
pub mod nats;

pub use eventually::eventually;
