//! Protobuf ↔ the map room's own words, and nothing else.

mod listing;
mod request;
mod resource;
mod terms;
#[cfg(test)]
mod tests;

pub use listing::{addresses, findings, grids, maps, micro_units};
pub use request::{
    AddressesHead, ImportHead, address_name, addresses_head, create_map, discard_map, grid_name, import_head, lint_map, locate, map_name,
    publish_map, put_micro_unit,
};
pub use resource::{address, finding, grid, located, map, map_published, micro_unit, problems, verdict};
