//! The grid service of a town, beside its petition service: a made-up map, the team of one grid, and the units as the owner told them.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

mod found;
mod map;
pub mod people;
mod prepare;
mod upon;

use std::ops::{Deref, DerefMut};

use sea_orm::EntityTrait;
use shiyu_grid::store::row;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::house::{Grid, House};
use crate::{Backends, Storage, Town};

pub use found::{Found, WORDS, report, reporting};
pub use map::{assigned, drawn};
pub use prepare::{plan, spot, units};
pub use upon::Upon;

/// The town.
pub const TOWN: &str = "330602001";
/// Its enforcement station.
pub const STATION: &str = "330602001-ZFZ";
/// Its market station.
pub const MARKET: &str = "330602001-SPS";
/// The grid with a team.
pub const GRID: &str = "330602001003001";

/// A town with a grid service beside its petition service.
#[derive(Debug)]
pub struct Ground {
    grids: House<Grid>,
    /// The petition service.
    pub town: Town,
}

impl Deref for Ground {
    type Target = House<Grid>;

    fn deref(&self) -> &House<Grid> {
        &self.grids
    }
}

impl DerefMut for Ground {
    fn deref_mut(&mut self) -> &mut House<Grid> {
        &mut self.grids
    }
}

impl Ground {
    /// A town whose grids are drawn and whose one grid has its team.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn open(backends: &Backends, storage: Storage) -> Self {
        let town = Box::pin(Town::open(backends, storage)).await;
        let grids = Box::pin(House::beside(&town, backends, storage, &[])).await;
        let ground = Self { grids, town };
        Box::pin(prepare::prepare(&ground)).await;
        ground
    }

    /// When the next clock of an event rings.
    ///
    /// # Panics
    /// When none does.
    pub async fn next_ring(&self, event: Uuid) -> OffsetDateTime {
        let db = self.connect().await;
        let row = row::Entity::find_by_id(event).one(&db.reader).await.expect("the events");
        db.close().await;
        row.and_then(|row| row.due_at).expect("a clock that runs")
    }
}
