//! A version of a standard: written whole, read whole, never changed.

use serde::Serialize;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Body, Refusal, Subject};
use crate::power::domain::Item;
use crate::sitting::Sitting;

/// A version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// Its id.
    pub id: Uuid,
    /// Of what.
    pub subject: Subject,
    /// Its version, counted by subject.
    pub version: i64,
    /// First day.
    pub valid_from: Date,
    /// The document that decides it.
    pub document: String,
    /// When it was put.
    pub put_at: OffsetDateTime,
    /// What it says.
    pub body: Body,
}

/// A version that is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// Its id.
    pub id: Uuid,
    /// Of what.
    pub subject: Subject,
    /// First day.
    pub valid_from: Date,
    /// The document that decides it.
    pub document: String,
    /// What it says.
    pub body: Body,
}

/// The one order: put a version. Two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Order(pub Box<Draft>);

impl Draft {
    /// The next version; `newest` is the version before, `item` the power item as a list in force has it.
    ///
    /// # Errors
    /// `POWER_UNKNOWN`, `BAND_OUTSIDE_LAW`, `STANDARD_NOT_AHEAD`: what was in force on a day that has come never changes; and as
    /// [`Sitting::county_wide`].
    pub fn put(self, newest: Option<i64>, item: Option<&Item>, sitting: &Sitting<'_>) -> Result<Standard, Refusal> {
        sitting.county_wide()?;
        if let Some(code) = self.subject.power() {
            let item = item.ok_or_else(|| Refusal::PowerUnknown(code.clone()))?;
            if let Body::Bands(bands) = &self.body
                && let Some(band) = bands.iter().find(|band| !band.is_within(item))
            {
                return Err(Refusal::BandOutsideLaw(band.code.clone()));
            }
        }
        if newest.is_some() && self.valid_from <= sitting.today() {
            return Err(Refusal::StandardNotAhead(self.valid_from));
        }
        Ok(Standard {
            id: self.id,
            subject: self.subject,
            version: newest.unwrap_or_default() + 1,
            valid_from: self.valid_from,
            document: self.document,
            put_at: sitting.now,
            body: self.body,
        })
    }
}
