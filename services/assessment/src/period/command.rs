//! What is ordered of a period.

use serde::Serialize;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::domain::{ExclusionReason, Item, Snapshot, Used, Verdict};
use crate::figures::{Level, Span};

/// An order to a period, with what was looked up for it.
#[derive(Debug, Clone, Serialize)]
pub enum Command {
    /// A new one.
    Open {
        /// The county.
        county: Code,
        /// What it is called.
        title: String,
        /// Which units.
        level: Level,
        /// Which days.
        span: Span,
    },
    /// Its indicators are these.
    Collect(#[serde(skip)] Vec<Used>),
    /// Its figures are these.
    Freeze(#[serde(skip)] Option<Snapshot>),
    /// It comes to this.
    Compute(#[serde(skip)] Option<Outcome>),
    /// The reports are shown to the rated.
    OpenAppeals,
    /// A unit appeals.
    Appeal {
        /// Code of the indicator.
        indicator: String,
        /// Why.
        grounds: String,
    },
    /// The panel decides.
    Decide {
        /// The appeal, from 0.
        index: usize,
        /// Which way.
        verdict: Verdict,
        /// Whether the item is not scored for the unit any more.
        set_aside: bool,
        /// Units of the panel.
        panel: Vec<Code>,
        /// Why.
        reasons: String,
    },
    /// A case is not counted.
    Exclude {
        /// The case.
        case: Uuid,
        /// Why.
        reason: ExclusionReason,
        /// Units of the panel.
        panel: Vec<Code>,
        /// The units in whose figures it stands.
        #[serde(skip)]
        units: Vec<String>,
    },
    /// The result stands.
    Finalise,
    /// Everybody may read it.
    Publish,
    /// A clock rings.
    Tick(String),
    /// The calendar changed.
    Reckon,
}

/// What a calculation came to, of which exclusions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// SHA-256, hex.
    pub hash: String,
    /// The units rated.
    pub units: Vec<String>,
    /// How many cases were left out.
    pub excluded: usize,
    /// What was not scored, of which unit.
    pub set_aside: Vec<Item>,
    /// SHA-256 of the figures without what was left out, hex; none where nothing was.
    pub figures: Option<String>,
}
