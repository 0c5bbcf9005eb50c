//! Protobuf ↔ the words of these registers, and nothing else.

mod field;
mod listing;
mod request;
mod resource;
mod terms;

pub use listing::{count, draws, export, inspections, objects};
pub use request::{announce, cancel, close_object, conduct, join, plan, publish_draw, publish_inspection, put_object, record};
pub use resource::{done, draw, draw_done, draw_published, found, inspection, lots, object, without_lists};

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use uuid::Uuid;

/// Collection of objects.
pub const OBJECTS: &str = "regulatedObjects";
/// Collection of visits.
pub const INSPECTIONS: &str = "inspections";
/// Collection of draws.
pub const DRAWS: &str = "draws";
const OFFICERS: &str = "officers";

/// Reads the name of one thing of a collection.
///
/// # Errors
/// All that is wrong with it.
pub fn name(text: &str, collection: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", text, collection);
    reading.finish(id)
}
