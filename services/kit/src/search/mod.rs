//! Text search that works for Chinese on both databases and needs no extension of either: what is searched is cut into terms here,
//! written into the column `words` of a table of their own, and indexed there.

mod cards;
mod index;
mod query;
mod terms;

pub use cards::{Cards, HANDFUL, Searched};
pub use index::{condition, create_index, enter, renew_index};
pub use query::Query;
pub use terms::{MOST, terms};
