//! One round of a plan. Its proof is that the checkpoints were visited; where anybody was between them is nobody's business.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{CheckIn, Checkpoint, Period, Plan, Refusal, RoundState, Sitting, metres};
use crate::domain::terms::{GridCode, GridRole};

/// A checkpoint of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// What is to be visited, as the plan said when the round was made.
    pub checkpoint: Checkpoint,
    /// In which minute it was visited.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub visited_at: Option<OffsetDateTime>,
    /// The event that was reported there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Uuid>,
}

/// One round of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its id, derived from the plan and the first day.
    pub id: Uuid,
    /// The plan.
    pub plan: Uuid,
    /// The grid.
    pub grid: GridCode,
    /// Title of the plan.
    pub title: String,
    /// Whose round it is.
    pub role: GridRole,
    /// Its days.
    pub days: Period,
    /// Where it stands.
    pub state: RoundState,
    /// The checkpoints, in order.
    pub stops: Vec<Stop>,
    /// Subjects of those who walked it, in the order in which they came.
    pub hands: Vec<String>,
    /// When the first checkpoint was visited.
    pub started_at: Option<OffsetDateTime>,
    /// When it was finished or missed.
    pub ended_at: Option<OffsetDateTime>,
}

/// Ids of rounds are derived under this.
const ROUNDS: Uuid = Uuid::from_u128(0x1c7e_5a90_22d1_5b1c_8f3a_5041_5452_4f4c);

impl Round {
    /// The round of a plan in a period: whoever makes it, it is the same.
    #[must_use]
    pub fn of(plan: &Plan, days: Period) -> Self {
        let stop = |checkpoint: &Checkpoint| Stop {
            checkpoint: checkpoint.clone(),
            visited_at: None,
            finding: None,
        };
        Self {
            id: Uuid::new_v5(&ROUNDS, format!("{}/{}", plan.id, days.first).as_bytes()),
            plan: plan.id,
            grid: plan.grid.clone(),
            title: plan.title.clone(),
            role: plan.role,
            days,
            state: RoundState::Planned,
            stops: plan.checkpoints.iter().map(stop).collect(),
            hands: Vec::new(),
            started_at: None,
            ended_at: None,
        }
    }

    /// When it must be finished: the end of its last day in China.
    #[must_use]
    pub fn due_at(&self) -> OffsetDateTime {
        self.days.due_at()
    }

    /// How many checkpoints were visited.
    #[must_use]
    pub fn visited(&self) -> usize {
        self.stops.iter().filter(|stop| stop.visited_at.is_some()).count()
    }

    /// How many events were reported on the way.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.stops.iter().filter(|stop| stop.finding.is_some()).count()
    }

    /// A checkpoint is being visited by somebody who has `role` in the grid, at most `reach` metres from it. The point goes no
    /// further than this.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `ROLE_NOT_ASSIGNED`, `ROUND_AHEAD`, `ROUND_OVER`, `CHECKPOINT_UNKNOWN`, `CHECKPOINT_VISITED`,
    /// `CHECKPOINT_TOO_FAR`.
    pub fn check_in(mut self, told: &CheckIn, (role, reach): (Option<GridRole>, u32), sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        let subject = sitting.subject()?;
        if role != Some(self.role) {
            return Err(Refusal::RoleNotAssigned);
        }
        self.open(sitting)?;
        let stop = told.checkpoint.checked_sub(1).and_then(|index| self.stops.get_mut(index));
        let stop = stop.ok_or(Refusal::CheckpointUnknown)?;
        if stop.visited_at.is_some() {
            return Err(Refusal::CheckpointVisited);
        }
        if metres(told.point, stop.checkpoint.point) > f64::from(reach) {
            return Err(Refusal::CheckpointTooFar(reach));
        }
        stop.visited_at = Some(minute(sitting.now));
        stop.finding = told.finding;
        if !self.hands.iter().any(|hand| hand == subject) {
            self.hands.push(subject.to_owned());
        }
        self.started_at = self.started_at.or(Some(sitting.now));
        self.state = RoundState::InProgress;
        if self.visited() == self.stops.len() {
            self.state = RoundState::Finished;
            self.ended_at = Some(sitting.now);
        }
        Ok(self)
    }

    fn open(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        match self.state {
            RoundState::Finished | RoundState::Missed => Err(Refusal::RoundOver),
            RoundState::Planned | RoundState::InProgress if sitting.now >= self.due_at() => Err(Refusal::RoundOver),
            RoundState::Planned | RoundState::InProgress if sitting.today() < self.days.first => Err(Refusal::RoundAhead(self.days.first)),
            RoundState::Planned | RoundState::InProgress => Ok(()),
        }
    }
}

/// The minute an instant lies in: seconds would say how fast somebody walks.
fn minute(at: OffsetDateTime) -> OffsetDateTime {
    at - Duration::seconds(i64::from(at.second())) - Duration::nanoseconds(i64::from(at.nanosecond()))
}
