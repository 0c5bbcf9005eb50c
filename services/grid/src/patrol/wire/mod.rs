//! Protobuf ↔ the words of these registers, and nothing else.

mod fact;
mod field;
mod listing;
mod request;
mod resource;
mod terms;
#[cfg(test)]
mod tests;

pub use fact::{campaign_moved, hazard_moved, patrol_ended, patrol_missed, screening_ended, screening_missed};
pub use listing::{campaigns, hazards, ledger, plans, progress, rounds, screenings};
pub use request::{
    accept_hazard, check_in, end_campaign, put_campaign, put_plan, record_check, record_hazard, remove_hazard, report_screening,
};
pub use resource::{campaign, entry, hazard, plan, progress_of, round, round_with_stops, screening, screening_with_items};

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use uuid::Uuid;

/// Collection of plans.
pub const PLANS: &str = "patrolPlans";
/// Collection of rounds.
pub const ROUNDS: &str = "patrolRounds";
/// Collection of hazards.
pub const HAZARDS: &str = "hazards";
/// Collection of campaigns.
pub const CAMPAIGNS: &str = "campaigns";
/// Collection of screening rounds.
pub const SCREENINGS: &str = "screeningRounds";
const EVENTS: &str = "events";
const GRIDS: &str = "grids";
const ADDRESSES: &str = "addresses";

/// Reads the name of one thing of a collection.
///
/// # Errors
/// All that is wrong with it.
pub fn name(text: &str, collection: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", text, collection);
    reading.finish(id)
}
