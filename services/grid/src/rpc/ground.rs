//! Open events follow a new map: each is found under the grid that covers its place today, whose team has it, and keeps the grid of its
//! day on its record.

use std::time::Duration;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use shiyu_kit::case::{Act, Actor};
use shiyu_kit::fault::Fault;
use time::OffsetDateTime;
use tokio::time::MissedTickBehavior;
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::terms::{GridCode, Point};
use crate::domain::{Command, Order, Refusal};
use crate::store::row::{Column, Entity};

/// Events looked at in one question.
const PART: u64 = 500;

/// How long a map that was followed is not looked at again: what another replica reported under the one before is found then.
const AGAIN: time::Duration = time::Duration::HOUR;

/// An open event with a point: its id, the grid it is found under, and where it is.
type Standing = (Uuid, String, i32, i32);

impl Desk {
    /// Follows the map at this pace for ever; what fails is tried again.
    pub async fn keep_to_the_map(self, pace: Duration) {
        let mut pace = tokio::time::interval(pace);
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut followed: Option<(i64, OffsetDateTime)> = None;
        loop {
            pace.tick().await;
            let (now, map) = (self.clock.now(), self.tables.map(self.today()));
            let fresh = |(version, at): (i64, OffsetDateTime)| Some(version) == map && now - at < AGAIN;
            if map.is_none() || followed.is_some_and(fresh) {
                continue;
            }
            match self.follow_map().await {
                Ok(_) => followed = map.map(|version| (version, now)),
                Err(fault) => tracing::warn!(error = %fault, "events could not follow the map; they will be looked at again"),
            }
        }
    }

    /// Finds every open event under the grid that covers its place today; how many moved. Doing it again changes nothing.
    ///
    /// # Errors
    /// The database's, or a fault; what was done before stays.
    pub async fn follow_map(&self) -> Result<usize, Fault<Refusal>> {
        let (mut after, mut moved) = (Uuid::nil(), 0);
        loop {
            let part = self.standing(after).await?;
            let Some((last, ..)) = part.last() else { return Ok(moved) };
            after = *last;
            for (id, grid, longitude_e7, latitude_e7) in part {
                let covers = self.covers(Point { longitude_e7, latitude_e7 });
                if let Some(covers) = covers.filter(|covers| covers.as_str() != grid) {
                    match self.regrid(id, covers).await {
                        Ok(()) => moved += 1,
                        // One row that cannot be read keeps no other back.
                        Err(Fault::Corrupt(corrupt)) => tracing::error!(error = %corrupt, "an event cannot follow the map"),
                        Err(fault) => return Err(fault),
                    }
                }
            }
        }
    }

    async fn standing(&self, after: Uuid) -> Result<Vec<Standing>, Fault<Refusal>> {
        let open = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Grid, Column::LongitudeE7, Column::LatitudeE7])
            .filter(Column::Id.gt(after))
            .filter(Column::ClosedAt.is_null())
            .filter(Column::LongitudeE7.is_not_null())
            .filter(Column::LatitudeE7.is_not_null());
        let part = open
            .order_by_asc(Column::Id)
            .limit(PART)
            .into_tuple::<Standing>()
            .all(self.reader());
        Ok(part.await?)
    }

    /// Once for each grid and version of the map, whichever replica does it.
    async fn regrid(&self, case: Uuid, grid: GridCode) -> Result<(), Fault<Refusal>> {
        let map = self.tables.map(self.today()).unwrap_or_default();
        let act = Act {
            id: Uuid::new_v5(&case, format!("regrid/{map}/{grid}").as_bytes()),
            case,
            by: Actor::Clock,
            expected: None,
            trace: None,
        };
        let order = Order::from(Command::Regrid { grid });
        self.ledger.execute(act, order).await.map(drop)
    }

    /// The grid that covers a point today, or is the nearest.
    pub(super) fn covers(&self, point: Point) -> Option<GridCode> {
        let today = self.today();
        let located = self.tables.locate(point, today);
        let located = located.or_else(|| self.tables.locate_nearest(point, today));
        located.map(|located| located.place.grid)
    }
}
