//! The tables of routing and command: rows, and the lists over them.

pub mod centre;
pub mod past;
pub mod shift;
pub mod table;
