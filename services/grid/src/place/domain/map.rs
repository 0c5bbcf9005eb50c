//! A version of the map: drafted, checked, published from a day on.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::words::{MapState, Profession};
use super::{About, Feature, Refusal};

/// A version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// Counted from 1.
    pub version: i64,
    /// Where it stands.
    pub state: MapState,
    /// How often its features were changed.
    pub revision: i64,
    /// What it holds.
    pub counts: Counts,
    /// Errors found by the linter.
    pub errors: i32,
    /// Warnings found by the linter.
    pub warnings: i32,
    /// When it was begun.
    pub created_at: OffsetDateTime,
    /// First day it is in force.
    pub effective: Option<Date>,
    /// When it was published.
    pub published_at: Option<OffsetDateTime>,
}

/// How many features of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Basic grids.
    pub basic: i32,
    /// Exclusive grids.
    pub exclusive: i32,
    /// Professional grids of 治安.
    pub public_security: i32,
    /// Of 消防.
    pub fire: i32,
    /// Of 安全.
    pub safety: i32,
    /// Others.
    pub other: i32,
    /// Villages with an outline.
    pub villages: i32,
}

impl Counts {
    /// Counts features.
    pub fn of<'a>(features: impl IntoIterator<Item = &'a Feature>) -> Self {
        let mut counts = Self::default();
        for feature in features {
            *match &feature.about {
                About::County(_) => continue,
                About::Village(_) => &mut counts.villages,
                About::Grid(grid) if grid.host.is_some() => &mut counts.exclusive,
                About::Grid(_) => &mut counts.basic,
                About::Professional(professional) => counts.profession(professional.profession),
            } += 1;
        }
        counts
    }

    fn profession(&mut self, profession: Profession) -> &mut i32 {
        match profession {
            Profession::PublicSecurity => &mut self.public_security,
            Profession::Fire => &mut self.fire,
            Profession::Safety => &mut self.safety,
            Profession::Other => &mut self.other,
        }
    }
}

/// What the linter said of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Of which revision.
    pub revision: i64,
    /// Errors.
    pub errors: i32,
    /// Warnings.
    pub warnings: i32,
}

impl Map {
    /// A new draft.
    #[must_use]
    pub const fn draft(version: i64, counts: Counts, now: OffsetDateTime) -> Self {
        Self {
            version,
            state: MapState::Draft,
            revision: 1,
            counts,
            errors: 0,
            warnings: 0,
            created_at: now,
            effective: None,
            published_at: None,
        }
    }

    /// That its features may still be changed.
    ///
    /// # Errors
    /// `MAP_PUBLISHED`, `MAP_UNKNOWN` of one that was thrown away.
    pub const fn open(&self) -> Result<(), Refusal> {
        match self.state {
            MapState::Draft | MapState::Linted => Ok(()),
            MapState::Published => Err(Refusal::MapPublished),
            MapState::Discarded => Err(Refusal::MapUnknown),
        }
    }

    /// Its features are others now: what was found before says nothing any more.
    ///
    /// # Errors
    /// As [`Map::open`].
    pub fn changed(self, counts: Counts) -> Result<Self, Refusal> {
        self.open()?;
        Ok(Self {
            state: MapState::Draft,
            revision: self.revision + 1,
            counts,
            errors: 0,
            warnings: 0,
            ..self
        })
    }

    /// It was checked.
    ///
    /// # Errors
    /// As [`Map::open`]; `MAP_CHANGED` if the verdict is upon another revision.
    pub fn linted(self, verdict: Verdict) -> Result<Self, Refusal> {
        self.open()?;
        if verdict.revision != self.revision {
            return Err(Refusal::MapChanged);
        }
        Ok(Self {
            state: MapState::Linted,
            errors: verdict.errors,
            warnings: verdict.warnings,
            ..self
        })
    }

    /// It is in force from `effective` on. Only the `first` map of a county may reach back: what was located stays where it was.
    ///
    /// # Errors
    /// As [`Map::open`]; `MAP_NOT_LINTED`, `MAP_HAS_FINDINGS`, `DATE_IN_PAST`.
    pub fn publish(self, effective: Date, today: Date, earlier: Earlier, now: OffsetDateTime) -> Result<Self, Refusal> {
        self.open()?;
        if self.state != MapState::Linted {
            return Err(Refusal::MapNotLinted);
        }
        if self.errors > 0 {
            return Err(Refusal::MapHasFindings(self.errors));
        }
        if effective < today && earlier == Earlier::Some {
            return Err(Refusal::DateInPast(effective));
        }
        Ok(Self {
            state: MapState::Published,
            effective: Some(effective),
            published_at: Some(now),
            ..self
        })
    }

    /// It is thrown away.
    ///
    /// # Errors
    /// As [`Map::open`].
    pub fn discard(self) -> Result<Self, Refusal> {
        self.open()?;
        Ok(Self {
            state: MapState::Discarded,
            counts: Counts::default(),
            errors: 0,
            warnings: 0,
            ..self
        })
    }
}

/// Whether a map was published before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    /// None.
    None,
    /// At least one.
    Some,
}
