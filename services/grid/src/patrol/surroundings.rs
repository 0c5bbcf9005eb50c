//! What the other rooms of the service know, as far as patrols ask: the map, the addresses, the catalogue, the team, the events.

use std::fmt::Debug;

use futures::future::BoxFuture;
use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::ledger::Unread;
use time::Date;
use uuid::Uuid;

use super::Patrols;
use super::domain::EventState;
use crate::domain::terms::{ClassCode, GridCode, GridRole, Point};

/// What the other rooms know. What is held in memory is answered at once; what lies in a table, inside the transaction of the order.
pub trait Surroundings: Debug + Send + Sync {
    /// Whether the map of a day has this basic or exclusive grid.
    fn has_grid(&self, grid: &GridCode, on: Date) -> bool;

    /// Whether the map of a day does without this grid; not where no map of the day is held.
    fn is_gone(&self, grid: &GridCode, on: Date) -> bool;

    /// Whether a grid of the map of a day came to its village as another, which is named second, went.
    fn came_after(&self, grid: &GridCode, gone: &GridCode, on: Date) -> bool;

    /// The grid a point lies in on a day.
    fn grid_at(&self, at: Point, on: Date) -> Option<GridCode>;

    /// Whether the catalogue of a day has this subclass.
    fn has_class(&self, class: ClassCode, on: Date) -> bool;

    /// As what somebody works in a grid on a day.
    fn role(&self, subject: &str, grid: &GridCode, on: Date) -> Option<GridRole>;

    /// The point of a standard address.
    fn address<'a>(&'a self, db: &'a DatabaseTransaction, id: Uuid) -> BoxFuture<'a, Result<Option<Point>, Unread>>;

    /// In which grid an event lies today, and what it is about; none if there is no such event.
    fn event_at<'a>(&'a self, db: &'a DatabaseTransaction, id: Uuid) -> BoxFuture<'a, Result<Option<(GridCode, ClassCode)>, Unread>>;

    /// Where an event stands; none if there is no such event.
    fn event<'a>(&'a self, db: &'a DatabaseTransaction, id: Uuid) -> BoxFuture<'a, Result<Option<EventState>, Unread>>;
}

impl Patrols {
    /// The caller's role in a grid today.
    pub(super) fn role_of(&self, by: &Actor, grid: &GridCode) -> Option<GridRole> {
        match by {
            Actor::Person { subject, .. } => self.around.role(subject, grid, self.today()),
            Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => None,
        }
    }

    /// Whether the caller works in a grid today; volunteers report, and nothing else.
    pub(super) fn works_in(&self, by: &Actor, grid: &GridCode) -> bool {
        self.role_of(by, grid).is_some_and(|role| role != GridRole::Volunteer)
    }
}
