//! A shift of the duty roster (值班).

use serde::Serialize;
use shiyu_kit::calendar::local_date;
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Centre, Refusal};
use crate::catalogue::domain::Sitting;

/// As what somebody is on duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum DutyKind {
    /// 值班长.
    Chief,
    /// 调度员.
    Dispatcher,
}

impl DutyKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Chief, Self::Dispatcher];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Chief => "chief",
            Self::Dispatcher => "dispatcher",
        }
    }
}

/// A shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// Its id.
    pub id: Uuid,
    /// At which room or centre.
    pub centre: Uuid,
    /// When it begins.
    pub start: OffsetDateTime,
    /// When it ends, at most 24 hours later.
    pub end: OffsetDateTime,
    /// As what.
    pub kind: DutyKind,
    /// Subject of the token of who is on duty.
    pub subject: String,
    /// The office, not a name.
    pub title: String,
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

impl Shift {
    /// Whether it and the other are of one person and at one time; one that was cancelled is at none.
    #[must_use]
    pub fn clashes(&self, other: &Self) -> bool {
        let both = self.cancelled.is_none() && other.cancelled.is_none() && self.id != other.id;
        both && self.subject == other.subject && self.start < other.end && other.start < self.end
    }

    /// Puts it on the roster of a centre; `before` is the shift of this id with the unit it was at, `theirs` are others of the same
    /// person about that time.
    ///
    /// # Errors
    /// `SHIFT_UNKNOWN`, `SHIFT_CANCELLED`, `CENTRE_CLOSED`, `DUTY_OVERLAPS`, and as [`Sitting::governs`].
    pub fn put(
        self,
        standing: Standing,
        before: Option<&(Self, Code)>,
        (centre, theirs): (&Centre, &[Self]),
        sitting: &Sitting<'_>,
    ) -> Result<Self, Refusal> {
        match (standing, before) {
            (Standing::Known, None) => return Err(Refusal::ShiftUnknown),
            (Standing::Known, Some((before, unit))) => {
                sitting.governs(unit)?;
                before.stands()?;
            }
            (Standing::New, _) => {}
        }
        sitting.governs(&centre.unit)?;
        if !centre.is_there_on(local_date(self.start)) {
            return Err(Refusal::CentreClosed);
        }
        if theirs.iter().any(|other| self.clashes(other)) {
            return Err(Refusal::DutyOverlaps);
        }
        Ok(self)
    }

    /// Takes it off the roster of a unit.
    ///
    /// # Errors
    /// `SHIFT_CANCELLED`, and as [`Sitting::governs`].
    pub fn cancel(self, unit: &Code, reason: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(unit)?;
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

    fn stands(&self) -> Result<(), Refusal> {
        if self.cancelled.is_none() {
            Ok(())
        } else {
            Err(Refusal::ShiftCancelled)
        }
    }
}
