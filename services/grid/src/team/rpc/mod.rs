//! The front doors: parse, look up or perform, answer. Whether the caller may at all was decided at the gate.

mod admission;
mod team;
