//! The tables of the hall: rows, and the lists over them.

pub mod counter;
pub mod outreach;
pub mod petition;
pub mod roster;
pub mod visit;

pub use shiyu_kit::ledger::Unread;
