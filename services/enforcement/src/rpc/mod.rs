//! The front doors: parse, look up, execute, answer; three lines a handler.

mod cases;
mod desk;
pub mod lookup;

pub use desk::Desk;
