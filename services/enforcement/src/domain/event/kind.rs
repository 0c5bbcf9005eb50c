//! The names under which events lie in the journal and travel on the bus.

use super::{Event, What};

impl Event {
    /// `<entity>.<past tense>`; with the service's name before it the subject of its fact.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.what {
            What::Received(_) => "clue.received",
            What::WindowLapsed { .. } => "window.lapsed",
            What::Archived { .. } => "case.archived",
            What::ClockWarned { .. } => "clock.warned",
            What::ClockOverdue { .. } => "clock.overdue",
            What::ClocksReckoned { .. } => "clock.reckoned",
        }
    }
}
