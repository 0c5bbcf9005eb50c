//! Protobuf ↔ the hall's own words, and nothing else.

mod fact;
mod listing;
mod request;
mod resource;
mod terms;
#[cfg(test)]
mod tests;

pub use fact::{outreach_cancelled, outreach_ordered, outreach_reported, reception_recorded};
pub use listing::{counters, outreach, receptions, roster};
pub use request::{call_off, cancel_roster_entry, dispatch, put_counter, put_roster_entry, receive, report};
pub use resource::{counter, outreach_visit, public_entry, reception, roster_entry};
