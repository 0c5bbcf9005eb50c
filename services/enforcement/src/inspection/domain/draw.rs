//! A random draw: announced with its pool fixed, made with a seed, published.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Conduct, DrawState, Lot, Publication, Publish, Refusal, Ticket, draw, lies_in_area};
use crate::power::domain::covers;
use crate::sitting::Sitting;

const MOST_OBJECTS: usize = 5_000;
const MOST_OFFICERS: usize = 500;

/// An officer who stands aside for an object (回避).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandAside {
    /// The object.
    pub object: Uuid,
    /// The officer's id in the register.
    pub officer: Uuid,
}

/// A draw as it is announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Its id.
    pub id: Uuid,
    /// The unit that draws.
    pub unit: Code,
    /// What it is called.
    pub title: String,
    /// The document it rests on.
    pub document: String,
    /// Objects of this trade.
    pub category: Option<String>,
    /// Objects in this town or village.
    pub place: Option<Code>,
    /// Units whose officers are drawn from.
    pub officer_units: Vec<Code>,
    /// How many objects.
    pub objects: usize,
    /// How many officers for each.
    pub officers: usize,
    /// What the visits look at.
    pub matters: Vec<String>,
    /// By which day the visits are to be made.
    pub planned_on: Date,
    /// Who stands aside for which object.
    pub aside: Vec<StandAside>,
}

/// From what is drawn: ids, each list in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// The objects.
    pub objects: Vec<Uuid>,
    /// The officers.
    pub officers: Vec<Uuid>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The seed.
    pub seed: String,
    /// Where it comes from.
    pub source: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The objects with their officers and visits, in the order in which they were drawn.
    pub picks: Vec<(Uuid, Vec<Uuid>, Uuid)>,
}

/// A draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// As it was announced.
    pub announcement: Announcement,
    /// From what it is made.
    pub pool: Pool,
    /// Fingerprint of that, as it was announced.
    pub fingerprint: String,
    /// Where it stands.
    pub state: DrawState,
    /// When it was announced.
    pub announced_at: OffsetDateTime,
    /// What came of it.
    pub drawn: Option<Drawn>,
    /// Its publication.
    pub publication: Option<Publication>,
}

impl Pool {
    /// A pool of these, in ascending order.
    #[must_use]
    pub fn of(mut objects: Vec<Uuid>, mut officers: Vec<Uuid>) -> Self {
        objects.sort_unstable();
        officers.sort_unstable();
        Self { objects, officers }
    }
}

impl Announcement {
    /// Announces it over a pool.
    ///
    /// # Errors
    /// `PLANNED_PAST`, `POOL_TOO_SMALL`, `POOL_TOO_LARGE`, and as [`Announcement::competent`].
    pub fn announce(self, pool: Pool, sitting: &Sitting<'_>) -> Result<Draw, Refusal> {
        self.competent(sitting)?;
        if self.planned_on < sitting.today() {
            return Err(Refusal::PlannedPast);
        }
        if pool.objects.len() < self.objects || pool.officers.len() < self.officers {
            return Err(Refusal::PoolTooSmall(pool.objects.len(), pool.officers.len()));
        }
        if pool.objects.len() > MOST_OBJECTS || pool.officers.len() > MOST_OFFICERS {
            return Err(Refusal::PoolTooLarge);
        }
        Ok(Draw {
            fingerprint: pool.fingerprint(),
            pool,
            announcement: self,
            state: DrawState::Announced,
            announced_at: sitting.now,
            drawn: None,
            publication: None,
        })
    }

    /// Who may announce it.
    ///
    /// # Errors
    /// `OBJECT_OUTSIDE_AREA` and `OFFICERS_OUTSIDE_AREA`: a unit draws in its own area, from officers of it, of units within it or of those
    /// whose area it lies in; as [`Sitting::writes_for`] the unit.
    pub fn competent(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        sitting.writes_for(&self.unit)?;
        lies_in_area(self.place.as_ref().unwrap_or(sitting.county), &self.unit)?;
        for unit in &self.officer_units {
            sitting.competence().in_county(unit)?;
            if !covers(&self.unit, unit) && !covers(unit, &self.unit) {
                return Err(Refusal::OfficersElsewhere(unit.clone(), self.unit.clone()));
            }
        }
        Ok(())
    }
}

impl Draw {
    /// What a seed leads to.
    ///
    /// # Errors
    /// `POOL_TOO_SMALL`: too few officers are left for an object.
    pub fn lots(&self, seed: &str) -> Result<Vec<Lot>, Refusal> {
        let told = &self.announcement;
        let lots = draw(&Ticket {
            id: told.id,
            pool: &self.pool,
            objects: told.objects,
            officers: told.officers,
            aside: &told.aside,
            seed,
        });
        lots.ok_or(Refusal::PoolTooSmall(self.pool.objects.len(), self.pool.officers.len()))
    }

    /// Makes it.
    ///
    /// # Errors
    /// `DRAW_DONE`, `POOL_TOO_SMALL`, and as [`Sitting::governs`] the unit.
    pub fn conduct(&self, told: &Conduct, sitting: &Sitting<'_>) -> Result<Vec<Lot>, Refusal> {
        sitting.governs(&self.announcement.unit)?;
        match self.state {
            DrawState::Announced => self.lots(&told.seed),
            DrawState::Done | DrawState::Published => Err(Refusal::DrawDone),
        }
    }

    /// It was made.
    #[must_use]
    pub fn done(self, drawn: Drawn) -> Self {
        Self {
            state: DrawState::Done,
            drawn: Some(drawn),
            ..self
        }
    }

    /// It was published.
    ///
    /// # Errors
    /// `DRAW_NOT_DONE`, `PUBLISHED_ALREADY`, `PUBLISHED_IN_FUTURE`, and as [`Sitting::governs`] the unit.
    pub fn publish(self, told: &Publish, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.announcement.unit)?;
        match self.state {
            DrawState::Announced => return Err(Refusal::DrawNotDone),
            DrawState::Published => return Err(Refusal::PublishedAlready),
            DrawState::Done => {}
        }
        if told.publication.on > sitting.today() {
            return Err(Refusal::PublishedInFuture);
        }
        Ok(Self {
            state: DrawState::Published,
            publication: Some(told.publication.clone()),
            ..self
        })
    }

    /// Computes it again: what its pool and its seed lead to, and whether that is what was announced and drawn.
    ///
    /// # Errors
    /// `DRAW_NOT_DONE`, `POOL_TOO_SMALL`.
    pub fn verify(&self) -> Result<(bool, Vec<Lot>), Refusal> {
        let drawn = self.drawn.as_ref().ok_or(Refusal::DrawNotDone)?;
        let lots = self.lots(&drawn.seed)?;
        let was = drawn.picks.iter().map(|(object, officers, _)| (object, officers));
        let same = lots.iter().map(|lot| (&lot.object, &lot.officers)).eq(was);
        Ok((same && self.pool.fingerprint() == self.fingerprint, lots))
    }
}
