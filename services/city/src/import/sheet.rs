//! The CSV file, read twice: once to count its rows and to see that the mapping fits, once row by row.

mod lines;

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};

use super::plan::Plan;
use super::verdict::Reason;
use crate::failure::Failure;
use lines::Lines;

/// A CSV file that a mapping fits.
#[derive(Debug)]
pub struct Sheet {
    path: PathBuf,
    separator: u8,
    columns: Arc<Columns>,
    rows: u64,
    /// The last row opens a quote that is never closed, so it may have swallowed others.
    open_quote: bool,
}

/// Where each column is.
#[derive(Debug, Default)]
struct Columns {
    at: HashMap<String, usize>,
    width: usize,
}

/// One row of the file.
#[derive(Debug)]
pub struct Row {
    /// Which, from 1.
    pub number: u64,
    /// The line it begins at, from 1.
    pub line: u64,
    /// Its cells, or why they cannot be read.
    pub cells: Result<Cells, Reason>,
}

/// The cells of a row.
#[derive(Debug)]
pub struct Cells {
    columns: Arc<Columns>,
    record: StringRecord,
}

impl Cells {
    /// The text of a column that the mapping names.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        let at = self.columns.at.get(column);
        at.and_then(|at| self.record.get(*at)).unwrap_or_default()
    }

    #[cfg(test)]
    pub(super) fn of(cells: &[(&str, &str)]) -> Self {
        let at = cells.iter().enumerate().map(|(at, (column, _))| ((*column).to_owned(), at));
        let columns = Columns {
            at: at.collect(),
            width: cells.len(),
        };
        Self {
            columns: columns.into(),
            record: cells.iter().map(|(_, text)| *text).collect(),
        }
    }
}

impl Sheet {
    /// Opens a file and counts its rows.
    ///
    /// # Errors
    /// [`Failure::File`] when it cannot be read, [`Failure::Usage`] when a column that the mapping needs is not there, or
    /// there twice.
    pub fn open(path: &Path, mapping: &dyn Plan) -> Result<Self, Failure> {
        let mut sheet = Self {
            path: path.to_owned(),
            separator: mapping.separator(),
            columns: Arc::default(),
            rows: 0,
            open_quote: false,
        };
        let mut reader = sheet.reader()?;
        sheet.columns = Arc::new(sheet.bind(&mut reader, mapping)?);
        let mut record = ByteRecord::new();
        let mut last = 0;
        while reader.read_byte_record(&mut record).map_err(|error| sheet.trouble(error))? {
            sheet.rows += 1;
            last = record.position().map_or(last, csv::Position::byte);
        }
        sheet.open_quote = sheet.rows > 0 && sheet.tail_opens_a_quote(last).map_err(|error| Failure::file(path, error))?;
        Ok(sheet)
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Every row, whether it can be read or not.
    ///
    /// # Errors
    /// [`Failure::File`] when the file cannot be opened again.
    pub fn read(&self) -> Result<impl Iterator<Item = Row> + Send + '_, Failure> {
        let records = self.reader()?.into_byte_records();
        let mut lines = Lines::open(&self.path).map_err(|error| Failure::file(&self.path, error))?;
        Ok((1..).zip(records).map(move |(number, record)| self.row(number, record, &mut lines)))
    }

    fn reader(&self) -> Result<Reader<File>, Failure> {
        let builder = ReaderBuilder::new().flexible(true).delimiter(self.separator).from_path(&self.path);
        builder.map_err(|error| self.trouble(error))
    }

    fn trouble(&self, error: csv::Error) -> Failure {
        Failure::file(&self.path, error.into())
    }

    fn bind(&self, reader: &mut Reader<File>, mapping: &dyn Plan) -> Result<Columns, Failure> {
        let heads = reader.byte_headers().map_err(|error| self.trouble(error))?;
        let names: Vec<String> = heads.iter().map(|head| String::from_utf8_lossy(head).trim().to_owned()).collect();
        for column in mapping.columns() {
            let times = names.iter().filter(|name| *name == column).count();
            if times != 1 {
                let what = format!("{}: column `{column}` is there {times} times", self.path.display());
                return Err(Failure::Usage(what));
            }
        }
        Ok(Columns {
            width: names.len(),
            at: names.into_iter().enumerate().map(|(at, name)| (name, at)).collect(),
        })
    }

    fn row(&self, number: u64, record: Result<ByteRecord, csv::Error>, lines: &mut Lines) -> Row {
        let position = match &record {
            Ok(record) => record.position(),
            Err(error) => error.position(),
        };
        // A file that cannot be read again has a line near by all the same.
        let line = position.map(|position| lines.of(position.byte()).unwrap_or_else(|_| position.line()));
        Row {
            number,
            line: line.unwrap_or_default(),
            cells: self.cells(number, record),
        }
    }

    fn cells(&self, number: u64, record: Result<ByteRecord, csv::Error>) -> Result<Cells, Reason> {
        let record = record.map_err(|error| Reason::new("ROW_UNREADABLE", "", error.to_string()))?;
        if self.open_quote && number == self.rows {
            return Err(Reason::new(
                "ROW_QUOTE_OPEN",
                "",
                "a quote is opened and not closed up to the end of the file",
            ));
        }
        if record.len() != self.columns.width {
            let detail = format!("{} cells under {} columns", record.len(), self.columns.width);
            return Err(Reason::new("ROW_COLUMNS", "", detail));
        }
        let record = StringRecord::from_byte_record(record);
        let record = record.map_err(|error| Reason::new("ROW_NOT_UTF8", "", error.to_string()))?;
        Ok(Cells {
            columns: Arc::clone(&self.columns),
            record,
        })
    }

    /// Whether the file ends inside a quoted cell. The CSV reader ends the row there without a word.
    fn tail_opens_a_quote(&self, from: u64) -> io::Result<bool> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(from))?;
        let mut tail = Vec::new();
        file.read_to_end(&mut tail)?;
        Ok(ends_quoted(&tail, self.separator))
    }
}

/// Follows the quotes as the CSV reader does.
fn ends_quoted(text: &[u8], separator: u8) -> bool {
    let end = text.iter().fold(At::Start, |at, byte| match (at, *byte) {
        (At::Quoted, b'"') => At::Quote,
        (At::Quoted, _) | (At::Start | At::Quote, b'"') => At::Quoted,
        (_, b'\n' | b'\r') => At::Start,
        (_, byte) if byte == separator => At::Start,
        (At::Start | At::Plain | At::Quote, _) => At::Plain,
    });
    matches!(end, At::Quoted)
}

/// Where in a cell.
enum At {
    Start,
    Plain,
    Quoted,
    /// Behind a quote within a quoted cell: its end, or half of a doubled one.
    Quote,
}

#[cfg(test)]
mod tests;
