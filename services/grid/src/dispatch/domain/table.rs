//! A routing table: drafted, simulated, put in force, retired by the next one.

use serde::{Deserialize, Serialize};
use shiyu_kit::register::Standing;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Explanation, Question, Refusal, Rule, explain};
use crate::catalogue::domain::Sitting;

/// What a table says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub title: String,
    /// The document that decides it.
    pub document: String,
    /// Its rules, in their order.
    pub rules: Vec<Rule>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its version; 0 for the built-in one.
    pub version: i64,
    /// What it says.
    pub draft: Draft,
    /// When it was last drafted.
    pub drafted_at: OffsetDateTime,
    /// When what it says was simulated.
    pub simulated_at: Option<OffsetDateTime>,
    /// Since when it is in force; none: it is a draft.
    pub effective: Option<OffsetDateTime>,
    /// Until when; none while no other takes its place.
    pub until: Option<OffsetDateTime>,
}

/// Where a table stands at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is being drafted.
    Draft,
    /// Its time has not come.
    Scheduled,
    /// It is in force.
    Active,
    /// Another took its place.
    Retired,
}

impl Draft {
    /// The table it makes; `before` is the table of this id, which is a draft still. What was simulated before counts for nothing.
    ///
    /// # Errors
    /// `ROUTING_UNKNOWN`, `ROUTING_NOT_DRAFT`, and as [`Sitting::county_wide`].
    pub fn put(self, standing: Standing, before: Option<&Table>, next: i64, sitting: &Sitting<'_>) -> Result<Table, Refusal> {
        sitting.county_wide()?;
        let version = match (standing, before) {
            (Standing::Known, None) => return Err(Refusal::RoutingUnknown),
            (Standing::Known, Some(before)) => {
                before.is_draft()?;
                before.version
            }
            (Standing::New, _) => next,
        };
        Ok(Table {
            version,
            draft: self,
            drafted_at: sitting.now,
            simulated_at: None,
            effective: None,
            until: None,
        })
    }
}

impl Table {
    /// Where it stands.
    #[must_use]
    pub fn state(&self, now: OffsetDateTime) -> State {
        match (self.effective, self.until) {
            (None, _) => State::Draft,
            (Some(_), Some(until)) if until <= now => State::Retired,
            // One that another overtook before its time never comes in force.
            (Some(from), Some(until)) if until <= from => State::Retired,
            (Some(from), _) if from > now => State::Scheduled,
            (Some(_), _) => State::Active,
        }
    }

    /// Whether it is in force.
    #[must_use]
    pub fn is_active(&self, now: OffsetDateTime) -> bool {
        self.state(now) == State::Active
    }

    /// That it is a draft.
    ///
    /// # Errors
    /// `ROUTING_NOT_DRAFT`.
    pub fn is_draft(&self) -> Result<(), Refusal> {
        if self.effective.is_none() {
            Ok(())
        } else {
            Err(Refusal::RoutingNotDraft)
        }
    }

    /// Asks it.
    #[must_use]
    pub fn explain(&self, asked: &Question<'_>) -> Explanation {
        explain(self.version, &self.draft.rules, asked)
    }

    /// It was simulated, as it was drafted at `drafted_at`.
    ///
    /// # Errors
    /// `ROUTING_NOT_DRAFT`, `ROUTING_CHANGED`, and as [`Sitting::county_wide`].
    pub fn simulated(self, drafted_at: OffsetDateTime, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        self.is_draft()?;
        if self.drafted_at != drafted_at {
            return Err(Refusal::RoutingChanged);
        }
        Ok(Self {
            simulated_at: Some(sitting.now),
            ..self
        })
    }

    /// It is put in force, now or later.
    ///
    /// # Errors
    /// `ROUTING_NOT_DRAFT`, `ROUTING_NOT_SIMULATED`, `EFFECTIVE_IN_PAST`, and as [`Sitting::county_wide`].
    pub fn activate(self, from: Option<OffsetDateTime>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        self.is_draft()?;
        if self.simulated_at.is_none() {
            return Err(Refusal::RoutingNotSimulated);
        }
        let from = from.unwrap_or(sitting.now);
        if from < sitting.now {
            return Err(Refusal::EffectiveInPast);
        }
        Ok(Self {
            effective: Some(from),
            ..self
        })
    }

    /// What becomes of it when another comes in force at `from`; none if nothing does. One whose time would come later is overtaken.
    #[must_use]
    pub fn overtaken(&self, from: OffsetDateTime) -> Option<Self> {
        let effective = self.effective?;
        if self.until.is_some_and(|until| until <= from.max(effective)) {
            return None;
        }
        Some(Self {
            until: Some(from.max(effective)),
            ..self.clone()
        })
    }
}
