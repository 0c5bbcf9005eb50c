//! `shiyu units`: the organisation units of a county.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Deserialize;
use serde_json::{Value, json};
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1::{ImportUnitsRequest, ImportUnitsResponse, ListUnitsRequest, Unit};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};

const PAGE: i32 = 200;
/// As many as one call takes.
const BATCH: usize = 1000;

/// What to do with units.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, by code.
    List(ListOptions),
    /// Add or correct those of a CSV file with the columns `code,name,superior,valid_from,valid_to` (dates as 2026-01-31;
    /// the last may be missing). A unit stands after its superior. Each 1,000 rows are taken whole or not at all.
    Import {
        /// The file.
        file: PathBuf,
    },
}

/// Which units to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Only those that answer to this unit directly (its code).
    #[arg(long)]
    pub superior: Option<String>,
    /// As of this day, as in 2026-01-31; without it today.
    #[arg(long)]
    pub date: Option<String>,
}

/// `shiyu units`.
///
/// # Errors
/// [`Failure::Refused`]; [`Failure::Usage`] and [`Failure::File`] for the file.
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => {
            let units = fetch(desk, options).await?;
            let value = json!({ "units": units.iter().map(document).collect::<Value>() });
            out.show(&value, || rows(&units));
        }
        Order::Import { file } => {
            let done = import(desk, read(file)?).await?;
            let value = json!({ "added": done.added, "changed": done.changed, "unchanged": done.unchanged });
            out.show(&value, || {
                format!("{} added, {} changed, {} as they were", done.added, done.changed, done.unchanged)
            });
        }
    }
    Ok(Ending::Clean)
}

/// Every unit that fits.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn fetch(desk: &Desk, options: &ListOptions) -> Result<Vec<Unit>, Failure> {
    let mut units = Vec::new();
    let mut request = ListUnitsRequest {
        parent: desk.parent(),
        superior: options.superior.clone().unwrap_or_default(),
        date: options.date.clone().unwrap_or_default(),
        page_size: PAGE,
        page_token: String::new(),
    };
    loop {
        let page = desk.units().list_units(request.clone()).await?.into_inner();
        units.extend(page.units);
        if page.next_page_token.is_empty() {
            return Ok(units);
        }
        request.page_token = page.next_page_token;
    }
}

/// Adds or corrects units, as many calls as it takes.
///
/// # Errors
/// [`Failure::Refused`]; calls before it stand.
pub async fn import(desk: &Desk, units: Vec<Unit>) -> Result<ImportUnitsResponse, Failure> {
    let mut done = ImportUnitsResponse::default();
    for batch in units.chunks(BATCH) {
        let request = ImportUnitsRequest {
            parent: desk.parent(),
            units: batch.to_vec(),
            request_id: new_id().to_string(),
        };
        let answer = desk.units().import_units(request).await?.into_inner();
        done.added += answer.added;
        done.changed += answer.changed;
        done.unchanged += answer.unchanged;
    }
    Ok(done)
}

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    superior: String,
    valid_from: String,
    #[serde(default)]
    valid_to: String,
}

fn read(file: &Path) -> Result<Vec<Unit>, Failure> {
    let wrong = |error: csv::Error| {
        if error.is_io_error() {
            return Failure::file(file, error.into());
        }
        Failure::Usage(format!("{}: {error}", file.display()))
    };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(file).map_err(wrong)?;
    let rows: Result<Vec<Row>, csv::Error> = reader.deserialize().collect();
    let rows = rows.map_err(wrong)?;
    Ok(rows.into_iter().map(unit).collect())
}

fn unit(row: Row) -> Unit {
    Unit {
        name: String::new(),
        code: row.code,
        display_name: row.name,
        superior: row.superior,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
    }
}

fn document(of: &Unit) -> Value {
    json!({
        "name": of.name,
        "code": of.code,
        "display_name": of.display_name,
        "superior": of.superior,
        "valid_from": of.valid_from,
        "valid_to": of.valid_to,
    })
}

fn rows(units: &[Unit]) -> String {
    let mut table = table(&["code", "name", "superior", "from", "to"]);
    for unit in units {
        table.add_row([&unit.code, &unit.display_name, &unit.superior, &unit.valid_from, &unit.valid_to]);
    }
    table.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_with_and_without_an_end() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("units.csv");
        std::fs::write(&file, "code,name,superior,valid_from\n330602,越城区,330600,2020-01-01\n").unwrap();
        let units = read(&file).unwrap();
        assert_eq!(units[0].code, "330602");
        assert_eq!(units[0].valid_to, "");

        std::fs::write(&file, "code,name,superior,valid_from,valid_to\n330602,越城区\n").unwrap();
        assert!(matches!(read(&file), Err(Failure::Usage(_))));
        assert!(matches!(read(&folder.path().join("none.csv")), Err(Failure::File { .. })));
    }
}
