//! The orders the catalogue takes.

use serde::Serialize;
use time::Date;
use uuid::Uuid;

use super::{Content, Edition, Refusal, Sitting};

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Bring an edition.
    Import(Box<Proposal>),
}

/// An edition that is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Its id.
    pub id: Uuid,
    /// Its first day.
    pub valid_from: Date,
    /// The document that decides it.
    pub document: String,
    /// What it says; it has no flaws.
    pub content: Content,
}

impl Proposal {
    /// The edition, under the next version.
    ///
    /// # Errors
    /// `CATALOGUE_NOT_AHEAD`: what was in force on a day that has come never changes; and as [`Sitting::county_wide`].
    pub fn adopt(self, version: i64, sitting: &Sitting<'_>) -> Result<Edition, Refusal> {
        sitting.county_wide()?;
        if self.valid_from <= sitting.today() {
            return Err(Refusal::CatalogueNotAhead(self.valid_from));
        }
        Ok(Edition {
            id: self.id,
            version,
            valid_from: Some(self.valid_from),
            document: self.document,
            imported_at: Some(sitting.now),
            content: self.content.sorted(),
        })
    }
}
