//! What a mapping file says: which column becomes what, of which service.

use std::fmt::Debug;
use std::fs;
use std::path::Path;

use super::draft::Draft;
use super::entry::Entries;
use super::mapping::Mapping;
use super::sheet::Cells;
use super::verdict::Reason;
use crate::cli::Service;
use crate::failure::Failure;

/// What a mapping file says.
pub trait Plan: Debug + Send + Sync {
    /// The service that the rows are for.
    fn service(&self) -> Service;
    /// What a row is, in a word.
    fn rows(&self) -> &'static str;
    /// Name of the system that the rows come from; part of every row's request id.
    fn source(&self) -> &str;
    /// The column that tells rows apart.
    fn key(&self) -> &str;
    /// The byte that separates cells.
    fn separator(&self) -> u8;
    /// Every column that is needed.
    fn columns(&self) -> Vec<&str>;
    /// What whoever imports should know before.
    fn note(&self) -> Option<&str>;
    /// The request that a row becomes in a county.
    ///
    /// # Errors
    /// Every reason why there is none.
    fn draft(&self, cells: &Cells, county: &str) -> Result<Draft, Vec<Reason>>;
    /// The key of a row.
    fn key_of(&self, cells: &Cells) -> String {
        cells.get(self.key()).trim().to_owned()
    }
}

/// Reads a mapping file, whatever its rows are.
///
/// # Errors
/// [`Failure::File`] when it cannot be read, [`Failure::Usage`] when it is no mapping.
pub fn read(path: &Path) -> Result<Box<dyn Plan>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::file(path, error))?;
    let read: Result<Box<dyn Plan>, String> = if Entries::is_one(&text) {
        Entries::parse(&text).map(|entries| Box::new(entries) as Box<dyn Plan>)
    } else {
        Mapping::parse(&text).map(|mapping| Box::new(mapping) as Box<dyn Plan>)
    };
    read.map_err(|what| Failure::Usage(format!("{}: {what}", path.display())))
}

/// What holds for every mapping file: it names its source, and what separates cells is one byte.
///
/// # Errors
/// What is wrong, in words.
pub(super) fn check(source: &str, delimiter: Option<char>) -> Result<(), String> {
    if source.trim().is_empty() {
        return Err("`source` must not be empty".to_owned());
    }
    if delimiter.is_some_and(|letter| !letter.is_ascii()) {
        return Err("`delimiter` must be an ASCII character".to_owned());
    }
    Ok(())
}

/// The byte that separates cells; a comma if nothing is said.
pub(super) fn separator(delimiter: Option<char>) -> u8 {
    delimiter.and_then(|letter| u8::try_from(letter).ok()).unwrap_or(b',')
}

impl Plan for Mapping {
    fn service(&self) -> Service {
        if self.dispute.is_some() {
            Service::Mediation
        } else {
            Service::Petition
        }
    }

    fn rows(&self) -> &'static str {
        if self.dispute.is_some() { "dispute" } else { "petition" }
    }

    fn source(&self) -> &str {
        &self.source
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn separator(&self) -> u8 {
        Self::separator(self)
    }

    fn columns(&self) -> Vec<&str> {
        Self::columns(self)
    }

    fn note(&self) -> Option<&str> {
        let nobody = self.petitioner.is_none() && self.dispute.is_none();
        nobody.then_some("the mapping names no petitioner: every row is imported as handed on by another organ (channel referral)")
    }

    fn draft(&self, cells: &Cells, county: &str) -> Result<Draft, Vec<Reason>> {
        Self::draft(self, cells, county)
    }
}
