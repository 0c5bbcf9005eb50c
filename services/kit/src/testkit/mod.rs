//! What tests of this crate and of every service stand on: databases, a broker, a deployment, a door, a receiver of telemetry, a party
//! vault, photographs, documents, what is wrong with a request, and a case whose time is over.

pub mod broker;
pub mod database;
pub mod deployment;
pub mod door;
pub mod eventually;
pub mod otlp;
pub mod paper;
pub mod party;
pub mod picture;
pub mod scene;
pub mod violations;
pub mod words;

pub use eventually::eventually;
