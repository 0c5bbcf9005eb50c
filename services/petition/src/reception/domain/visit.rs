//! One visit that was received. It says nothing about who came.

use serde::Serialize;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Counter, Outcome, Refusal, RosterEntry, Sitting};

/// What is told of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receive {
    /// The visit's id.
    pub id: Uuid,
    /// By whom: an entry of the roster.
    pub roster_entry: Uuid,
    /// The petition it was about.
    pub petition: Option<Uuid>,
    /// What came of it.
    pub outcome: Outcome,
    /// The counters the citizen chose.
    pub counters: Vec<Uuid>,
    /// How many people came together.
    pub people: i32,
}

/// A visit on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// What was told.
    pub told: Receive,
    /// The unit that received.
    pub unit: Code,
    /// When it was put on record.
    pub at: OffsetDateTime,
}

impl Receive {
    /// Puts the visit on record; `counters` are those of the ids it names.
    ///
    /// # Errors
    /// `ROSTER_ENTRY_CANCELLED`, `ROSTER_ENTRY_AHEAD`, `COUNTER_UNKNOWN`, `COUNTER_CLOSED`, and `NEEDS_A_PERSON`,
    /// `UNIT_UNKNOWN`, `UNIT_NOT_YOURS` by the unit of the roster entry.
    pub fn record(self, entry: &RosterEntry, counters: &[Counter], sitting: &Sitting<'_>) -> Result<Visit, Refusal> {
        sitting.oversees(&entry.unit)?;
        entry.stands()?;
        if entry.date > sitting.today() {
            return Err(Refusal::RosterEntryAhead(entry.date));
        }
        for id in &self.counters {
            let counter = counters.iter().find(|counter| counter.id == *id);
            let counter = counter.ok_or(Refusal::CounterUnknown(*id))?;
            if !counter.is_there_on(entry.date) {
                return Err(Refusal::CounterClosed(*id));
            }
        }
        Ok(Visit {
            told: self,
            unit: entry.unit.clone(),
            at: sitting.now,
        })
    }
}
