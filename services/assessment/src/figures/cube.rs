//! Counts by unit, source and category: what a period freezes, and what formulas are given.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::Date;

use super::fold::Tally;
use super::source::of_limit;
use super::store::Span;

/// Which units are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Streets and towns.
    Town,
    /// Offices of the county itself.
    Department,
    /// Counties.
    County,
}

/// What a count is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// Code of the unit.
    pub unit: String,
    /// The source.
    pub source: String,
    /// Category of the cases.
    pub category: String,
}

/// Counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(Key, i64)>", into = "Vec<(Key, i64)>")]
pub struct Cube(BTreeMap<Key, i64>);

impl From<Vec<(Key, i64)>> for Cube {
    fn from(rows: Vec<(Key, i64)>) -> Self {
        let mut cube = Self::default();
        for (key, count) in rows {
            cube.add(key, count);
        }
        cube
    }
}

impl From<Cube> for Vec<(Key, i64)> {
    fn from(cube: Cube) -> Self {
        cube.0.into_iter().collect()
    }
}

impl Cube {
    /// So many more.
    pub fn add(&mut self, key: Key, count: i64) {
        let entry = self.0.entry(key);
        let total = entry.or_default();
        *total += count;
    }

    /// With these.
    pub fn join(&mut self, other: &Self) {
        for (key, count) in &other.0 {
            self.add(key.clone(), *count);
        }
    }

    /// Without these.
    #[must_use]
    pub fn minus(mut self, other: &Self) -> Self {
        for (key, count) in &other.0 {
            self.add(key.clone(), -count);
        }
        self
    }

    /// The same counts of the units of a level, each with everything below it. What belongs to none is left out.
    #[must_use]
    pub fn rolled(&self, level: Level) -> Self {
        let mut cube = Self::default();
        for (key, count) in &self.0 {
            if let Some(unit) = unit_at(&key.unit, level) {
                cube.add(Key { unit, ..key.clone() }, *count);
            }
        }
        cube
    }

    /// How many of a unit, but for cases of these categories.
    #[must_use]
    pub fn count(&self, unit: &str, source: &str, but: &[String]) -> i64 {
        let from = Key {
            unit: unit.to_owned(),
            source: source.to_owned(),
            category: String::new(),
        };
        let of_source = self.0.range(from..).take_while(|(key, _)| key.unit == unit && key.source == source);
        of_source
            .filter(|(key, _)| !but.contains(&key.category))
            .map(|(_, count)| count)
            .sum()
    }

    /// The units of which anything is counted.
    #[must_use]
    pub fn units(&self) -> Vec<String> {
        let mut units: Vec<String> = self.0.keys().map(|key| key.unit.clone()).collect();
        units.dedup();
        units
    }

    /// Every count, over all categories.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<(String, String), i64> {
        let mut totals = BTreeMap::new();
        for (key, count) in &self.0 {
            *totals.entry((key.unit.clone(), key.source.clone())).or_default() += count;
        }
        totals
    }

    /// What one case adds to the counts of some days.
    #[must_use]
    pub fn of(tally: &Tally, span: Span) -> Self {
        let mut cube = Self::default();
        for occurrence in tally.occurrences.iter().filter(|occurrence| span.holds(occurrence.day)) {
            cube.add(key(&occurrence.unit, &occurrence.category, occurrence.source.clone()), 1);
        }
        for limit in tally.limits.iter().filter(|limit| span.is_due(limit.due, limit.met)) {
            let met = limit.met.is_some_and(|met| met <= span.to);
            let counted = [("due", true), ("met", met), ("in_time", met && limit.in_time), ("open", !met)];
            for (what, _) in counted.into_iter().filter(|(_, counts)| *counts) {
                cube.add(key(&limit.unit, &limit.category, of_limit(&limit.limit, what)), 1);
            }
        }
        cube
    }
}

fn key(unit: &str, category: &str, source: String) -> Key {
    Key {
        unit: unit.to_owned(),
        source,
        category: category.to_owned(),
    }
}

impl Span {
    /// Whether a day is one of them.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Whether a limit counts: it ends in these days, or it ended earlier and was met in them (domain.md B4).
    #[must_use]
    pub fn is_due(self, due: Date, met: Option<Date>) -> bool {
        self.holds(due) || (due < self.from && met.is_some_and(|met| self.holds(met)))
    }
}

/// The unit of a level that a unit belongs to, by its code.
#[must_use]
pub fn unit_at(unit: &str, level: Level) -> Option<String> {
    let code: Code = unit.parse().ok()?;
    match level {
        Level::Town => code.division().get(..9).map(str::to_owned),
        Level::Department => (code.is_office() && code.division().len() == 6).then(|| code.to_string()),
        Level::County => (!code.county().ends_with("00")).then(|| code.county().to_owned()),
    }
}
