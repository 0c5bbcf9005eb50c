//! Rows of enforcement: clues, officers, regulated objects, standards, visits and draws. One table of the mapping file names what they are,
//! and which column becomes which field of it.

mod clue;
mod kind;
mod register;
mod standard;
mod visit;

use std::collections::BTreeMap;

use serde::Deserialize;
use uuid::Uuid;

pub use kind::Kind;

use super::draft::{Draft, request_id};
use super::field::Field;
use super::petitioner::Petitioner;
use super::plan::{self, Plan};
use super::sheet::Cells;
use super::verdict::Reason;
use crate::cli::Service;

/// The mapping of rows of enforcement.
#[derive(Debug, Clone)]
pub struct Entries {
    source: String,
    key: String,
    delimiter: Option<char>,
    kind: Kind,
    fields: BTreeMap<String, Field>,
    /// Of clues: who is suspected, and who complained.
    people: [Option<Petitioner>; 2],
}

/// The same, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    source: String,
    key: String,
    delimiter: Option<char>,
    suspect: Option<Petitioner>,
    complainant: Option<Petitioner>,
    clue: Option<BTreeMap<String, Field>>,
    officer: Option<BTreeMap<String, Field>>,
    object: Option<BTreeMap<String, Field>>,
    benchmark: Option<BTreeMap<String, Field>>,
    checklist: Option<BTreeMap<String, Field>>,
    inspection: Option<BTreeMap<String, Field>>,
    draw: Option<BTreeMap<String, Field>>,
}

impl Entries {
    /// Whether a text has a table that is one of ours.
    #[must_use]
    pub fn is_one(text: &str) -> bool {
        let table: Result<toml::Table, _> = toml::from_str(text);
        table.is_ok_and(|table| Kind::ALL.iter().any(|kind| table.contains_key(kind.table())))
    }

    /// A mapping from its text.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let written: Written = toml::from_str(text).map_err(|error| error.to_string())?;
        plan::check(&written.source, written.delimiter)?;
        let (kind, fields) = one(written.tables())?;
        kind.check(&fields)?;
        let people = [written.suspect, written.complainant];
        if kind != Kind::Clue && people.iter().any(Option::is_some) {
            return Err("only a clue has a suspect or a complainant".to_owned());
        }
        people.iter().flatten().try_for_each(Petitioner::check)?;
        Ok(Self {
            source: written.source,
            key: written.key,
            delimiter: written.delimiter,
            kind,
            fields,
            people,
        })
    }
}

impl Written {
    fn tables(&self) -> [(Kind, Option<BTreeMap<String, Field>>); 7] {
        [
            (Kind::Clue, self.clue.clone()),
            (Kind::Officer, self.officer.clone()),
            (Kind::Object, self.object.clone()),
            (Kind::Benchmark, self.benchmark.clone()),
            (Kind::Checklist, self.checklist.clone()),
            (Kind::Inspection, self.inspection.clone()),
            (Kind::Draw, self.draw.clone()),
        ]
    }
}

/// The one table that there is.
fn one(tables: [(Kind, Option<BTreeMap<String, Field>>); 7]) -> Result<(Kind, BTreeMap<String, Field>), String> {
    let mut there = tables.into_iter().filter_map(|(kind, fields)| Some((kind, fields?)));
    match (there.next(), there.next()) {
        (Some(found), None) => Ok(found),
        (Some((first, _)), Some((second, _))) => Err(format!("a row is either [{}] or [{}]", first.table(), second.table())),
        (None, _) => Err("the mapping says of nothing what a row is".to_owned()),
    }
}

impl Plan for Entries {
    fn service(&self) -> Service {
        Service::Enforcement
    }

    fn rows(&self) -> &'static str {
        self.kind.table()
    }

    fn source(&self) -> &str {
        &self.source
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn separator(&self) -> u8 {
        plan::separator(self.delimiter)
    }

    fn columns(&self) -> Vec<&str> {
        let mut columns = vec![self.key.as_str()];
        columns.extend(self.fields.values().flat_map(Field::columns));
        columns.extend(self.people.iter().flatten().flat_map(Petitioner::columns));
        columns
    }

    fn note(&self) -> Option<&str> {
        None
    }

    fn draft(&self, cells: &Cells, county: &str) -> Result<Draft, Vec<Reason>> {
        let key = self.key_of(cells);
        let mut row = Row {
            fields: &self.fields,
            cells,
            county,
            id: request_id(county, &self.source, &key),
            reasons: Vec::new(),
        };
        if key.is_empty() {
            row.wrong("KEY_MISSING", "source_reference", format!("column {} is empty", self.key));
        }
        let request = match self.kind {
            Kind::Clue => clue::clue(&mut row, &key, &self.people),
            Kind::Officer => register::officer(&mut row),
            Kind::Object => register::object(&mut row),
            Kind::Benchmark => standard::benchmark(&mut row),
            Kind::Checklist => standard::checklist(&mut row),
            Kind::Inspection => visit::inspection(&mut row),
            Kind::Draw => visit::draw(&mut row),
        };
        if row.reasons.is_empty() {
            Ok(Draft { key, request })
        } else {
            Err(row.reasons)
        }
    }
}

/// One row, and all that is wrong with it.
struct Row<'a> {
    fields: &'a BTreeMap<String, Field>,
    cells: &'a Cells,
    county: &'a str,
    id: Uuid,
    reasons: Vec<Reason>,
}

impl Row<'_> {
    fn wrong(&mut self, code: &str, field: &str, detail: impl Into<String>) {
        self.reasons.push(Reason::new(code, field, detail));
    }

    fn parent(&self) -> String {
        format!("counties/{}", self.county)
    }

    /// The text of a field; empty where the mapping has none. What may be empty, the city says.
    fn text(&mut self, name: &str) -> String {
        let filled = self.fields.get(name).map(|field| field.fill(name, self.cells)).transpose();
        match filled {
            Ok(text) => text.unwrap_or_default(),
            Err(reason) => {
                self.reasons.push(reason);
                String::new()
            }
        }
    }

    /// A number; `none` where there is no text.
    fn number(&mut self, name: &str, none: i32) -> i32 {
        let text = self.text(name);
        if text.is_empty() {
            return none;
        }
        text.parse().unwrap_or_else(|_| {
            self.wrong("NUMBER_INVALID", name, format!("`{text}` is no number"));
            none
        })
    }

    /// A word of the contract; `none` where there is no text.
    fn word<T>(&mut self, name: &str, none: T, parse: impl Fn(&str) -> Result<T, String>) -> T {
        let text = self.text(name);
        if text.is_empty() {
            return none;
        }
        parse(&text).unwrap_or_else(|what| {
            self.wrong("VALUE_UNKNOWN", name, what);
            none
        })
    }

    /// The parts of a text between semicolons.
    fn parts(&mut self, name: &str) -> Vec<String> {
        let text = self.text(name);
        let parts = text.split([';', '；']).map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    }

    /// What each of the parts says.
    fn each<T>(&mut self, name: &str, read: impl Fn(&str) -> Result<T, String>) -> Vec<T> {
        let mut all = Vec::new();
        for part in self.parts(name) {
            match read(&part) {
                Ok(one) => all.push(one),
                Err(what) => self.wrong("VALUE_INVALID", name, what),
            }
        }
        all
    }
}

#[cfg(test)]
mod tests;
