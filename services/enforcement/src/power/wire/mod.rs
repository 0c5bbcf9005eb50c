//! Protobuf ↔ the words of the lists, and nothing else.

mod field;
mod item;
mod listing;
mod request;
mod resource;
mod terms;
#[cfg(test)]
mod tests;

pub(crate) use field::power_code;
pub(crate) use item::penalty_ranges;
pub use listing::{Filter, count, entrustments, evaluations, explain, export, item, items, lists, moves};
pub use request::{amend, discard, entrust, evaluate, import, publish};
pub(crate) use resource::range as told_range;
pub use resource::{entrustment, evaluation, explanation, item as shown_item, item_moved, list, list_evaluated, list_published, movement};

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use uuid::Uuid;

/// Collection of editions.
pub const LISTS: &str = "powerLists";
const ITEMS: &str = "powerItems";
const MOVES: &str = "powerMoves";
const EVALUATIONS: &str = "powerListEvaluations";
const ENTRUSTMENTS: &str = "entrustments";

/// Reads the name of one thing of a collection.
///
/// # Errors
/// All that is wrong with it.
pub fn name(text: &str, collection: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", text, collection);
    reading.finish(id)
}
