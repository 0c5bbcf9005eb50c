//! The tables of the teams and of the admission list: rows, and the lists over them.

pub mod assignment;
pub mod item;
