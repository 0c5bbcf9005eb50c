//! What screening rounds found: the ledger (台账), without a word of between whom.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use crate::domain::terms::Category;

/// How far a finding has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingState {
    /// Nobody has opened a dispute of it.
    Open,
    /// It was settled on the spot.
    Settled,
    /// A dispute of it is under way.
    InMediation,
    /// Its dispute ended by an agreement.
    Agreed,
    /// Its dispute ended without one.
    Ended,
}

/// An entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its id, derived from the round, the item and its place in the report.
    pub id: Uuid,
    /// The round.
    pub round: Uuid,
    /// Who screened.
    pub unit: Code,
    /// Code of the item.
    pub item: String,
    /// About what.
    pub category: Category,
    /// Where.
    pub place: Code,
    /// In neutral words.
    pub summary: String,
    /// Whether it was settled on the spot.
    pub settled: bool,
    /// The day of the report.
    pub on: Date,
    /// The dispute that came of it.
    pub dispute: Option<Uuid>,
    /// Whether that ended by an agreement.
    pub ended: Option<bool>,
}

impl FindingState {
    /// Its word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Settled => "settled",
            Self::InMediation => "in_mediation",
            Self::Agreed => "agreed",
            Self::Ended => "ended",
        }
    }
}

impl Finding {
    /// How far it has come.
    #[must_use]
    pub const fn state(&self) -> FindingState {
        match (self.settled, self.dispute, self.ended) {
            (_, Some(_), Some(true)) => FindingState::Agreed,
            (_, Some(_), Some(false)) => FindingState::Ended,
            (_, Some(_), None) => FindingState::InMediation,
            (true, None, _) => FindingState::Settled,
            (false, None, _) => FindingState::Open,
        }
    }
}
