//! What is ordered of a supervision.

use serde::Serialize;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::domain::{Ground, Limit, Rung, Service, Shares, Stage};

/// How one begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opening {
    /// The desk's county.
    pub county: Code,
    /// The unit.
    pub unit: Code,
    /// Who supervises, where another desk says so; else who orders it, or the county.
    pub supervisor: Option<Code>,
    /// Whose case.
    pub service: Service,
    /// The case.
    pub case: Uuid,
    /// Why.
    pub ground: Ground,
    /// Where on the ladder.
    pub rung: Rung,
    /// The limit that has passed.
    pub limit: Option<Limit>,
    /// How it climbs here after that limit: no part of what makes two orders the same.
    #[serde(skip)]
    pub shares: Shares,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Command {
    /// A new one.
    Open(Box<Opening>),
    /// The unit is urged again.
    Urge,
    /// The unit says that it has it.
    Acknowledge,
    /// What the unit means to do.
    Begin(String),
    /// What came of it.
    Report(String),
    /// Whether it is put right.
    Verify(bool),
    /// Over.
    Close,
    /// A step was carried out.
    CarryOut(usize, String),
    /// Higher, by decision.
    Raise(Rung, String),
    /// The competent organ is told.
    Suggest(Code, String),
    /// Taken back.
    Withdraw(String),
    /// What was due was done on this day.
    Fulfil(Date),
    /// The case is kept from those it accuses.
    Seal,
    /// Where it stands in the county that has it.
    Follow(Stage, Rung),
    /// A clock rings.
    Tick(String),
    /// The calendar changed.
    Reckon,
}
