//! A sealed party on its way from the door to its row. What is written of it outside the row is its id and a keyed
//! fingerprint: enough to tell a request repeated from a request changed.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use uuid::Uuid;

use super::{fold, row};

/// A party sealed for one case. Sealing draws a key and nonces anew, so the rows of two sealings differ; two of them are
/// equal when the party and its identity are.
#[derive(Clone)]
pub struct Sealed {
    row: row::Model,
    fingerprint: [u8; 16],
}

impl Sealed {
    pub(super) fn new(row: row::Model, fingerprint: [u8; 16]) -> Self {
        Self { row, fingerprint }
    }

    /// The party's id.
    #[must_use]
    pub fn party(&self) -> Uuid {
        self.row.id
    }

    /// The case it is sealed for: in another's row it does not open.
    #[must_use]
    pub fn case(&self) -> Uuid {
        self.row.case_id
    }

    /// What is written in the transaction of the case.
    #[must_use]
    pub fn row(&self) -> &row::Model {
        &self.row
    }

    /// As [`Sealed::row`], given away.
    #[must_use]
    pub fn into_row(self) -> row::Model {
        self.row
    }

    fn hex(&self) -> String {
        fold::hex(&self.fingerprint)
    }
}

impl PartialEq for Sealed {
    fn eq(&self, other: &Self) -> bool {
        (self.row.id, self.fingerprint) == (other.row.id, other.fingerprint)
    }
}

impl Eq for Sealed {}

impl Serialize for Sealed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut written = serializer.serialize_struct("Sealed", 2)?;
        written.serialize_field("party", &self.row.id)?;
        written.serialize_field("fingerprint", &self.hex())?;
        written.end()
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealed")
            .field("party", &self.row.id)
            .field("fingerprint", &self.hex())
            .finish()
    }
}
