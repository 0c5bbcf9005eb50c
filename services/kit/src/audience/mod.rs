//! Who may see a case: the units that have to do with it, and those from whom it is kept (信访工作条例 art. 30).
//!
//! The bar comes first and holds against everybody: neither a role nor a higher office sees past it.

mod condition;
pub mod row;
#[cfg(test)]
mod tests;
mod viewer;

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::unit::Code;

pub use viewer::{Ground, Reach, Viewer};

/// What a case says of who may see it. It only grows: an entry is never taken away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audience {
    /// The units that have to do with the case; whoever oversees one of them sees the case.
    pub units: BTreeSet<Code>,
    /// The people to whom it is shown by name, by the subjects of their tokens.
    pub subjects: BTreeSet<String>,
    /// The units it accuses: it is kept from them and from all that answer to them.
    pub barred_units: BTreeSet<Code>,
    /// The people it accuses, by the subjects of their tokens.
    pub barred_subjects: BTreeSet<String>,
}

/// The rows of one case. What no unit's code can be says nothing.
impl FromIterator<row::Model> for Audience {
    fn from_iter<R: IntoIterator<Item = row::Model>>(rows: R) -> Self {
        let mut audience = Self::default();
        for row in rows {
            match row.kind.as_str() {
                row::UNIT => audience.units.extend(row.entry.parse::<Code>()),
                row::BARRED_UNIT => audience.barred_units.extend(row.entry.parse::<Code>()),
                row::SUBJECT => audience.subjects.extend([row.entry]),
                _ => audience.barred_subjects.extend([row.entry]),
            }
        }
        audience
    }
}

impl Audience {
    /// All of it as rows.
    #[must_use]
    pub fn rows(&self, case: Uuid) -> Vec<row::Model> {
        self.grown(case, None)
    }

    /// What has come in addition to what was there before, as rows.
    #[must_use]
    pub fn grown(&self, case: Uuid, before: Option<&Self>) -> Vec<row::Model> {
        let nothing = Self::default();
        let before = before.unwrap_or(&nothing);
        let units = self.units.difference(&before.units).map(|unit| (row::UNIT, unit.as_str()));
        let named = self.subjects.difference(&before.subjects);
        let named = named.map(|subject| (row::SUBJECT, subject.as_str()));
        let barred = self.barred_units.difference(&before.barred_units);
        let barred = barred.map(|unit| (row::BARRED_UNIT, unit.as_str()));
        let subjects = self.barred_subjects.difference(&before.barred_subjects);
        let subjects = subjects.map(|subject| (row::BARRED_SUBJECT, subject.as_str()));
        let row = |(kind, entry): (&str, &str)| row::Model {
            case_id: case,
            kind: kind.to_owned(),
            entry: entry.to_owned(),
        };
        units.chain(named).chain(barred).chain(subjects).map(row).collect()
    }
}
