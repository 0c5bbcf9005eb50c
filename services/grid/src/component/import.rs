//! A file of components (CSV, UTF-8, with a header), row by row: one bad row does not hold up the others.

use std::collections::{BTreeMap, BTreeSet};

use csv::{ReaderBuilder, StringRecord};
use shiyu_kit::fault::Violations;
use shiyu_kit::party::{is_credit_code, personal_in};
use shiyu_kit::unit::Code;
use time::Date;
use time::format_description::well_known::Iso8601;

use super::domain::{Component, Owner, Problem, Row, State};
use crate::domain::terms::{ComponentCode, Point};
use crate::place::import::MOST_ROWS;

/// The columns: there is none for a person.
const COLUMNS: [&str; 12] = [
    "code",
    "title",
    "make",
    "longitude",
    "latitude",
    "owner_unit",
    "owner_org",
    "maintainer_unit",
    "valid_from",
    "valid_to",
    "state",
    "reference",
];
/// Those without which there is no component.
const NEEDED: [&str; 5] = ["code", "title", "longitude", "latitude", "valid_from"];
/// Characters of a text.
const TEXT: usize = 60;

/// Reads a file of a county's components.
///
/// # Errors
/// `CSV_INVALID`, `TOO_MANY_ROWS`, `COLUMN_MISSING`, `COLUMN_UNKNOWN`, `DUPLICATE`: what is wrong with the file as a whole.
pub(super) fn read(file: &[u8], county: &Code) -> Result<Vec<Row>, Violations> {
    let file = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    let mut violations = Violations::new();
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
    let header = reader.headers().ok().cloned();
    let header = violations.present(header, "file", "CSV_INVALID", "not a table in UTF-8");
    let columns = header.and_then(|header| columns(&header, &mut violations));
    let Some(columns) = columns else { return Err(violations) };
    let (mut rows, mut seen) = (Vec::new(), BTreeSet::new());
    for record in reader.into_records() {
        let at = format!("rows[{}]", rows.len() + 1);
        let record = violations.present(record.ok(), at, "CSV_INVALID", "not a row in UTF-8");
        let Some(record) = record else { return Err(violations) };
        if !violations.require(rows.len() < MOST_ROWS, "rows", "TOO_MANY_ROWS", format!("at most {MOST_ROWS}")) {
            return Err(violations);
        }
        let number = i32::try_from(rows.len() + 1).unwrap_or(i32::MAX);
        let read = Line::read(&record, &columns, county).and_then(|component| {
            let new = seen.insert(component.code.clone());
            if new { Ok(component) } else { Err(twice()) }
        });
        rows.push(Row { number, read });
    }
    violations.finish().map(|()| rows)
}

/// Where each column stands.
fn columns(header: &StringRecord, violations: &mut Violations) -> Option<BTreeMap<&'static str, usize>> {
    let mut columns = BTreeMap::new();
    for (index, told) in header.iter().enumerate() {
        let known = COLUMNS.iter().find(|name| **name == told.trim());
        let field = format!("columns[{index}]");
        let what = "not a column of a component";
        let Some(name) = violations.present(known, field.clone(), "COLUMN_UNKNOWN", what) else {
            continue;
        };
        let new = columns.insert(*name, index).is_none();
        violations.require(new, field, "DUPLICATE", "the column stands further up");
    }
    for needed in NEEDED {
        violations.require(columns.contains_key(needed), needed, "COLUMN_MISSING", "it is needed");
    }
    violations.is_empty().then_some(columns)
}

/// A row that is being read.
struct Line<'a> {
    record: &'a StringRecord,
    columns: &'a BTreeMap<&'static str, usize>,
    violations: Violations,
}

impl<'a> Line<'a> {
    fn read(record: &'a StringRecord, columns: &'a BTreeMap<&'static str, usize>, county: &Code) -> Result<Component, Vec<Problem>> {
        let mut line = Self {
            record,
            columns,
            violations: Violations::new(),
        };
        let component = line.component(county);
        match component {
            Some(component) if line.violations.is_empty() => Ok(component),
            Some(_) | None => Err(problems(&line.violations)),
        }
    }

    fn component(&mut self, county: &Code) -> Option<Component> {
        let (cells, needed) = (self.record.len(), self.columns.len());
        self.require(cells >= needed, "row", "CELL_MISSING", "fewer cells than columns");
        self.require(cells <= needed, "row", "CELL_UNEXPECTED", "more cells than columns");
        let code = self.code(county);
        let given = !self.cell("title").is_empty();
        self.require(given, "title", "REQUIRED", "it is needed");
        let (title, make, reference) = (self.text("title"), self.text("make"), self.text("reference"));
        let point = self.point();
        let owner = self.owner();
        let maintainer = self.unit("maintainer_unit");
        let state = self.state();
        let (from, to) = self.days(state);
        Some(Component {
            code: code?,
            title,
            make,
            point: point?,
            owner,
            maintainer,
            from: from?,
            to,
            state: state?,
            reference,
        })
    }

    fn cell(&self, name: &str) -> &'a str {
        let record = self.record;
        let cell = self.columns.get(name).and_then(|index| record.get(*index));
        cell.unwrap_or_default().trim()
    }

    fn require(&mut self, right: bool, field: &str, reason: &'static str, what: &str) -> bool {
        self.violations.require(right, field, reason, what)
    }

    fn code(&mut self, county: &Code) -> Option<ComponentCode> {
        let code: Option<ComponentCode> = self.cell("code").parse().ok();
        let what = "16 digits: county 6, class 2, subclass 2, running number 6";
        let code = self.violations.present(code, "code", "COMPONENT_INVALID", what)?;
        let here = code.county() == county.as_str();
        self.require(here, "code", "CODE_ELSEWHERE", "it stands in another county")
            .then_some(code)
    }

    fn text(&mut self, name: &str) -> String {
        let cell = self.cell(name);
        self.require(cell.chars().count() <= TEXT, name, "TOO_LONG", "at most 60 characters");
        self.violations.one_line(cell, name);
        let nobody = personal_in(cell).is_empty();
        self.require(nobody, name, "PERSONAL_DATA_IN_TEXT", "the number of a person or an organisation");
        cell.to_owned()
    }

    fn point(&mut self) -> Option<Point> {
        let degrees = self.cell("longitude").parse().ok().zip(self.cell("latitude").parse().ok());
        let point = degrees.and_then(|(longitude, latitude)| Point::from_degrees(longitude, latitude).ok());
        let what = "longitude and latitude in degrees (WGS 84)";
        self.violations.present(point, "longitude", "COORDINATE_INVALID", what)
    }

    /// A unit or an organisation, or nobody that is known.
    fn owner(&mut self) -> Option<Owner> {
        let (unit, org) = (self.unit("owner_unit"), self.cell("owner_org"));
        if org.is_empty() {
            return unit.map(Owner::Unit);
        }
        let alone = self.cell("owner_unit").is_empty();
        self.require(alone, "owner_org", "OWNER_TWICE", "a unit of the county or another organisation");
        let what = "18 characters with two check digits (GB 32100)";
        self.require(is_credit_code(org), "owner_org", "CREDIT_CODE_INVALID", what);
        Some(Owner::Organisation(org.to_owned()))
    }

    fn unit(&mut self, name: &str) -> Option<Code> {
        let cell = self.cell(name);
        if cell.is_empty() {
            return None;
        }
        let code = cell.parse().ok();
        self.violations.present(code, name, "INVALID_CODE", "not a code of a unit")
    }

    fn state(&mut self) -> Option<State> {
        let cell = self.cell("state");
        if cell.is_empty() {
            return Some(State::Intact);
        }
        let state = State::ALL.into_iter().find(|state| state.as_str() == cell);
        let what = "intact, damaged, lost, abandoned or removed";
        self.violations.present(state, "state", "UNKNOWN_VALUE", what)
    }

    /// What was removed stood until some day.
    fn days(&mut self, state: Option<State>) -> (Option<Date>, Option<Date>) {
        let (from, to) = (self.day("valid_from"), self.cell("valid_to"));
        if to.is_empty() {
            let stands = state != Some(State::Removed);
            self.require(stands, "valid_to", "VALID_TO_MISSING", "until when it stood");
            return (from, None);
        }
        let to = self.day("valid_to");
        let ordered = from.zip(to).is_none_or(|(from, to)| from <= to);
        self.require(ordered, "valid_to", "DATES_REVERSED", "it lies before valid_from");
        (from, to)
    }

    fn day(&mut self, name: &str) -> Option<Date> {
        let cell = self.cell(name);
        let day = Date::parse(cell, &Iso8601::DATE).ok();
        let day = day.filter(|day| day.to_string() == cell && (1900..=9999).contains(&day.year()));
        self.violations
            .present(day, name, "DATE_INVALID", "a date is of the form 2026-05-06")
    }
}

fn problems(violations: &Violations) -> Vec<Problem> {
    let told = violations.iter().map(|violation| Problem {
        field: violation.field.clone(),
        reason: violation.reason,
        description: violation.description.clone(),
    });
    told.collect()
}

fn twice() -> Vec<Problem> {
    vec![Problem {
        field: "row".to_owned(),
        reason: "DUPLICATE",
        description: "the same code stands further up".to_owned(),
    }]
}
