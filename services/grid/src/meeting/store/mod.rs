//! The tables of meetings and notices: rows, and the lists over them.

pub mod broadcast;
pub mod gathering;
pub mod receipt;
