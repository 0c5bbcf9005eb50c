//! Organisation units (city, county, town, village and their offices): reference data with one owner, copied by facts.

mod code;
mod command;
mod competence;
mod mediating;
pub mod store;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use time::Date;

pub(crate) use code::is_province;
pub use code::{Code, Level, NotACode};
pub use command::CommandOffices;
pub use competence::{Competence, NotCompetent};
pub use mediating::MediatingOffices;

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
    /// Who names a unit as superior, in any span.
    inferiors: BTreeMap<Code, BTreeSet<Code>>,
    command: Arc<CommandOffices>,
    mediating: Arc<MediatingOffices>,
}

impl Units {
    /// The units a table holds.
    #[must_use]
    pub fn new(units: impl IntoIterator<Item = Unit>) -> Self {
        let mut spans: BTreeMap<Code, Vec<Unit>> = BTreeMap::new();
        let mut inferiors: BTreeMap<Code, BTreeSet<Code>> = BTreeMap::new();
        for unit in units {
            if let Some(superior) = &unit.superior {
                inferiors.entry(superior.clone()).or_default().insert(unit.code.clone());
            }
            spans.entry(unit.code.clone()).or_default().push(unit);
        }
        Self {
            spans,
            inferiors,
            command: Arc::default(),
            mediating: Arc::default(),
        }
    }

    /// The same, these offices commanding for their divisions.
    #[must_use]
    pub fn commanded_by(self, command: Arc<CommandOffices>) -> Self {
        Self { command, ..self }
    }

    /// Which offices command for their divisions.
    #[must_use]
    pub const fn command(&self) -> &Arc<CommandOffices> {
        &self.command
    }

    /// The same, these offices mediating for their divisions.
    #[must_use]
    pub fn mediated_by(self, mediating: Arc<MediatingOffices>) -> Self {
        Self { mediating, ..self }
    }

    /// Which offices mediate for their divisions, and which guide them.
    #[must_use]
    pub const fn mediating(&self) -> &Arc<MediatingOffices> {
        &self.mediating
    }

    /// The unit of a code on a day.
    #[must_use]
    pub fn get(&self, code: &Code, on: Date) -> Option<&Unit> {
        self.spans.get(code)?.iter().find(|unit| unit.exists_on(on))
    }

    /// Every span of a code, past and coming ones too.
    #[must_use]
    pub fn spans(&self, code: &Code) -> &[Unit] {
        self.spans.get(code).map(Vec::as_slice).unwrap_or_default()
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

    #[test]
    fn a_unit_exists_from_its_first_to_its_last_day() {
        let merged = Unit {
            code: code("330602001"),
            name: "鲁迅街道".to_owned(),
            superior: None,
            valid_from: date!(2020 - 01 - 01),
            valid_to: Some(date!(2023 - 12 - 31)),
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
}
