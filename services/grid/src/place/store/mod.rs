//! The tables of the map: rows, and the lists over them.

pub mod address;
pub mod feature;
pub mod finding;
pub mod hanging;
pub mod map;
pub mod micro;

pub use shiyu_kit::ledger::Unread;
