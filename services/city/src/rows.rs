//! A CSV text under its heads: a list that is taken in whole or not at all.

use std::fs;
use std::path::Path;

use crate::failure::Failure;

/// What `parse` makes of a file.
///
/// # Errors
/// [`Failure::File`] when it cannot be read; [`Failure::Usage`] with everything that is wrong in it.
pub(crate) fn read<T>(path: &Path, parse: impl FnOnce(&str) -> Result<T, Vec<String>>) -> Result<T, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::file(path, error))?;
    parse(&text).map_err(|wrong| Failure::Usage(format!("{}: {}", path.display(), wrong.join("; "))))
}

/// Hands every row to `take`, which asks for cells by their heads; a cell that is not there is empty.
///
/// # Errors
/// Each column of `needed` that is missing; otherwise what is wrong, line by line, the heads being the first.
pub(crate) fn each(
    text: &str,
    needed: &[&str],
    mut take: impl FnMut(&dyn Fn(&str) -> String) -> Result<(), String>,
) -> Result<(), Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads: Vec<String> = match reader.headers() {
        Ok(heads) => heads.iter().map(str::to_owned).collect(),
        Err(error) => return Err(vec![error.to_string()]),
    };
    let at = |name: &str| heads.iter().position(|head| head == name);
    let missing = needed.iter().filter(|name| at(name).is_none());
    let missing: Vec<String> = missing.map(|name| format!("column {name} is missing")).collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let mut wrong = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let taken = record.map_err(|error| error.to_string()).and_then(|record| {
            let cell = |name: &str| at(name).and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned();
            take(&cell)
        });
        wrong.extend(taken.err().map(|why| format!("line {}: {why}", row + 2)));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The parts of a cell between semicolons.
pub(crate) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// `yes`, or `no` or nothing.
///
/// # Errors
/// When it is neither.
pub(crate) fn flag(text: &str) -> Result<bool, String> {
    match text {
        "" | "no" => Ok(false),
        "yes" => Ok(true),
        other => Err(format!("`{other}` is neither yes nor no")),
    }
}
