//! The verdicts as a CSV file, a row a verdict.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::verdict::{Reason, Verdict};
use crate::failure::Failure;

/// A file of verdicts.
#[derive(Debug)]
pub struct VerdictFile {
    path: PathBuf,
    writer: csv::Writer<File>,
}

impl VerdictFile {
    /// Begins the file, over what was there.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        let writer = csv::Writer::from_path(path).map_err(|error| trouble(path, error))?;
        let mut file = Self {
            path: path.to_owned(),
            writer,
        };
        file.row(&["row", "line", "key", "outcome", "petition", "reasons", "detail"])?;
        Ok(file)
    }

    /// Adds a verdict.
    pub fn write(&mut self, verdict: &Verdict) -> Result<(), Failure> {
        let reasons: Vec<String> = verdict.reasons.iter().map(Reason::brief).collect();
        let details: Vec<&str> = verdict.reasons.iter().map(|reason| reason.detail.as_str()).collect();
        self.row(&[
            &verdict.row.to_string(),
            &verdict.line.to_string(),
            &verdict.key,
            verdict.outcome.word(),
            &verdict.petition,
            &reasons.join(" "),
            &details.join("; "),
        ])
    }

    /// Makes sure that everything is in the file.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(|error| Failure::file(&self.path, error))
    }

    fn row(&mut self, cells: &[&str]) -> Result<(), Failure> {
        self.writer.write_record(cells).map_err(|error| trouble(&self.path, error))
    }
}

fn trouble(path: &Path, error: csv::Error) -> Failure {
    Failure::file(path, error.into())
}
