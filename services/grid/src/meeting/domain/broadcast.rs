//! A notice from a unit to those below it (五级联动), and who has heard it. It asks nobody to watch anybody.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{BroadcastKind, Refusal};
use crate::authority::{is_of_a_team_alone, speaks_for};
use crate::domain::terms::{GridCode, GridRole};
use crate::team::domain::Sitting;

/// To whom a notice goes. Ten-household heads are told by the grid, by the telephone of their office contact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Target {
    /// A unit.
    Unit(Code),
    /// A grid.
    Grid(GridCode),
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Its id.
    pub id: Uuid,
    /// The unit that sends it.
    pub unit: Code,
    /// What it is about.
    pub kind: BroadcastKind,
    /// The text.
    pub text: String,
    /// Whether it cannot wait.
    pub urgent: bool,
    /// Until when it is to be acknowledged.
    pub due_at: OffsetDateTime,
    /// To whom.
    pub targets: BTreeSet<Target>,
}

/// A notice that was sent. Its targets lie beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broadcast {
    /// Its id.
    pub id: Uuid,
    /// The unit that sent it.
    pub unit: Code,
    /// What it is about.
    pub kind: BroadcastKind,
    /// The text.
    pub text: String,
    /// Whether it cannot wait.
    pub urgent: bool,
    /// Until when it is to be acknowledged.
    pub due_at: OffsetDateTime,
    /// When it was sent.
    pub sent_at: OffsetDateTime,
    /// To how many it went.
    pub targets: i32,
    /// How many have heard it.
    pub acknowledged: i32,
}

/// That a notice was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Acknowledgement {
    /// Which notice.
    pub broadcast: Uuid,
    /// For whom.
    pub target: Target,
    /// How many ten-household heads were told.
    pub contacts_reached: i32,
}

/// What one target has to say of a notice. It does not say who said it: the journal knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Which notice.
    pub broadcast: Uuid,
    /// For whom.
    pub target: Target,
    /// When the notice was sent.
    pub sent_at: OffsetDateTime,
    /// When it was acknowledged.
    pub acknowledged_at: Option<OffsetDateTime>,
    /// How many ten-household heads were told.
    pub contacts_reached: i32,
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(code) => code.fmt(out),
            Self::Grid(code) => code.fmt(out),
        }
    }
}

impl Target {
    /// The grid, if it is one.
    #[must_use]
    pub const fn grid(&self) -> Option<&GridCode> {
        match self {
            Self::Grid(grid) => Some(grid),
            Self::Unit(_) => None,
        }
    }

    /// The unit, or the village of the grid.
    ///
    /// # Errors
    /// Never for a code that was read.
    pub fn unit(&self) -> Result<Code, Refusal> {
        match self {
            Self::Unit(code) => Ok(code.clone()),
            Self::Grid(grid) => grid.village().map_err(|_| Refusal::BroadcastUnknown),
        }
    }

    /// That who acts works there: in the unit or an office of it, or in the grid in this `role`, or in an office of its village. A
    /// volunteer reports, and nothing else; who works in one grid of a village hears for no other, and not for the village.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `NOT_OF_TARGET`.
    pub fn is_of(&self, role: Option<GridRole>, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let (own, unit) = (sitting.own_unit()?, self.unit()?);
        let works_in_grid = role.is_some_and(|role| role != GridRole::Volunteer);
        let of_the_office = !is_of_a_team_alone(sitting.by) && speaks_for(&own, &unit, sitting.units);
        if works_in_grid || of_the_office {
            Ok(())
        } else {
            Err(Refusal::NotOfTarget)
        }
    }
}

impl Notice {
    /// Sends it down.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`, `UNIT_NOT_YOURS`, `DUE_IN_PAST`, `TARGET_NOT_BELOW`.
    pub fn send(self, sitting: &Sitting<'_>) -> Result<(Broadcast, Vec<Receipt>), Refusal> {
        sitting.writes_for(&self.unit)?;
        if self.due_at <= sitting.now {
            return Err(Refusal::DueInPast);
        }
        for target in &self.targets {
            self.is_above(target, sitting)?;
        }
        let receipt = |target: &Target| Receipt {
            broadcast: self.id,
            target: target.clone(),
            sent_at: sitting.now,
            acknowledged_at: None,
            contacts_reached: 0,
        };
        let receipts: Vec<Receipt> = self.targets.iter().map(receipt).collect();
        let sent = Broadcast {
            id: self.id,
            unit: self.unit,
            kind: self.kind,
            text: self.text,
            urgent: self.urgent,
            due_at: self.due_at,
            sent_at: sitting.now,
            targets: i32::try_from(receipts.len()).unwrap_or(i32::MAX),
            acknowledged: 0,
        };
        Ok((sent, receipts))
    }

    /// An office sends for its division, to whatever answers to that. A grid lies below its own village; a unit does not lie below
    /// itself.
    fn is_above(&self, target: &Target, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let unit = target.unit()?;
        sitting.in_county(&unit)?;
        let sender = if self.unit.is_office() { self.unit.enclosing() } else { None };
        let sender = sender.unwrap_or_else(|| self.unit.clone());
        let mut above = sitting.chain(&unit).into_iter();
        if target.grid().is_none() {
            above.next();
        }
        if above.any(|superior| superior == sender) {
            Ok(())
        } else {
            Err(Refusal::TargetNotBelow(target.to_string()))
        }
    }
}

impl Broadcast {
    /// Whether somebody has not heard it though the time is past.
    #[must_use]
    pub fn is_overdue(&self, now: OffsetDateTime) -> bool {
        self.acknowledged < self.targets && self.due_at < now
    }
}

impl Receipt {
    /// Says that it was heard; `role` is what who acts works as in the grid.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `NOT_OF_TARGET`, `ALREADY_ACKNOWLEDGED`.
    pub fn acknowledge(self, told: &Acknowledgement, role: Option<GridRole>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        self.target.is_of(role, sitting)?;
        if self.acknowledged_at.is_some() {
            return Err(Refusal::AlreadyAcknowledged);
        }
        Ok(Self {
            acknowledged_at: Some(sitting.now),
            contacts_reached: told.contacts_reached,
            ..self
        })
    }

    /// Whether it is not heard though the time is past.
    #[must_use]
    pub fn is_overdue(&self, due_at: OffsetDateTime, now: OffsetDateTime) -> bool {
        self.acknowledged_at.is_none() && due_at < now
    }
}
