//! Databases, brokers and receivers for the tests of this crate and of every service.

pub mod broker;
pub mod database;
pub mod otlp;
