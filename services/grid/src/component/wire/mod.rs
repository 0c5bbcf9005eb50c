//! Protobuf ↔ the register's own words, and nothing else.

mod request;
mod resource;
#[cfg(test)]
mod tests;

pub use request::{Asked, component_name, components, import_head, nearby};
pub use resource::{component, verdict};
