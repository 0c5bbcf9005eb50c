//! What the doors look up before an order is decided: the map, the catalogue, the routing table, the command rooms, the team. A
//! decision itself never asks a table.

use std::collections::BTreeSet;
use std::fmt;

use sea_orm::DbErr;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::Route;
use crate::domain::terms::{AreaClass, Class, ClassCode, ComponentCode, GridCode, GridRole, Level, Place, Point, Thing};
use crate::team::domain::NotAdmitted;

/// A point on the map of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// What it lies in.
    pub place: Place,
    /// The grids within the configured distance of it.
    pub neighbours: Vec<GridCode>,
}

/// Where an event has to go, is what the routing table is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What it is about.
    pub class: ClassCode,
    /// The level that answers for it.
    pub level: Level,
    /// Where it is.
    pub place: &'a Place,
    /// The units that sent it back.
    pub returned: &'a [Code],
    /// When it is asked.
    pub at: OffsetDateTime,
}

/// The registers of one county, as the doors ask them.
#[tonic::async_trait]
pub trait Tables: fmt::Debug + Send + Sync {
    /// What a point lies in; none outside the county's grids.
    fn locate(&self, at: Point, on: Date) -> Option<Located>;

    /// As [`Tables::locate`], a point outside being given to the nearest grid: what a neighbour county hands over may lie on its side of
    /// the border, and must not be lost. None only where there is no map.
    fn locate_nearest(&self, at: Point, on: Date) -> Option<Located>;

    /// Version of the map of a day; none: there is no map.
    fn map(&self, on: Date) -> Option<i64>;

    /// Whether the map of a day has a grid; also where no map of the day is held.
    fn stands(&self, grid: &GridCode, on: Date) -> bool;

    /// The point of a standard address; none if there is no such address.
    ///
    /// # Errors
    /// The database's.
    async fn address(&self, id: Uuid, on: Date) -> Result<Option<Point>, DbErr>;

    /// Where a component stands on a day, and who answers for it then; none if it does not stand.
    ///
    /// # Errors
    /// The database's.
    async fn component(&self, code: &ComponentCode, on: Date) -> Result<Option<(Point, Thing)>, DbErr>;

    /// A subclass with its limit in an area of this class; none if it is not in the catalogue in force.
    fn class(&self, code: ClassCode, area: AreaClass, on: Date) -> Option<Class>;

    /// What the routing table says, or whose it is that answers for the component before it; none if nothing matches.
    fn route(&self, question: &Question<'_>) -> Option<Route>;

    /// The unit that receives what is reported in a town; none: the town itself.
    fn command_room(&self, town: &Code, on: Date) -> Option<Code>;

    /// Whether a unit is a command room or centre.
    fn is_centre(&self, unit: &Code, on: Date) -> bool;

    /// The sub-centre of a town, if it has one.
    fn sub_centre(&self, town: &Code, on: Date) -> Option<Code>;

    /// Whether a unit was a command room or centre, and is none any more.
    fn is_over(&self, unit: &Code, on: Date) -> bool;

    /// The most a reward may be, in fen.
    fn most_reward_fen(&self) -> u32;

    /// As what somebody works in a grid; none: not at all.
    fn role(&self, subject: &str, grid: &GridCode, on: Date) -> Option<GridRole>;

    /// As all that somebody works in a grid.
    fn roles(&self, subject: &str, grid: &GridCode, on: Date) -> BTreeSet<GridRole>;

    /// The roles that somebody has in a grid, whoever.
    fn team(&self, grid: &GridCode, on: Date) -> BTreeSet<GridRole>;

    /// Whether an item of the admission list is approved, in force, of this department and for this subclass (网格准入).
    ///
    /// # Errors
    /// Why it does not admit it.
    fn admission(&self, item: Uuid, department: &Code, class: ClassCode, on: Date) -> Result<(), NotAdmitted>;

    /// The first day since which that item is asked for once in a grid; none: whenever it is needed.
    fn asked_once_since(&self, item: Uuid, on: Date) -> Option<Date>;
}
