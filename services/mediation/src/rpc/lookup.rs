//! What the doors look up before an order is decided: mediators, rooms, packs of limits, the catalogue of administrative mediation,
//! findings of screening rounds. A decision itself never asks a table.

use std::fmt;

use shiyu_kit::ledger::Unread;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use crate::domain::terms::{Procedure, Source};
use crate::domain::{Finding, Limit, Matter, Mediator, Room};

/// Whose time it is, is what the packs of limits are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitQuestion {
    /// How the dispute came.
    pub source: Source,
    /// The procedure it is in.
    pub procedure: Procedure,
    /// Of a court's, after filing: whether the lawsuit is under the summary procedure.
    pub summary: bool,
}

/// The registers of one county, as the doors ask them.
#[tonic::async_trait]
pub trait Tables: fmt::Debug + Send + Sync {
    /// Mediators as they are on that day; those the register does not know are left out.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    async fn mediators(&self, ids: &[Uuid], on: Date) -> Result<Vec<Mediator>, Unread>;

    /// Whether a committee of people's mediation is of a unit, or of the division whose committee or centre it is, in its term that day.
    ///
    /// # Errors
    /// As [`Tables::mediators`].
    async fn has_committee(&self, unit: &Code, on: Date) -> Result<bool, Unread>;

    /// A room as it is on that day.
    ///
    /// # Errors
    /// As [`Tables::mediators`].
    async fn room(&self, id: Uuid, on: Date) -> Result<Option<Room>, Unread>;

    /// The limit of the pack in force; none: the built-in one.
    ///
    /// # Errors
    /// As [`Tables::mediators`].
    async fn limit(&self, asked: LimitQuestion, on: Date) -> Result<Option<Limit>, Unread>;

    /// An item of the catalogue of administrative mediation, if it is in force.
    ///
    /// # Errors
    /// As [`Tables::mediators`].
    async fn matter(&self, id: Uuid, on: Date) -> Result<Option<Matter>, Unread>;

    /// A finding of a screening round, and the dispute that came of it.
    ///
    /// # Errors
    /// As [`Tables::mediators`].
    async fn finding(&self, id: Uuid) -> Result<Option<Finding>, Unread>;
}
