//! What a survey is, how it moves, and what its answers come to. Pure.

mod draw;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::figures::{Level, Span};
use crate::shelf::entry;

pub use draw::{Draw, Drawn, Pool};
pub use refusal::Refusal;

/// How satisfied somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// 非常满意.
    Very,
    /// 满意.
    Satisfied,
    /// 基本满意.
    Basically,
    /// 一般.
    Average,
    /// 不满意.
    Dissatisfied,
}

impl Rating {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Very, Self::Satisfied, Self::Basically, Self::Average, Self::Dissatisfied];

    /// The source it counts for.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::Very => "survey.rated_very",
            Self::Satisfied => "survey.rated_satisfied",
            Self::Basically => "survey.rated_basically",
            Self::Average => "survey.rated_average",
            Self::Dissatisfied => "survey.rated_dissatisfied",
        }
    }
}

/// How much of an answer of each kind is satisfied, in hundredths, in the order of [`Rating::ALL`] (domain.md B5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights(pub [u32; 5]);

/// What a deployment sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Of a unit of which fewer answered there is no result.
    pub least_answers: i64,
    /// How much of an answer is satisfied.
    pub weights: Weights,
}

/// Where a survey stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// What is drawn from is fixed.
    Fixed,
    /// Its sample is drawn.
    Drawn,
    /// Its tokens are out.
    Asking,
    /// Its results count.
    Closed,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Which units.
    pub level: Level,
    /// Cases that ended in these days.
    pub span: Span,
    /// How many of each unit at most.
    pub sample: usize,
    /// By what it was drawn, of a build that was told so with the plan; nobody tells it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<String>,
}

/// A survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// As it was planned.
    pub plan: Plan,
    /// Code of the county.
    pub county: String,
    /// Fingerprint of the cases that were drawn from.
    pub fingerprint: String,
    /// By what it was drawn; none before.
    #[serde(default)]
    pub draw: Option<Draw>,
    /// The sample.
    pub drawn: Vec<Drawn>,
    /// Where it stands.
    pub stage: Stage,
    /// When it was opened.
    #[serde(with = "time::serde::rfc3339")]
    pub opened_at: OffsetDateTime,
    /// When it was closed.
    #[serde(with = "time::serde::rfc3339::option")]
    pub closed_at: Option<OffsetDateTime>,
}

entry! { Survey is "survey": plan.id, county, opened_at }

impl Survey {
    /// Its tokens go out, once.
    ///
    /// # Errors
    /// `SURVEY_MOVE_NOT_ALLOWED`.
    pub fn issued(mut self) -> Result<Self, Refusal> {
        self.stage = match self.stage {
            Stage::Drawn => Stage::Asking,
            Stage::Fixed | Stage::Asking | Stage::Closed => return Err(Refusal::MoveNotAllowed(self.stage)),
        };
        Ok(self)
    }

    /// No more answers.
    ///
    /// # Errors
    /// `SURVEY_MOVE_NOT_ALLOWED`.
    pub fn closed(mut self, now: OffsetDateTime) -> Result<Self, Refusal> {
        self.stage = match self.stage {
            Stage::Asking => Stage::Closed,
            Stage::Fixed | Stage::Drawn | Stage::Closed => return Err(Refusal::MoveNotAllowed(self.stage)),
        };
        self.closed_at = Some(now);
        Ok(self)
    }

    /// How many of each unit are asked.
    #[must_use]
    pub fn asked(&self) -> BTreeMap<&str, i64> {
        let mut asked = BTreeMap::new();
        for case in &self.drawn {
            *asked.entry(case.unit.as_str()).or_default() += 1;
        }
        asked
    }
}

/// The share of satisfied answers; none of none.
#[must_use]
pub fn satisfaction(count: impl Fn(Rating) -> i64, Weights(weights): Weights) -> Option<Decimal> {
    let counts = Rating::ALL.map(count);
    let all: i64 = counts.iter().sum();
    let weighed = counts.iter().zip(weights).map(|(count, weight)| count * i64::from(weight));
    (all > 0).then(|| Decimal::from(weighed.sum::<i64>()) / Decimal::from(all * 100))
}
