//! What may be another county's: negotiated, else designated; the first receiver goes on meanwhile (art. 24, S7).

use serde::{Deserialize, Serialize};
use shiyu_kit::border::{CountyAnswer, CountyWord, Settlement, word_of};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

/// That a matter may be another county's (属地争议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boundary {
    /// The request's id, which names it in every county and in the city.
    pub id: Uuid,
    /// The other counties.
    pub counties: Vec<Code>,
    /// Why.
    pub reason: String,
    /// When it was raised.
    #[serde(with = "time::serde::rfc3339")]
    pub raised_at: OffsetDateTime,
    /// When the city was asked.
    #[serde(with = "time::serde::rfc3339::option")]
    pub referred_at: Option<OffsetDateTime>,
    /// What the other counties said.
    pub answers: Vec<CountyAnswer>,
    /// How it was settled.
    pub settled: Option<Settlement>,
}

impl Boundary {
    /// What a county said.
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
