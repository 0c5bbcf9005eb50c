//! What every Shiyu service shares, one purpose a file. The kit never knows a service.

pub mod auth;
pub mod broker;
pub mod calendar;
pub mod case;
pub mod clock;
pub mod config;
pub mod consumer;
pub mod database;
pub mod dead_letter;
pub mod due;
pub mod fault;
pub mod inbox;
pub mod journal;
pub mod ledger;
pub mod migration;
pub mod name;
pub mod nats;
pub mod operations;
pub mod page;
pub mod reference;
pub mod relay;
pub mod server;
pub mod telemetry;
#[cfg(feature = "testkit")]
pub mod testkit;
pub mod unit;
