//! A file of addresses (CSV, UTF-8, with a header), row by row: one bad row does not hold up the others.

use csv::StringRecord;
use shiyu_kit::fault::Violations;
use shiyu_kit::unit::{Code, Level};

use super::Ground;
use super::table::{self, Columns, Head, Read};
use crate::place::domain::{Address, Row};

/// The columns: there is none for who lives somewhere, and none for a room.
const HEAD: Head = Head {
    columns: &["village", "road", "estate", "number", "building", "unit", "longitude", "latitude"],
    needed: &["village", "longitude", "latitude"],
    strange: "not a column of an address; occupants have none",
};

/// Reads a file.
///
/// # Errors
/// `CSV_INVALID`, `TOO_MANY_ROWS`, `COLUMN_MISSING`, `COLUMN_UNKNOWN`, `DUPLICATE`: what is wrong with the file as a whole.
pub fn read(file: &[u8], ground: &Ground<'_>) -> Result<Vec<Row>, Violations> {
    let once = (Address::id, "the same words stand further up");
    let rows = table::read(file, HEAD, |record, columns| row(record, columns, ground), once)?;
    Ok(rows.into_iter().map(|(number, read)| Row { number, read }).collect())
}

fn row(record: &StringRecord, columns: &Columns, ground: &Ground<'_>) -> Read<Address> {
    let mut violations = Violations::new();
    let cell = |name: &str| table::cell(record, columns, name);
    table::whole(record, columns, &mut violations);
    let village = village(cell("village"), ground, &mut violations);
    let point = table::point(cell("longitude"), cell("latitude"), &mut violations);
    let mut part = |name: &str| table::text(name, cell(name), &mut violations);
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
        Some(_) | None => Err(table::problems(&violations)),
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
