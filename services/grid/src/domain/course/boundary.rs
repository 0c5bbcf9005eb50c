//! What may be another county's: negotiated, else designated; the first receiver goes on meanwhile (S7).

use serde::{Deserialize, Serialize};
use shiyu_kit::border::{CountyAnswer, CountyWord, Settlement, word_of};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::stage::StageName;
use crate::domain::terms::Rejection;

/// That an event may be another county's (边界, 属地争议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boundary {
    /// The request's id, which names it in both counties and in the city.
    pub id: Uuid,
    /// The other counties.
    pub counties: Vec<Code>,
    /// Why.
    pub reason: String,
    /// When it was raised.
    #[serde(with = "time::serde::rfc3339")]
    pub raised_at: OffsetDateTime,
    /// When the counties had not agreed in time, and the city was asked.
    #[serde(with = "time::serde::rfc3339::option")]
    pub referred_at: Option<OffsetDateTime>,
    /// What the other counties said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<CountyAnswer>,
    /// How it was settled.
    pub decision: Option<Settlement>,
}

impl Boundary {
    /// What a county said, if it did.
    #[must_use]
    pub fn word_of(&self, county: &Code) -> Option<CountyWord> {
        word_of(&self.answers, county)
    }

    /// Whether every county named said that it is not its own.
    #[must_use]
    pub fn is_declined_by_all(&self) -> bool {
        self.counties
            .iter()
            .all(|county| self.word_of(county) == Some(CountyWord::Declined))
    }
}

/// How an event that was handed over ended in the county that has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sequel {
    /// The county where it ended.
    pub county: Code,
    /// How.
    pub end: SequelEnd,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// How it ended there, in no words of that county's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SequelEnd {
    /// Handled and closed.
    Closed,
    /// Not accepted.
    Rejected {
        /// Why.
        ground: Rejection,
    },
    /// The same as another of that county's.
    Duplicate,
    /// Handed to an emergency line.
    EmergencyTransferred,
    /// Another city's, by its receipt.
    HandedOutside,
}

impl SequelEnd {
    /// The end of this name; none for what is none. Of what is handed over once more nothing is told until it ends there, so that what was
    /// handed over went to another city.
    #[must_use]
    pub fn of(stage: StageName, ground: Option<Rejection>) -> Option<Self> {
        match stage {
            StageName::Closed => Some(Self::Closed),
            StageName::Rejected => ground.map(|ground| Self::Rejected { ground }),
            StageName::Duplicate => Some(Self::Duplicate),
            StageName::EmergencyTransferred => Some(Self::EmergencyTransferred),
            StageName::HandedOver => Some(Self::HandedOutside),
            StageName::Reported
            | StageName::Verifying
            | StageName::Accepted
            | StageName::InGrid
            | StageName::Filed
            | StageName::Dispatched
            | StageName::Handling
            | StageName::Suspended
            | StageName::Handled
            | StageName::Verified
            | StageName::Disputed => None,
        }
    }

    /// The stage's name there.
    #[must_use]
    pub fn name(self) -> StageName {
        match self {
            Self::Closed => StageName::Closed,
            Self::Rejected { .. } => StageName::Rejected,
            Self::Duplicate => StageName::Duplicate,
            Self::EmergencyTransferred => StageName::EmergencyTransferred,
            Self::HandedOutside => StageName::HandedOver,
        }
    }

    /// Why it was not accepted there.
    #[must_use]
    pub fn ground(self) -> Option<Rejection> {
        match self {
            Self::Rejected { ground } => Some(ground),
            Self::Closed | Self::Duplicate | Self::EmergencyTransferred | Self::HandedOutside => None,
        }
    }
}
