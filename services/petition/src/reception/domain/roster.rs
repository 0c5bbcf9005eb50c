//! An entry of the roster (接访值班): one day, one room, one who receives.

use serde::Serialize;
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Channel, Refusal, RosterKind, Sitting};

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RosterEntry {
    /// Its id.
    pub id: Uuid,
    /// The unit that receives.
    pub unit: Code,
    /// The day.
    pub date: Date,
    /// Which hall.
    pub hall: String,
    /// Which room of it.
    pub room: String,
    /// Who receives.
    pub kind: RosterKind,
    /// Subject of the office holder's token.
    pub subject: String,
    /// What citizens read: an office, not a name.
    pub title: String,
    /// How visitors come.
    pub channel: Channel,
    /// How many visits can be received.
    pub places: i32,
    /// Of one that was taken off, when and why.
    pub cancelled: Option<Cancellation>,
}

/// When and why something was called off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cancellation {
    /// When.
    pub at: OffsetDateTime,
    /// Why.
    pub reason: String,
}

impl RosterEntry {
    /// Puts it on the roster; `before` is the entry of this id.
    ///
    /// # Errors
    /// `ROSTER_ENTRY_UNKNOWN`, `ROSTER_ENTRY_CANCELLED`, and as [`super::Counter::put`].
    pub fn put(self, standing: Standing, before: Option<&Self>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        match (standing, before) {
            (Standing::Known, None) => return Err(Refusal::RosterEntryUnknown),
            (Standing::Known, Some(before)) => {
                sitting.oversees(&before.unit)?;
                before.stands()?;
            }
            (Standing::New, _) => {}
        }
        sitting.writes_for(&self.unit)?;
        Ok(self)
    }

    /// Takes it off.
    ///
    /// # Errors
    /// `ROSTER_ENTRY_CANCELLED`, `NEEDS_A_PERSON`, `UNIT_UNKNOWN` of the caller, `UNIT_NOT_YOURS`.
    pub fn cancel(self, reason: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.oversees(&self.unit)?;
        self.stands()?;
        let cancelled = Cancellation {
            at: sitting.now,
            reason: reason.to_owned(),
        };
        Ok(Self {
            cancelled: Some(cancelled),
            ..self
        })
    }

    pub(super) fn stands(&self) -> Result<(), Refusal> {
        if self.cancelled.is_none() {
            Ok(())
        } else {
            Err(Refusal::RosterEntryCancelled)
        }
    }
}
