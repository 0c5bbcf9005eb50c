//! A deliberation meeting (四会). It keeps how many came, never who.

use std::collections::BTreeMap;

use serde::Serialize;
use shiyu_kit::register::Standing;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{FollowUpState, MeetingKind, Refusal, Step};
use crate::domain::terms::GridCode;
use crate::team::domain::Sitting;

/// What came of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FollowUp {
    /// What came of it.
    pub outcome: String,
    /// When that was reported.
    pub at: OffsetDateTime,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meeting {
    /// Its id.
    pub id: Uuid,
    /// Which of the four.
    pub kind: MeetingKind,
    /// Of which grid.
    pub grid: GridCode,
    /// On which day.
    pub held_on: Date,
    /// Where, in words.
    pub venue: String,
    /// What it was about.
    pub agenda: String,
    /// How many came.
    pub attendee_count: i32,
    /// What was resolved; may be empty.
    pub resolution: String,
    /// The events it was about.
    pub events: Vec<Uuid>,
    /// Until when what came of it is reported.
    pub follow_up_due: Option<Date>,
    /// The steps of deliberation that were done, with their days.
    pub steps: BTreeMap<Step, Date>,
    /// What came of it.
    pub followed_up: Option<FollowUp>,
}

impl Meeting {
    /// How its follow-up stands.
    #[must_use]
    pub const fn follow_up(&self) -> FollowUpState {
        match (&self.followed_up, self.follow_up_due) {
            (Some(_), _) => FollowUpState::Done,
            (None, Some(_)) => FollowUpState::Open,
            (None, None) => FollowUpState::None,
        }
    }

    /// Whether a follow-up was due before this day and is not reported.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.followed_up.is_none() && self.follow_up_due.is_some_and(|due| due < today)
    }

    /// Puts it on record, or in the place of what was there `before`.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`, `UNIT_NOT_YOURS`, `MEETING_UNKNOWN`, `MEETING_AHEAD`,
    /// `MEETING_FOLLOWED_UP`.
    pub fn put(self, standing: Standing, before: Option<&Self>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.writes_for_grid(&self.grid)?;
        match (standing, before) {
            (Standing::New, _) => {}
            (Standing::Known, None) => return Err(Refusal::MeetingUnknown),
            (Standing::Known, Some(before)) => before.is_open(sitting)?,
        }
        let last = self.steps.values().copied().fold(self.held_on, Date::max);
        if last > sitting.today() {
            return Err(Refusal::MeetingAhead(last));
        }
        Ok(self)
    }

    /// Reports what came of it.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `MEETING_FOLLOWED_UP`, `NO_FOLLOW_UP`.
    pub fn follow(self, outcome: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        self.is_open(sitting)?;
        if self.follow_up_due.is_none() {
            return Err(Refusal::NoFollowUp);
        }
        Ok(Self {
            followed_up: Some(FollowUp {
                outcome: outcome.to_owned(),
                at: sitting.now,
            }),
            ..self
        })
    }

    fn is_open(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let village = self.grid.village().map_err(|_| Refusal::MeetingUnknown)?;
        sitting.governs(&village)?;
        match self.followed_up {
            None => Ok(()),
            Some(_) => Err(Refusal::MeetingFollowedUp),
        }
    }
}
