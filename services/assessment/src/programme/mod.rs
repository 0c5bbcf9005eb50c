//! Programmes, their objectives and the tasks of units, and the catalogue of basic tasks: registers on the shelf.

mod catalogue;
mod desk;
mod domain;
mod rpc;
#[cfg(test)]
mod tests;
mod wire;

pub use desk::ProgrammeDesk;
