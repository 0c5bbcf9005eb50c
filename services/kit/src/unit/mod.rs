//! Organisation units (city, county, town, village and their offices): reference data with one owner, copied by facts.

mod code;
pub mod store;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::Date;

pub use code::{Code, Level, NotACode};

/// A unit over one span of validity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Division code, with an office suffix where the unit is an office of the division.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// The unit it answers to; none for the city.
    pub superior: Option<Code>,
    /// First day it exists.
    pub valid_from: Date,
    /// Last day it exists; none while it has no end.
    pub valid_to: Option<Date>,
}

impl Unit {
    /// Whether the unit exists on a day.
    #[must_use]
    pub fn exists_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// All units, by code; a code's spans of validity do not overlap.
#[derive(Debug, Clone, Default)]
pub struct Units {
    spans: BTreeMap<Code, Vec<Unit>>,
}

impl Units {
    /// The units a table holds.
    #[must_use]
    pub fn new(units: impl IntoIterator<Item = Unit>) -> Self {
        let mut spans: BTreeMap<Code, Vec<Unit>> = BTreeMap::new();
        for unit in units {
            spans.entry(unit.code.clone()).or_default().push(unit);
        }
        Self { spans }
    }

    /// The unit of a code on a day.
    #[must_use]
    pub fn get(&self, code: &Code, on: Date) -> Option<&Unit> {
        self.spans.get(code)?.iter().find(|unit| unit.exists_on(on))
    }

    /// Whether a unit is `of` or answers to it, over any number of superiors.
    #[must_use]
    pub fn is_within(&self, code: &Code, of: &Code, on: Date) -> bool {
        let mut at = self.get(code, on);
        // A chain of superiors is at most city, county, town, village and an office on each; a loop in bad data ends here.
        for _ in 0..8 {
            match at {
                Some(unit) if &unit.code == of => return true,
                Some(unit) => at = unit.superior.as_ref().and_then(|superior| self.get(superior, on)),
                None => return false,
            }
        }
        false
    }

    /// Every span, by code and day.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.spans.values().flatten()
    }
}
