//! A table as a file (CSV, UTF-8, with a header), row by row: one bad row does not hold up the others.

use std::collections::{BTreeMap, BTreeSet};

use csv::{ReaderBuilder, StringRecord};
use shiyu_kit::fault::Violations;
use shiyu_kit::party::personal_in;

use super::MOST_ROWS;
use crate::domain::terms::Point;
use crate::place::domain::Problem;

/// Characters of a text.
const TEXT: usize = 60;

/// Where each column stands.
pub(crate) type Columns = BTreeMap<&'static str, usize>;

/// What a row says, or all that is wrong with it.
pub(crate) type Read<T> = Result<T, Vec<Problem>>;

/// The columns of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    /// All of them.
    pub(crate) columns: &'static [&'static str],
    /// Those without which a row says nothing.
    pub(crate) needed: &'static [&'static str],
    /// What is said of any other.
    pub(crate) strange: &'static str,
}

/// Reads a file, each row with its number, counted from 1. Of what has the same key the first row holds; `twice` is said of the others.
///
/// # Errors
/// `CSV_INVALID`, `TOO_MANY_ROWS`, `COLUMN_MISSING`, `COLUMN_UNKNOWN`, `DUPLICATE`: what is wrong with the file as a whole.
pub(crate) fn read<T, K: Ord>(
    file: &[u8],
    head: Head,
    row: impl Fn(&StringRecord, &Columns) -> Read<T>,
    (key, twice): (impl Fn(&T) -> K, &str),
) -> Result<Vec<(i32, Read<T>)>, Violations> {
    let file = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    let mut violations = Violations::new();
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
    let header = reader.headers().ok().cloned();
    let header = violations.present(header, "file", "CSV_INVALID", "not a table in UTF-8");
    let columns = header.and_then(|header| columns(&header, head, &mut violations));
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
        let read = row(&record, &columns).and_then(|one| {
            let new = seen.insert(key(&one));
            if new { Ok(one) } else { Err(vec![again(twice)]) }
        });
        rows.push((number, read));
    }
    violations.finish().map(|()| rows)
}

fn columns(header: &StringRecord, head: Head, violations: &mut Violations) -> Option<Columns> {
    let mut columns = Columns::new();
    for (index, told) in header.iter().enumerate() {
        let known = head.columns.iter().find(|name| **name == told.trim());
        let field = format!("columns[{index}]");
        let Some(name) = violations.present(known, field.clone(), "COLUMN_UNKNOWN", head.strange) else {
            continue;
        };
        let new = columns.insert(*name, index).is_none();
        violations.require(new, field, "DUPLICATE", "the column stands further up");
    }
    for needed in head.needed.iter().copied() {
        violations.require(columns.contains_key(needed), needed, "COLUMN_MISSING", "it is needed");
    }
    violations.is_empty().then_some(columns)
}

/// A cell of a row, without the space around it; empty where there is none.
pub(crate) fn cell<'a>(record: &'a StringRecord, columns: &Columns, name: &str) -> &'a str {
    let cell = columns.get(name).and_then(|index| record.get(*index));
    cell.unwrap_or_default().trim()
}

/// That a row has a cell for each column, and no more.
pub(crate) fn whole(record: &StringRecord, columns: &Columns, violations: &mut Violations) {
    let (cells, needed) = (record.len(), columns.len());
    violations.require(cells >= needed, "row", "CELL_MISSING", "fewer cells than columns");
    violations.require(cells <= needed, "row", "CELL_UNEXPECTED", "more cells than columns");
}

/// Words of nobody, in one line.
pub(crate) fn text(name: &str, cell: &str, violations: &mut Violations) -> String {
    violations.require(cell.chars().count() <= TEXT, name, "TOO_LONG", "at most 60 characters");
    violations.one_line(cell, name);
    let nobody = personal_in(cell).is_empty();
    violations.require(nobody, name, "PERSONAL_DATA_IN_TEXT", "the number of a person or an organisation");
    cell.to_owned()
}

/// A point, of two cells.
pub(crate) fn point(longitude: &str, latitude: &str, violations: &mut Violations) -> Option<Point> {
    let degrees = longitude.parse().ok().zip(latitude.parse().ok());
    let point = degrees.and_then(|(longitude, latitude)| Point::from_degrees(longitude, latitude).ok());
    let what = "longitude and latitude in degrees (WGS 84)";
    violations.present(point, "longitude", "COORDINATE_INVALID", what)
}

/// What was found wrong with a row.
pub(crate) fn problems(violations: &Violations) -> Vec<Problem> {
    let told = violations.iter().map(|violation| Problem {
        field: violation.field.clone(),
        reason: violation.reason,
        description: violation.description.clone(),
    });
    told.collect()
}

fn again(twice: &str) -> Problem {
    Problem {
        field: "row".to_owned(),
        reason: "DUPLICATE",
        description: twice.to_owned(),
    }
}
