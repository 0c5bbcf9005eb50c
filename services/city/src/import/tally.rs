//! How many rows came to which end. The numbers must add up to the rows of the file.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::verdict::{Outcome, Verdict};
use crate::failure::Failure;
use crate::output::table;

/// How many rows came to which end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<Outcome, u64>);

impl Tally {
    /// Counts a verdict.
    pub fn add(&mut self, verdict: &Verdict) {
        *self.0.entry(verdict.outcome).or_default() += 1;
    }

    /// How many came to this end.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> u64 {
        self.0.get(&outcome).copied().unwrap_or_default()
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// Whether every row is a petition now, as it stands in the file.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.0.keys().all(|outcome| outcome.is_well())
    }

    /// Holds the verdicts against the rows that were counted when the file was opened: nothing is silently dropped.
    ///
    /// # Errors
    /// [`Failure::Unaccounted`].
    pub fn check(&self, rows: u64) -> Result<(), Failure> {
        if self.total() == rows {
            return Ok(());
        }
        Err(Failure::Unaccounted {
            rows,
            verdicts: self.total(),
        })
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> Value {
        let mut counts = Map::new();
        counts.insert("rows".to_owned(), json!(self.total()));
        for outcome in Outcome::ALL {
            counts.insert(outcome.word().to_owned(), json!(self.count(outcome)));
        }
        Value::Object(counts)
    }

    /// For people.
    #[must_use]
    pub fn table(&self) -> String {
        let mut table = table(&["rows", &self.total().to_string()]);
        for outcome in Outcome::ALL {
            table.add_row([outcome.word().replace('_', " "), self.count(outcome).to_string()]);
        }
        table.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(outcome: Outcome) -> Verdict {
        Verdict {
            row: 1,
            line: 2,
            key: "1".into(),
            outcome,
            petition: String::new(),
            reasons: Vec::new(),
        }
    }

    #[test]
    fn a_row_without_a_verdict_is_noticed() {
        let mut tally = Tally::default();
        for outcome in Outcome::ALL {
            tally.add(&verdict(outcome));
        }
        assert!(tally.check(6).is_ok());
        assert!(matches!(tally.check(7), Err(Failure::Unaccounted { rows: 7, verdicts: 6 })));
        assert_eq!(tally.json()["rows"], 6);
        assert_eq!(tally.json()["already_there"], 1);
    }

    #[test]
    fn only_petitions_as_they_stand_in_the_file_are_well() {
        let mut tally = Tally::default();
        tally.add(&verdict(Outcome::Created));
        tally.add(&verdict(Outcome::AlreadyThere));
        assert!(tally.is_well());
        tally.add(&verdict(Outcome::ChangedSince));
        assert!(!tally.is_well());
    }
}
