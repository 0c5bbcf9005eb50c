//! The columns of a register's row, read back.

use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::fault::Corrupt;
use crate::unit::Code;

/// Reads the words of one row.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The table it lies in.
    pub table: &'static str,
    /// Its key.
    pub id: Uuid,
}

impl Row {
    /// The row cannot be read; `what` never holds what stands in it.
    #[must_use]
    pub fn corrupt(&self, what: impl Into<String>) -> Corrupt {
        Corrupt {
            table: self.table,
            id: self.id.to_string(),
            what: what.into(),
        }
    }

    /// A unit's code.
    ///
    /// # Errors
    /// When it is none.
    pub fn code(&self, text: &str) -> Result<Code, Corrupt> {
        text.parse().map_err(|_| self.corrupt("not a unit's code"))
    }

    /// What was kept as JSON.
    ///
    /// # Errors
    /// When it is of another form.
    pub fn json<T: DeserializeOwned>(&self, text: &str) -> Result<T, Corrupt> {
        serde_json::from_str(text).map_err(|error| self.corrupt(error.to_string()))
    }

    /// A word among those known.
    ///
    /// # Errors
    /// When it is none of them.
    pub fn word<T>(&self, column: &str, known: impl IntoIterator<Item = T>, is: impl Fn(&T) -> bool) -> Result<T, Corrupt> {
        known
            .into_iter()
            .find(is)
            .ok_or_else(|| self.corrupt(format!("{column} is not a word of this version")))
    }
}
