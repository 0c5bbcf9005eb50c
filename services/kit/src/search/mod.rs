//! Text search that works for Chinese on both databases and needs no extension of either: what is searched is cut into terms here,
//! written into the case's column `words`, and kept in an index beside the table.

mod index;
mod query;
mod terms;

pub use index::{condition, create_index};
pub use query::Query;
pub use terms::{MOST, terms};
