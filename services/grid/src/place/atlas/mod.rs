//! The maps that are held in memory: what a point lies in on a day is answered without the database.

mod held;
mod locate;
mod sheet;
#[cfg(test)]
mod tests;

use time::Date;

use super::domain::{Grid, Professional};
use crate::domain::terms::{AreaClass, GridCode, Place, Point, SpaceType};
use shiyu_kit::unit::Code;

pub use sheet::Sheet;

/// How many published versions are held, the latest day first: those in force, those to come, and some years of those before.
pub const HELD: u64 = 8;

/// The published versions, the latest day first.
#[derive(Debug, Default)]
pub struct Atlas {
    sheets: Vec<Sheet>,
}

/// Why something has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotLocated {
    /// No map of the day is held.
    #[error("no map of that day is held")]
    MapMissing,
    /// No grid is there.
    #[error("no grid is there")]
    OutsideMap,
}

impl NotLocated {
    /// Its code.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::MapMissing => "MAP_MISSING",
            Self::OutsideMap => "OUTSIDE_MAP",
        }
    }
}

/// How far one looks around, in metres, at most [`FARTHEST`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distances {
    /// For other towns and counties.
    pub border: f64,
    /// For other grids.
    pub neighbours: f64,
}

/// The farthest one looks around, in metres.
pub const FARTHEST: f64 = 2_000.0;

impl Default for Distances {
    fn default() -> Self {
        Self {
            border: 100.0,
            neighbours: 50.0,
        }
    }
}

/// What a point lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The basic or exclusive grid.
    pub grid: GridCode,
    /// Version of the map.
    pub map: i64,
    /// The village or community.
    pub village: Code,
    /// The town or street.
    pub town: Code,
    /// The county.
    pub county: Code,
    /// What kind of space.
    pub space: SpaceType,
    /// How much it asks for.
    pub area: AreaClass,
    /// Ids of the professional grids it lies in.
    pub professional: Vec<String>,
    /// Whether the county's outline, or another town or county, is near.
    pub border: bool,
    /// Other towns and counties that are near.
    pub border_with: Vec<Code>,
    /// Other grids that are near.
    pub neighbours: Vec<GridCode>,
}

impl Located {
    /// As an event keeps it.
    #[must_use]
    pub fn into_place(self, point: Option<Point>, address: Option<uuid::Uuid>) -> Place {
        Place {
            point,
            address,
            grid: self.grid,
            map: self.map,
            village: self.village,
            town: self.town,
            space: self.space,
            area: self.area,
            professional: self.professional,
            border_with: self.border_with,
            component: None,
        }
    }
}

impl Atlas {
    /// The published versions, in any order.
    #[must_use]
    pub fn new(mut sheets: Vec<Sheet>) -> Self {
        sheets.sort_by_key(|sheet| std::cmp::Reverse((sheet.effective, sheet.version)));
        Self { sheets }
    }

    /// What a point lies in on a day, seen around as by default.
    ///
    /// # Errors
    /// [`NotLocated`].
    pub fn locate(&self, at: Point, on: Date) -> Result<Located, NotLocated> {
        self.locate_within(at, on, Distances::default())
    }

    /// As [`Atlas::locate`], seen around as far as said.
    ///
    /// # Errors
    /// [`NotLocated`].
    pub fn locate_within(&self, at: Point, on: Date, around: Distances) -> Result<Located, NotLocated> {
        let sheet = self.sheet(on).ok_or(NotLocated::MapMissing)?;
        sheet.locate(at, around).ok_or(NotLocated::OutsideMap)
    }

    /// A basic or exclusive grid as it is on a day.
    #[must_use]
    pub fn grid(&self, code: &GridCode, on: Date) -> Option<&Grid> {
        self.sheet(on)?.grid(code)
    }

    /// A professional grid as it is on a day.
    #[must_use]
    pub fn professional(&self, id: &str, on: Date) -> Option<&Professional> {
        self.sheet(on)?.professional(id)
    }

    /// The basic and exclusive grids of a day, by code; none where no map of the day is held.
    pub fn grids(&self, on: Date) -> impl Iterator<Item = &Grid> {
        self.sheet(on).into_iter().flat_map(Sheet::grids)
    }

    /// The version in force on a day.
    #[must_use]
    pub fn sheet(&self, on: Date) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.effective <= on)
    }

    /// Whether a grid of the version in force on a day came to its village as another went, which an earlier version that is held had.
    #[must_use]
    pub fn came_after(&self, grid: &GridCode, gone: &GridCode, on: Date) -> bool {
        let mut past = self.sheets.iter().filter(|sheet| sheet.effective <= on);
        let Some(now) = past.next() else { return false };
        let Some(before) = past.find(|sheet| sheet.grid(gone).is_some()) else {
            return false;
        };
        let instead = now.grid(gone).is_none() && now.grid(grid).is_some() && before.grid(grid).is_none();
        instead && grid.village().ok() == gone.village().ok()
    }

    /// The versions that are held, the latest day first.
    pub fn sheets(&self) -> impl Iterator<Item = &Sheet> {
        self.sheets.iter()
    }

    /// The last day of the version in force on a day, if another is published already.
    #[must_use]
    pub fn last_day(&self, on: Date) -> Option<Date> {
        let later = self.sheets.iter().rev().find(|sheet| sheet.effective > on)?;
        later.effective.previous_day()
    }
}
