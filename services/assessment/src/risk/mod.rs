//! The gate of the risk assessment (应评尽评): a register on the shelf.

mod desk;
mod domain;
mod due;
mod rpc;
#[cfg(test)]
mod tests;
mod wire;

pub use desk::RiskDesk;
