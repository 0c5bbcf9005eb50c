//! A file of addresses (CSV, UTF-8, with a header), row by row: one bad row does not hold up the others.

use std::collections::{BTreeMap, BTreeSet};

use csv::{ReaderBuilder, StringRecord};
use shiyu_kit::fault::Violations;
use shiyu_kit::party::personal_in;
use shiyu_kit::unit::{Code, Level};

use super::{Ground, MOST_ROWS};
use crate::domain::terms::Point;
use crate::place::domain::{Address, Problem, Row};

/// The columns: there is none for who lives somewhere, and none for a room.
const COLUMNS: [&str; 8] = ["village", "road", "estate", "number", "building", "unit", "longitude", "latitude"];
/// Characters of a part.
const PART: usize = 60;

/// Reads a file.
///
/// # Errors
/// `CSV_INVALID`, `TOO_MANY_ROWS`, `COLUMN_MISSING`, `COLUMN_UNKNOWN`: what is wrong with the file as a whole.
pub fn read(file: &[u8], ground: &Ground<'_>) -> Result<Vec<Row>, Violations> {
    let file = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    let mut violations = Violations::new();
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
    let header = reader.headers().ok().cloned();
    let header = violations.present(header, "file", "CSV_INVALID", "not a table in UTF-8");
    let columns = header.and_then(|header| columns(&header, &mut violations));
    let Some(columns) = columns else { return Err(violations) };
    let (mut rows, mut seen) = (Vec::new(), BTreeSet::new());
    for record in reader.into_records() {
        let Some(record) = violations.present(
            record.ok(),
            format!("rows[{}]", rows.len() + 1),
            "CSV_INVALID",
            "not a row in UTF-8",
        ) else {
            return Err(violations);
        };
        if !violations.require(rows.len() < MOST_ROWS, "rows", "TOO_MANY_ROWS", format!("at most {MOST_ROWS}")) {
            return Err(violations);
        }
        let number = i32::try_from(rows.len() + 1).unwrap_or(i32::MAX);
        let read = row(&record, &columns, ground).and_then(|address| {
            let new = seen.insert(address.id());
            if new { Ok(address) } else { Err(twice()) }
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
        let what = "not a column of an address; occupants have none";
        let Some(name) = violations.present(known, field.clone(), "COLUMN_UNKNOWN", what) else {
            continue;
        };
        let new = columns.insert(*name, index).is_none();
        violations.require(new, field, "DUPLICATE", "the column stands further up");
    }
    for needed in ["village", "longitude", "latitude"] {
        violations.require(columns.contains_key(needed), needed, "COLUMN_MISSING", "it is needed");
    }
    violations.is_empty().then_some(columns)
}

fn row(record: &StringRecord, columns: &BTreeMap<&'static str, usize>, ground: &Ground<'_>) -> Result<Address, Vec<Problem>> {
    let mut violations = Violations::new();
    let cell = |name: &str| columns.get(name).and_then(|index| record.get(*index)).unwrap_or_default().trim();
    violations.require(record.len() >= columns.len(), "row", "CELL_MISSING", "fewer cells than columns");
    violations.require(record.len() <= columns.len(), "row", "CELL_UNEXPECTED", "more cells than columns");
    let village = village(cell("village"), ground, &mut violations);
    let point = point(cell("longitude"), cell("latitude"), &mut violations);
    let mut part = |name: &str| text(name, cell(name), &mut violations);
    let (road, estate, number) = (part("road"), part("estate"), part("number"));
    let (building, unit) = (part("building"), part("unit"));
    let some = [&road, &estate, &number, &building].into_iter().any(|part| !part.is_empty());
    violations.require(some, "road", "REQUIRED", "an address has words");
    match village.zip(point) {
        Some((village, point)) if violations.is_empty() => Ok(Address {
            village,
            road,
            estate,
            number,
            building,
            unit,
            point,
        }),
        Some(_) | None => Err(problems(&violations)),
    }
}

fn village(cell: &str, ground: &Ground<'_>, violations: &mut Violations) -> Option<Code> {
    let code: Option<Code> = cell.parse().ok();
    let code = code.filter(|code| code.level() == Level::Village && !code.is_office());
    let code = violations.present(code, "village", "INVALID_CODE", "12 digits of a village or community")?;
    let here = code.county() == ground.county.as_str();
    if !violations.require(here, "village", "CODE_ELSEWHERE", "it lies in another county") {
        return None;
    }
    let there = ground.units.get(&code, ground.today).is_some();
    violations
        .require(there, "village", "UNIT_UNKNOWN", "there is no such village today")
        .then_some(code)
}

fn point(longitude: &str, latitude: &str, violations: &mut Violations) -> Option<Point> {
    let degrees = longitude.parse().ok().zip(latitude.parse().ok());
    let point = degrees.and_then(|(longitude, latitude)| Point::from_degrees(longitude, latitude).ok());
    violations.present(
        point,
        "longitude",
        "COORDINATE_INVALID",
        "longitude and latitude in degrees (WGS 84)",
    )
}

fn text(name: &str, cell: &str, violations: &mut Violations) -> String {
    violations.require(cell.chars().count() <= PART, name, "TOO_LONG", "at most 60 characters");
    violations.one_line(cell, name);
    let nobody = personal_in(cell).is_empty();
    violations.require(nobody, name, "PERSONAL_DATA_IN_TEXT", "the number of a person or an organisation");
    cell.to_owned()
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
        description: "the same words stand further up".to_owned(),
    }]
}
