//! What a survey is, how its sample is drawn, and what its answers come to. Pure.

mod refusal;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use shiyu_kit::lottery::{Lottery, fingerprint};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::figures::{Level, Span};
use crate::shelf::entry;

pub use refusal::Refusal;

/// Name of the procedure of the draw. Another procedure has another name.
pub const ALGORITHM: &str = "shiyu-survey-1";

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

/// A case that is drawn from, or was drawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Drawn {
    /// The case.
    pub case: Uuid,
    /// The service.
    pub service: String,
    /// Code of the unit, at the survey's level.
    pub unit: String,
}

/// Where a survey stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
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
    /// By what it is drawn.
    pub seed: String,
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

impl Plan {
    /// Draws the sample from these cases.
    ///
    /// # Errors
    /// `NOTHING_TO_DRAW`.
    pub fn drawn_from(self, mut pool: Vec<Drawn>, county: &str, now: OffsetDateTime) -> Result<Survey, Refusal> {
        pool.sort_unstable();
        pool.dedup_by_key(|case| case.case);
        if pool.is_empty() {
            return Err(Refusal::NothingToDraw);
        }
        let fingerprint = fingerprint(pool.iter().map(|case| case.case));
        let mut units: BTreeMap<String, Vec<Drawn>> = BTreeMap::new();
        for case in pool {
            units.entry(case.unit.clone()).or_default().push(case);
        }
        let mut drawn = Vec::new();
        for (unit, cases) in units {
            let text = format!("{ALGORITHM}\n{}\n{fingerprint}\n{}\n{unit}", self.id, self.seed);
            let many = self.sample.min(cases.len());
            drawn.extend(Lottery::of(&text).draw(cases, many).unwrap_or_default());
        }
        Ok(Survey {
            plan: self,
            county: county.to_owned(),
            fingerprint,
            drawn,
            stage: Stage::Drawn,
            opened_at: now,
            closed_at: None,
        })
    }
}

impl Survey {
    /// Its tokens go out, once.
    ///
    /// # Errors
    /// `SURVEY_MOVE_NOT_ALLOWED`.
    pub fn issued(mut self) -> Result<Self, Refusal> {
        self.stage = match self.stage {
            Stage::Drawn => Stage::Asking,
            Stage::Asking | Stage::Closed => return Err(Refusal::MoveNotAllowed(self.stage)),
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
            Stage::Drawn | Stage::Closed => return Err(Refusal::MoveNotAllowed(self.stage)),
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

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn plan(seed: &str, sample: usize) -> Plan {
        Plan {
            id: Uuid::from_u128(7),
            title: "二季度".to_owned(),
            level: Level::Town,
            span: Span {
                from: date!(2026 - 04 - 01),
                to: date!(2026 - 06 - 30),
            },
            sample,
            seed: seed.to_owned(),
        }
    }

    fn pool(towns: &[(&str, u128)]) -> Vec<Drawn> {
        let of = |(town, many): &(&str, u128)| {
            let town = (*town).to_owned();
            let from = u128::from(town.parse::<u64>().unwrap()) * 1_000;
            (0..*many).map(move |number| Drawn {
                case: Uuid::from_u128(from + number),
                service: "grid".to_owned(),
                unit: town.clone(),
            })
        };
        towns.iter().flat_map(of).collect()
    }

    fn drawn(seed: &str, pool: Vec<Drawn>) -> Survey {
        plan(seed, 10).drawn_from(pool, "330602", OffsetDateTime::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn a_sample_is_drawn_of_each_unit_and_comes_out_again() {
        let towns = [("330602001", 100), ("330602002", 4)];
        let survey = drawn("双色球2026052期", pool(&towns));
        assert_eq!(survey.asked(), BTreeMap::from([("330602001", 10), ("330602002", 4)]));
        let mut mixed = pool(&towns);
        mixed.reverse();
        assert_eq!(drawn("双色球2026052期", mixed), survey);
        assert_ne!(drawn("双色球2026053期", pool(&towns)).drawn, survey.drawn);
        let none = plan("seed", 10).drawn_from(Vec::new(), "330602", OffsetDateTime::UNIX_EPOCH);
        assert_eq!(none, Err(Refusal::NothingToDraw));
    }

    #[test]
    fn tokens_go_out_once_and_only_what_was_asked_is_closed() {
        let survey = drawn("seed", pool(&[("330602001", 3)]));
        let now = OffsetDateTime::UNIX_EPOCH;
        assert_eq!(survey.clone().closed(now), Err(Refusal::MoveNotAllowed(Stage::Drawn)));
        let asking = survey.issued().unwrap();
        assert_eq!(asking.clone().issued(), Err(Refusal::MoveNotAllowed(Stage::Asking)));
        let closed = asking.closed(now).unwrap();
        assert_eq!(closed.clone().closed(now), Err(Refusal::MoveNotAllowed(Stage::Closed)));
        assert_eq!(closed.issued(), Err(Refusal::MoveNotAllowed(Stage::Closed)));
    }

    #[test]
    fn satisfaction_is_weighed_as_it_is_set() {
        let counts = |rating| match rating {
            Rating::Very => 1,
            Rating::Satisfied | Rating::Basically | Rating::Dissatisfied => 2,
            Rating::Average => 3,
        };
        let default = Weights([100, 100, 80, 60, 0]);
        assert_eq!(satisfaction(counts, default), Some(Decimal::new(64, 2)));
        assert_eq!(satisfaction(counts, Weights([100, 0, 0, 0, 0])), Some(Decimal::new(1, 1)));
        assert_eq!(satisfaction(|_| 0, default), None);
    }
}
