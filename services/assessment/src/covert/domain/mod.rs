//! A round of covert visits: announced with its pool fixed, drawn with a seed, visited, found, shared, put right. Pure.

mod refusal;
mod visit;

use serde::{Deserialize, Serialize};
use shiyu_kit::lottery::{Lottery, fingerprint};
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::shelf::entry;

pub use refusal::Refusal;
pub use visit::{Finding, Stage, Step, Visit};

/// Name of the procedure of the draw. Another procedure has another name.
pub const ALGORITHM: &str = "shiyu-covert-1";

/// By what it was drawn, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// The seed.
    pub seed: String,
    /// Where it comes from.
    pub source: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A round as it is announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// The document it rests on.
    pub document: String,
    /// What is drawn from, in ascending order.
    pub pool: Vec<Code>,
    /// How many are drawn.
    pub visits: usize,
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// As it was announced.
    pub announcement: Announcement,
    /// Code of the county.
    pub county: String,
    /// Fingerprint of the pool, as it was announced.
    pub fingerprint: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub announced_at: OffsetDateTime,
    /// By what it was drawn.
    pub draw: Option<Draw>,
    /// The visits, in the order in which they were drawn.
    pub visits: Vec<Visit>,
}

entry! { Round is "covert_round": announcement.id, county, announced_at }

impl Announcement {
    /// The office fixes what is drawn from, before anybody knows the seed.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `UNIT_OUTSIDE_JURISDICTION`, `POOL_TOO_SMALL`.
    pub fn announce(mut self, sitting: &Sitting<'_>) -> Result<Round, Refusal> {
        sitting.county_wide()?;
        for unit in &self.pool {
            sitting.competence().in_county(unit)?;
        }
        if self.pool.len() < self.visits {
            return Err(Refusal::PoolTooSmall);
        }
        self.pool.sort_unstable();
        Ok(Round {
            fingerprint: fingerprint(&self.pool),
            county: sitting.county.to_string(),
            announcement: self,
            announced_at: sitting.now,
            draw: None,
            visits: Vec::new(),
        })
    }
}

impl Round {
    fn lots(&self, seed: &str) -> Result<Vec<Code>, Refusal> {
        let told = &self.announcement;
        let text = format!("{ALGORITHM}\n{}\n{}\n{seed}", told.id, fingerprint(&told.pool));
        let lots = Lottery::of(&text).draw(told.pool.clone(), told.visits);
        lots.ok_or(Refusal::PoolTooSmall)
    }

    /// Draws, once.
    ///
    /// # Errors
    /// As [`Announcement::announce`], `DRAWN_ALREADY`.
    pub fn drawn(mut self, (seed, source): (&str, &str), sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        if self.draw.is_some() {
            return Err(Refusal::DrawnAlready);
        }
        self.visits = self.lots(seed)?.into_iter().map(Visit::planned).collect();
        self.draw = Some(Draw {
            seed: seed.to_owned(),
            source: source.to_owned(),
            at: sitting.now,
        });
        Ok(self)
    }

    /// Whether its pool and its seed lead to what was drawn, and to what: once every visit is shared, because until then nobody may know
    /// where somebody goes.
    ///
    /// # Errors
    /// `NOT_DRAWN`.
    pub fn verified(&self) -> Result<(bool, Vec<Code>), Refusal> {
        let draw = self.draw.as_ref().filter(|_| self.is_open()).ok_or(Refusal::NotDrawn)?;
        let lots = self.lots(&draw.seed)?;
        let same = lots.iter().eq(self.visits.iter().map(|visit| &visit.unit));
        Ok((same && fingerprint(&self.announcement.pool) == self.fingerprint, lots))
    }

    fn is_open(&self) -> bool {
        self.visits.iter().all(Visit::is_shared)
    }

    /// A step of one visit, by its place in the draw.
    ///
    /// # Errors
    /// `NOT_DRAWN`, `VISIT_UNKNOWN`, `VISIT_MOVE_NOT_ALLOWED`, `VISIT_IN_FUTURE`, and who may not.
    pub fn stepped(mut self, index: usize, step: &Step, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        let drawn = self.draw.as_ref().ok_or(Refusal::NotDrawn)?.at;
        let visit = self.visits.get_mut(index).ok_or(Refusal::VisitUnknown)?;
        match step {
            // Whether it is theirs is nobody's to find out before it is shared.
            Step::Rectify(_) if !visit.is_shared() => return Err(Refusal::VisitUnknown),
            Step::Rectify(_) => sitting.competence().oversees(&visit.unit)?,
            Step::Visit(_) | Step::Find(_) | Step::Share => sitting.county_wide()?,
        }
        visit.stepped(step, (drawn, sitting.now))?;
        Ok(self)
    }
}
