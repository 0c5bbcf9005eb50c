//! Protobuf ↔ the catalogue's own words, and nothing else.

mod listing;
mod request;
mod resource;
pub(crate) mod terms;
#[cfg(test)]
mod tests;

pub use listing::{catalogues, day, limit, subclasses, which};
pub use request::import;
pub(crate) use request::subclass_code;
pub use resource::{Reason, catalogue, catalogue_changed, explanation, subclass};
