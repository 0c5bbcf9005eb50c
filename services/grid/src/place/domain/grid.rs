//! What lies on a map: grids, the outlines they fill, and the sets that professional grids are.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;

use super::words::{FeatureKind, HostDuty, Profession, VillageBody};
use crate::domain::terms::{AreaClass, GridCode, SpaceType};
use crate::place::geometry::Shape;

/// A basic or exclusive grid (基础网格, 专属网格).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// Its code of 15 digits.
    pub code: GridCode,
    /// Its name.
    pub name: String,
    /// What kind of space.
    pub space: SpaceType,
    /// How much it asks for.
    pub area: AreaClass,
    /// Which body of the village hosts it; it changes nobody's powers.
    pub body: Option<VillageBody>,
    /// Of an exclusive one, who hosts it.
    pub host: Option<Host>,
}

/// Who hosts an exclusive grid: a park, a large firm, a hospital, a school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// Unified social credit code (GB 32100).
    pub org: String,
    /// What its team does.
    pub duties: BTreeSet<HostDuty>,
}

/// A professional grid (专业网格).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Professional {
    /// Its own id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whose profession it serves.
    pub profession: Profession,
    /// The grids it is made of, at least one.
    pub members: BTreeSet<GridCode>,
}

/// What a feature is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The county's outline, or a neighbour's.
    County(Code),
    /// A village's outline.
    Village(Code),
    /// A grid.
    Grid(Grid),
    /// A professional grid.
    Professional(Professional),
}

/// A feature of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// What it is.
    pub about: About,
    /// Its outline.
    pub shape: Option<Shape>,
}

impl Grid {
    /// What kind of feature it is.
    #[must_use]
    pub const fn kind(&self) -> FeatureKind {
        match self.host {
            Some(_) => FeatureKind::Exclusive,
            None => FeatureKind::Basic,
        }
    }
}

impl Feature {
    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> FeatureKind {
        match &self.about {
            About::County(_) => FeatureKind::County,
            About::Village(_) => FeatureKind::Village,
            About::Grid(grid) => grid.kind(),
            About::Professional(_) => FeatureKind::Professional,
        }
    }

    /// Its code, by which it is the only one of its map.
    #[must_use]
    pub fn code(&self) -> &str {
        match &self.about {
            About::County(code) | About::Village(code) => code.as_str(),
            About::Grid(grid) => grid.code.as_str(),
            About::Professional(professional) => &professional.id,
        }
    }

    /// The grid, if it is one.
    #[must_use]
    pub const fn grid(&self) -> Option<&Grid> {
        match &self.about {
            About::Grid(grid) => Some(grid),
            About::County(_) | About::Village(_) | About::Professional(_) => None,
        }
    }
}
