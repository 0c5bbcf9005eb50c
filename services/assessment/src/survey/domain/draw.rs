//! What a sample is drawn from, and the draw: the pool is fixed under its fingerprint first, the seed comes afterwards, and whoever has both
//! draws the same. Pure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shiyu_kit::lottery::{Lottery, fingerprint};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Plan, Refusal, Stage, Survey};

/// Name of the procedure of the draw. Another procedure has another name.
pub const ALGORITHM: &str = "shiyu-survey-2";

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

/// What a sample is drawn from: each case once, by its id in ascending order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool(Vec<Drawn>);

impl Pool {
    /// A pool of these.
    #[must_use]
    pub fn of(mut cases: Vec<Drawn>) -> Self {
        cases.sort_unstable();
        cases.dedup_by_key(|case| case.case);
        Self(cases)
    }

    /// Its cases.
    #[must_use]
    pub fn cases(&self) -> &[Drawn] {
        &self.0
    }

    /// Its cases, given away.
    #[must_use]
    pub fn into_cases(self) -> Vec<Drawn> {
        self.0
    }

    /// SHA-256 of its cases, each a line of its id, its service and its unit.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let line = |it: &Drawn| format!("{} {} {}", it.case, it.service, it.unit);
        fingerprint(self.0.iter().map(line))
    }
}

/// By what a sample was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// The seed, which nobody chose.
    pub seed: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl Draw {
    /// What is told of the seed while it is not.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint([&self.seed])
    }
}

impl Plan {
    /// A survey of these cases: what is drawn from is fixed, and nothing is drawn.
    ///
    /// # Errors
    /// `NOTHING_TO_DRAW`.
    pub fn fixed(self, pool: &Pool, county: &str, now: OffsetDateTime) -> Result<Survey, Refusal> {
        if pool.cases().is_empty() {
            return Err(Refusal::NothingToDraw);
        }
        Ok(Survey {
            plan: self,
            county: county.to_owned(),
            fingerprint: pool.fingerprint(),
            draw: None,
            drawn: Vec::new(),
            stage: Stage::Fixed,
            opened_at: now,
            closed_at: None,
        })
    }
}

impl Survey {
    /// Draws the sample by a seed that nobody knew when the pool was fixed, once.
    ///
    /// # Errors
    /// `SURVEY_MOVE_NOT_ALLOWED`, `POOL_ALTERED`.
    pub fn drawn_by(mut self, seed: &str, pool: &Pool, now: OffsetDateTime) -> Result<Self, Refusal> {
        self.stage = match self.stage {
            Stage::Fixed => Stage::Drawn,
            Stage::Drawn | Stage::Asking | Stage::Closed => return Err(Refusal::MoveNotAllowed(self.stage)),
        };
        if pool.fingerprint() != self.fingerprint {
            return Err(Refusal::PoolAltered);
        }
        self.drawn = self.lots(seed, pool);
        self.draw = Some(Draw {
            seed: seed.to_owned(),
            at: now,
        });
        Ok(self)
    }

    /// Whether its pool and its seed lead to the sample, once it is closed: until then whoever knows the seed knows who is asked.
    ///
    /// # Errors
    /// `SURVEY_NOT_CLOSED`, `POOL_NOT_KEPT`.
    pub fn verified(&self, pool: &Pool) -> Result<bool, Refusal> {
        let draw = self.told()?;
        Ok(pool.fingerprint() == self.fingerprint && self.lots(&draw.seed, pool) == self.drawn)
    }

    /// By what it was drawn, once everybody may know.
    ///
    /// # Errors
    /// `SURVEY_NOT_CLOSED`; `POOL_NOT_KEPT` of a survey of a build that drew by a seed it was given, and kept no pool.
    pub fn told(&self) -> Result<&Draw, Refusal> {
        match self.stage {
            Stage::Fixed | Stage::Drawn | Stage::Asking => Err(Refusal::NotClosed),
            Stage::Closed => self.draw.as_ref().ok_or(Refusal::PoolNotKept),
        }
    }

    /// So many of each unit, unit by unit, in the order in which they are drawn.
    fn lots(&self, seed: &str, pool: &Pool) -> Vec<Drawn> {
        let mut units: BTreeMap<&str, Vec<&Drawn>> = BTreeMap::new();
        for case in pool.cases() {
            units.entry(&case.unit).or_default().push(case);
        }
        let mut drawn = Vec::new();
        for (unit, cases) in units {
            let text = format!("{ALGORITHM}\n{}\n{}\n{seed}\n{unit}", self.plan.id, self.fingerprint);
            let many = self.plan.sample.min(cases.len());
            drawn.extend(Lottery::of(&text).draw(cases, many).unwrap_or_default().into_iter().cloned());
        }
        drawn
    }
}
