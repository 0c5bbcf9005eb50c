//! What becomes of an order to a period.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Alarm, Moves, Ring};
use time::OffsetDateTime;

use super::domain::{Appeal, Calculation, Exclusion, Period, Ruling, Snapshot, Used};

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What.
    pub what: What,
    /// What it does to the clocks.
    #[serde(default)]
    pub moves: Moves,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is there.
    Opened(Box<Period>),
    /// Its indicators are fixed.
    Collecting(Vec<Used>),
    /// Its figures are.
    Frozen(Snapshot),
    /// There is a result.
    Computed(Calculation),
    /// The rated may appeal.
    AppealsOpened,
    /// A unit appealed.
    Appealed(Appeal),
    /// The panel decided.
    Decided(usize, Ruling),
    /// A case is not counted.
    Excluded(Exclusion),
    /// The window is over.
    WindowLapsed,
    /// The result stands.
    Finalised,
    /// Everybody may read it.
    Published(#[serde(with = "time::serde::rfc3339")] OffsetDateTime),
    /// A clock warned.
    ClockWarned(String, Ring),
    /// The calendar changed.
    ClocksReckoned(i64),
}

impl What {
    /// `<entity>.<past tense>`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Opened(_) => "period.opened",
            Self::Collecting(_) => "period.collecting",
            Self::Frozen(_) => "period.frozen",
            Self::Computed(_) => "period.computed",
            Self::AppealsOpened => "appeal.opened",
            Self::Appealed(_) => "appeal.made",
            Self::Decided(..) => "appeal.decided",
            Self::Excluded(_) => "case.excluded",
            Self::WindowLapsed => "window.lapsed",
            Self::Finalised => "period.finalised",
            Self::Published(_) => "period.published",
            Self::ClockWarned(..) => "clock.warned",
            Self::ClocksReckoned(_) => "clock.reckoned",
        }
    }
}

impl From<What> for Event {
    fn from(what: What) -> Self {
        Self {
            what,
            moves: Moves::default(),
        }
    }
}

impl From<Alarm> for Event {
    fn from(alarm: Alarm) -> Self {
        What::ClockWarned(alarm.clock, alarm.ring).into()
    }
}
