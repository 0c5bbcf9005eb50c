//! How the petitions of the demo stand at the end: by stage, inside, warned or overdue.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shiyu_proto::petition::v1::{Petition, Stage};

use super::rings::overdue;
use crate::output::table;
use crate::petitions::{Standing, standing};
use crate::words;

/// How many petitions stand how, by stage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ending(BTreeMap<Stage, Count>);

/// How many petitions of a stage stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// In all.
    pub petitions: usize,
    /// No running clock rang.
    pub inside: usize,
    /// A running clock warned.
    pub warned: usize,
    /// A running clock passed its legal due time.
    pub overdue: usize,
    /// Some clock, running or stopped, ever passed its legal due time.
    pub ever_overdue: usize,
}

impl Ending {
    /// Counts a petition.
    pub fn add(&mut self, petition: &Petition) {
        let count = self.0.entry(petition.stage()).or_default();
        count.petitions += 1;
        count.ever_overdue += usize::from(overdue(petition) > 0);
        match standing(petition) {
            None => {}
            Some(Standing::Inside) => count.inside += 1,
            Some(Standing::Warned) => count.warned += 1,
            Some(Standing::Overdue) => count.overdue += 1,
        }
    }

    /// How the petitions of a stage stand.
    #[must_use]
    pub fn of(&self, stage: Stage) -> Count {
        self.0.get(&stage).copied().unwrap_or_default()
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> Value {
        let stages = words::stages().map(|stage| {
            let count = self.of(stage);
            json!({
                "stage": stage.as_str_name(),
                "petitions": count.petitions,
                "inside": count.inside,
                "warned": count.warned,
                "overdue": count.overdue,
                "ever_overdue": count.ever_overdue,
            })
        });
        stages.collect()
    }

    /// For people.
    #[must_use]
    pub fn table(&self) -> String {
        let mut table = table(&["stage", "petitions", "inside", "warned", "overdue", "ever overdue"]);
        for stage in words::stages().filter(|stage| self.of(*stage).petitions > 0) {
            let count = self.of(stage);
            let numbers = [count.petitions, count.inside, count.warned, count.overdue, count.ever_overdue];
            let cells = std::iter::once(words::stage_label(stage)).chain(numbers.map(|number| number.to_string()));
            table.add_row(cells);
        }
        table.to_string()
    }
}
