//! What the teams need to know of the map.

use std::fmt::Debug;

use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::unit::Code;
use time::Date;

use super::domain::Refusal;
use crate::domain::terms::GridCode;
use crate::place::atlas::Atlas;

/// Which grids there are; the map answers it.
pub trait Grids: Debug + Send + Sync {
    /// Whether a basic or exclusive grid is on the map of a day; `None` where no map of the day is held.
    fn has(&self, grid: &GridCode, on: Date) -> Option<bool>;

    /// Whether a basic or exclusive grid is on any map that is held: an event keeps the grid of its own day; `None` where none is.
    fn ever(&self, grid: &GridCode) -> Option<bool>;

    /// The basic grids of a division on a day, by code; `None` where no map of the day is held.
    fn basic(&self, within: &Code, on: Date) -> Option<Vec<GridCode>>;
}

impl Grids for Atlas {
    fn has(&self, grid: &GridCode, on: Date) -> Option<bool> {
        self.sheet(on).map(|sheet| sheet.grid(grid).is_some())
    }

    fn ever(&self, grid: &GridCode) -> Option<bool> {
        let mut sheets = self.sheets().peekable();
        sheets.peek()?;
        Some(sheets.any(|sheet| sheet.grid(grid).is_some()))
    }

    fn basic(&self, within: &Code, on: Date) -> Option<Vec<GridCode>> {
        let basic = self.sheet(on)?.grids().filter(|grid| grid.host.is_none());
        let mut codes: Vec<_> = basic.map(|grid| &grid.code).filter(|code| lies_in(code, within)).cloned().collect();
        codes.sort_unstable();
        Some(codes)
    }
}

impl Grids for Snapshot<Atlas> {
    fn has(&self, grid: &GridCode, on: Date) -> Option<bool> {
        self.get().has(grid, on)
    }

    fn ever(&self, grid: &GridCode) -> Option<bool> {
        self.get().ever(grid)
    }

    fn basic(&self, within: &Code, on: Date) -> Option<Vec<GridCode>> {
        self.get().basic(within, on)
    }
}

/// That a grid is on the map of a day.
///
/// # Errors
/// `MAP_MISSING`, `GRID_UNKNOWN`.
pub fn on_map(grids: &dyn Grids, grid: &GridCode, on: Date) -> Result<(), Refusal> {
    match grids.has(grid, on) {
        Some(true) => Ok(()),
        Some(false) => Err(Refusal::GridUnknown(grid.clone())),
        None => Err(Refusal::MapMissing(on)),
    }
}

/// Whether a grid lies in a division, by its digits.
#[must_use]
pub fn lies_in(grid: &GridCode, division: &Code) -> bool {
    grid.as_str().starts_with(digits_of(division))
}

/// With which digits the codes of a division's grids begin; a city's own code ends in 00, which stands for nothing.
#[must_use]
pub fn digits_of(division: &Code) -> &str {
    let digits = division.division();
    let city = digits.strip_suffix("00").filter(|_| digits.len() == 6);
    city.unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::place::atlas::Sheet;
    use crate::place::synthetic::Plan;

    #[test]
    fn the_map_tells_which_basic_grids_lie_in_a_division() {
        let (county, day) = ("330602".parse().unwrap(), date!(2026 - 05 - 06));
        let features = Plan::of(&county, (120.5, 30.1), 60).features();
        let atlas = Atlas::new(vec![Sheet::new(&county, (1, day), features)]);
        let all = atlas.basic(&county, day).unwrap();
        assert!(all.is_sorted() && all.iter().all(|grid| !grid.is_exclusive() && atlas.has(grid, day) == Some(true)));
        let village = all.first().unwrap().village().unwrap();
        let some = atlas.basic(&village, day).unwrap();
        let expected: Vec<_> = all.iter().filter(|grid| grid.village().unwrap() == village).cloned().collect();
        assert!(some == expected && some.len() < all.len());
        assert_eq!(atlas.basic(&"330600".parse().unwrap(), day).unwrap(), all);
        assert_eq!(atlas.basic(&"330603".parse().unwrap(), day).unwrap(), []);
        let before = day.previous_day().unwrap();
        assert_eq!(
            (atlas.basic(&county, before), atlas.has(all.first().unwrap(), before)),
            (None, None)
        );
        let elsewhere = "330603001001001".parse().unwrap();
        assert_eq!(
            (atlas.ever(all.first().unwrap()), atlas.ever(&elsewhere)),
            (Some(true), Some(false))
        );
        assert_eq!(Atlas::default().ever(&elsewhere), None);
    }
}
