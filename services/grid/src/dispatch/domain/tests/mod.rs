//! The rules of routing and command, without a database.

mod command;
mod cover;
pub(in crate::dispatch) mod given;
mod lint;
mod responsibility;
mod routing;
pub(in crate::dispatch) mod simulation;
mod table;
