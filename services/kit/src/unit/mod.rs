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

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    fn unit(own: &str, superior: Option<&str>) -> Unit {
        Unit {
            code: code(own),
            name: own.to_owned(),
            superior: superior.map(code),
            valid_from: date!(2020 - 01 - 01),
            valid_to: None,
        }
    }

    #[test]
    fn a_village_lies_within_its_town_county_and_city_and_in_no_other() {
        let units = Units::new([
            unit("330600", None),
            unit("330602", Some("330600")),
            unit("330681", Some("330600")),
            unit("330602001", Some("330602")),
            unit("330602001003", Some("330602001")),
        ]);
        let within = |of: &str| units.is_within(&code("330602001003"), &code(of), date!(2026 - 05 - 01));
        assert_eq!(["330602001", "330602", "330600", "330681"].map(within), [true, true, true, false]);
    }

    #[test]
    fn a_unit_exists_from_its_first_to_its_last_day() {
        let merged = Unit {
            valid_to: Some(date!(2023 - 12 - 31)),
            ..unit("330602001", None)
        };
        let units = Units::new([merged]);
        let exists = |day| units.get(&code("330602001"), day).is_some();
        assert_eq!(
            [
                date!(2019 - 12 - 31),
                date!(2020 - 01 - 01),
                date!(2023 - 12 - 31),
                date!(2024 - 01 - 01)
            ]
            .map(exists),
            [false, true, true, false]
        );
    }

    #[test]
    fn units_that_answer_to_each_other_end_the_search() {
        let units = Units::new([unit("330602", Some("330681")), unit("330681", Some("330602"))]);
        assert!(!units.is_within(&code("330602"), &code("330600"), date!(2026 - 05 - 01)));
    }
}
