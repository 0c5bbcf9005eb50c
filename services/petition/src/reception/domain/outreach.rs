//! A team sent to where people live (外送服务): planned, then done or cancelled.

use serde::Serialize;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Cancellation, OutreachState, Refusal, Sitting};

/// An order to send a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dispatch {
    /// The visit's id.
    pub id: Uuid,
    /// The unit that sends it.
    pub unit: Code,
    /// Who goes: subjects of tokens.
    pub team: Vec<String>,
    /// The division it goes to.
    pub place: Code,
    /// On which day.
    pub date: Date,
    /// The petition it is about.
    pub petition: Option<Uuid>,
}

/// A visit ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outreach {
    /// The order.
    pub order: Dispatch,
    /// When it was given.
    pub ordered_at: OffsetDateTime,
    /// What became of it.
    pub progress: Progress,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Nothing yet.
    Planned,
    /// The team was there.
    Done {
        /// What came of it.
        outcome: String,
        /// When.
        at: OffsetDateTime,
    },
    /// It was called off.
    Cancelled(Cancellation),
}

impl Progress {
    /// Where the order stands.
    #[must_use]
    pub const fn state(&self) -> OutreachState {
        match self {
            Self::Planned => OutreachState::Planned,
            Self::Done { .. } => OutreachState::Done,
            Self::Cancelled(_) => OutreachState::Cancelled,
        }
    }
}

impl Dispatch {
    /// Gives the order.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION` (of the unit and of the place), `UNIT_NOT_YOURS`,
    /// `DATE_IN_PAST`.
    pub fn order(self, sitting: &Sitting<'_>) -> Result<Outreach, Refusal> {
        sitting.writes_for(&self.unit)?;
        sitting.in_county(&self.place)?;
        if self.date < sitting.today() {
            return Err(Refusal::DateInPast(self.date));
        }
        Ok(Outreach {
            order: self,
            ordered_at: sitting.now,
            progress: Progress::Planned,
        })
    }
}

impl Outreach {
    /// Reports that the team was there.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN` of the caller, `UNIT_NOT_YOURS`, `OUTREACH_ENDED`, `DONE_IN_FUTURE`, `DONE_BEFORE_ORDERED`.
    pub fn report(self, outcome: &str, at: OffsetDateTime, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        self.open_to(sitting)?;
        if at > sitting.now {
            return Err(Refusal::DoneInFuture);
        }
        if at < self.ordered_at {
            return Err(Refusal::DoneBeforeOrdered);
        }
        let outcome = outcome.to_owned();
        Ok(Self {
            progress: Progress::Done { outcome, at },
            ..self
        })
    }

    /// Calls it off.
    ///
    /// # Errors
    /// As [`Outreach::report`].
    pub fn call_off(self, reason: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        self.open_to(sitting)?;
        let cancellation = Cancellation {
            at: sitting.now,
            reason: reason.to_owned(),
        };
        Ok(Self {
            progress: Progress::Cancelled(cancellation),
            ..self
        })
    }

    fn open_to(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        sitting.oversees(&self.order.unit)?;
        match self.progress {
            Progress::Planned => Ok(()),
            Progress::Done { .. } | Progress::Cancelled(_) => Err(Refusal::OutreachEnded),
        }
    }
}
