//! What the doors look up, over the registers as they are held in memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use futures::future::BoxFuture;
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait};
use shiyu_kit::calendar::local_date;
use shiyu_kit::database::Database;
use shiyu_kit::ledger::Unread;
use shiyu_kit::operations::Office;
use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use crate::catalogue::Catalogue;
use crate::component;
use crate::dispatch::{self, Rooms, Routing};
use crate::domain::Route;
use crate::domain::terms::{AreaClass, Class, ClassCode, ComponentCode, GridCode, GridRole, Point, Thing};
use crate::patrol::Surroundings;
use crate::patrol::domain::EventState;
use crate::place::atlas::{self, Atlas, Distances};
use crate::place::store::address;
use crate::rpc::lookup::{Located, Question, Tables};
use crate::store::row;
use crate::team::Roster;
use crate::team::domain::NotAdmitted;

/// The registers of one county.
#[derive(Debug, Clone)]
pub struct Registers {
    office: Office,
    around: Distances,
    most_reward_fen: u32,
    /// The map.
    pub atlas: Snapshot<Atlas>,
    /// The catalogue.
    pub catalogue: Snapshot<Catalogue>,
    /// Where an event goes.
    pub routing: Snapshot<Routing>,
    /// The command rooms.
    pub rooms: Snapshot<Rooms>,
    /// Who works in which grid, and what may be asked of them.
    pub roster: Snapshot<Roster>,
}

impl Registers {
    /// Reads them; how far one looks around on the map and the most a reward may be, in fen, is the deployment's to say.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    pub async fn open(office: Office, around: Distances, most_reward_fen: u32) -> Result<Self, Unread> {
        let db: &Database = &office.db;
        Ok(Self {
            atlas: Snapshot::open(db.clone()).await?,
            catalogue: Snapshot::open(db.clone()).await?,
            routing: Snapshot::open(db.clone()).await?,
            rooms: Snapshot::open(db.clone()).await?,
            roster: Snapshot::open(db.clone()).await?,
            office,
            around,
            most_reward_fen,
        })
    }

    /// What the register of components looks into.
    #[must_use]
    pub fn components(&self) -> component::Tables {
        component::Tables {
            atlas: self.atlas.clone(),
            catalogue: self.catalogue.clone(),
        }
    }

    /// What routing and command look into.
    #[must_use]
    pub fn dispatch(&self) -> dispatch::Tables {
        dispatch::Tables {
            catalogue: self.catalogue.clone(),
            routing: self.routing.clone(),
            rooms: self.rooms.clone(),
            grids: Arc::new(self.atlas.clone()),
        }
    }
}

impl Registers {
    /// The grid that covers an event's place today, or is the nearest; the one it was reported in, where no map says.
    fn grid_of(&self, event: &row::Model) -> Option<GridCode> {
        let point = event
            .longitude_e7
            .zip(event.latitude_e7)
            .map(|(longitude_e7, latitude_e7)| Point { longitude_e7, latitude_e7 });
        let today = local_date(self.office.clock.now());
        let there = point.and_then(|point| {
            let covers = self.grid_at(point, today);
            covers.or_else(|| self.locate_nearest(point, today).map(|located| located.place.grid))
        });
        there.or_else(|| event.grid.parse().ok())
    }
}

fn lies(at: Point, located: atlas::Located) -> Located {
    Located {
        neighbours: located.neighbours.clone(),
        place: located.into_place(Some(at), None),
    }
}

#[tonic::async_trait]
impl Tables for Registers {
    fn locate(&self, at: Point, on: Date) -> Option<Located> {
        let located = self.atlas.get().locate_within(at, on, self.around).ok()?;
        Some(lies(at, located))
    }

    fn locate_nearest(&self, at: Point, on: Date) -> Option<Located> {
        let atlas = self.atlas.get();
        let located = atlas.sheet(on)?.locate_nearest(at, self.around)?;
        Some(lies(at, located))
    }

    fn map(&self, on: Date) -> Option<i64> {
        self.atlas.get().sheet(on).map(|sheet| sheet.version)
    }

    fn stands(&self, grid: &GridCode, on: Date) -> bool {
        !self.is_gone(grid, on)
    }

    async fn address(&self, id: Uuid, _: Date) -> Result<Option<Point>, DbErr> {
        match address::get(&self.office.db.reader, id).await {
            Ok(found) => Ok(found.map(|address| address.point)),
            Err(Unread::Database(error)) => Err(error),
            Err(Unread::Corrupt(corrupt)) => Err(DbErr::Custom(corrupt.to_string())),
        }
    }

    async fn component(&self, code: &ComponentCode, on: Date) -> Result<Option<(Point, Thing)>, DbErr> {
        let found = match component::store::get(&self.office.db.reader, code).await {
            Ok(found) => found.filter(|component| component.stands_on(on)),
            Err(Unread::Database(error)) => return Err(error),
            Err(Unread::Corrupt(corrupt)) => return Err(DbErr::Custom(corrupt.to_string())),
        };
        let units = self.office.reference.units();
        Ok(found.map(|component| (component.point, component.thing(&units, on))))
    }

    fn class(&self, code: ClassCode, area: AreaClass, on: Date) -> Option<Class> {
        self.catalogue.get().class(code, area, on)
    }

    fn route(&self, question: &Question<'_>) -> Option<Route> {
        let catalogue = self.catalogue.get();
        let edition = catalogue.edition(local_date(question.at));
        let platform = edition.content.subclass(question.class).and_then(|subclass| subclass.platform);
        let calendar = self.office.reference.calendar();
        let asked = dispatch::domain::Question::at(question.at, (question.class, platform), question.level, question.place, &calendar);
        let asked = asked.returned_by(question.returned);
        self.routing.get().explain(&asked).route
    }

    fn command_room(&self, town: &Code, on: Date) -> Option<Code> {
        self.rooms.get().of(town, on)
    }

    fn is_centre(&self, unit: &Code, on: Date) -> bool {
        self.rooms.get().is_centre(unit, on)
    }

    fn sub_centre(&self, town: &Code, on: Date) -> Option<Code> {
        self.rooms.get().sub_centre(town, on).cloned()
    }

    fn is_over(&self, unit: &Code, on: Date) -> bool {
        self.rooms.get().is_over(unit, on)
    }

    fn most_reward_fen(&self) -> u32 {
        self.most_reward_fen
    }

    fn role(&self, subject: &str, grid: &GridCode, on: Date) -> Option<GridRole> {
        self.roster.get().role(subject, grid, on)
    }

    fn roles(&self, subject: &str, grid: &GridCode, on: Date) -> BTreeSet<GridRole> {
        self.roster.get().roles(subject, grid, on)
    }

    fn team(&self, grid: &GridCode, on: Date) -> BTreeSet<GridRole> {
        self.roster.get().team(grid, on)
    }

    fn admission(&self, item: Uuid, department: &Code, class: ClassCode, on: Date) -> Result<(), NotAdmitted> {
        self.roster.get().admission(item, department, Some(class), on)
    }

    fn asked_once_since(&self, item: Uuid, on: Date) -> Option<Date> {
        self.roster.get().asked_once_since(item, on)
    }
}

impl Surroundings for Registers {
    fn has_grid(&self, grid: &GridCode, on: Date) -> bool {
        self.atlas.get().grid(grid, on).is_some()
    }

    fn is_gone(&self, grid: &GridCode, on: Date) -> bool {
        let atlas = self.atlas.get();
        atlas.sheet(on).is_some_and(|sheet| sheet.grid(grid).is_none())
    }

    fn came_after(&self, grid: &GridCode, gone: &GridCode, on: Date) -> bool {
        self.atlas.get().came_after(grid, gone, on)
    }

    fn grid_at(&self, at: Point, on: Date) -> Option<GridCode> {
        self.atlas.get().locate(at, on).ok().map(|located| located.grid)
    }

    fn has_class(&self, class: ClassCode, on: Date) -> bool {
        self.catalogue.get().edition(on).content.subclass(class).is_some()
    }

    fn role(&self, subject: &str, grid: &GridCode, on: Date) -> Option<GridRole> {
        self.roster.get().role(subject, grid, on)
    }

    fn address<'a>(&'a self, db: &'a DatabaseTransaction, id: Uuid) -> BoxFuture<'a, Result<Option<Point>, Unread>> {
        Box::pin(async move { Ok(address::get(db, id).await?.map(|address| address.point)) })
    }

    fn event_at<'a>(&'a self, db: &'a DatabaseTransaction, id: Uuid) -> BoxFuture<'a, Result<Option<(GridCode, ClassCode)>, Unread>> {
        Box::pin(async move {
            let found = row::Entity::find_by_id(id).one(db).await?;
            Ok(found.and_then(|event| self.grid_of(&event).zip(event.class_code.parse().ok())))
        })
    }

    fn event<'a>(&'a self, db: &'a DatabaseTransaction, id: Uuid) -> BoxFuture<'a, Result<Option<EventState>, Unread>> {
        Box::pin(async move {
            let found = row::Entity::find_by_id(id).one(db).await?;
            Ok(found.map(|event| event.closed_at.map_or(EventState::Open, |_| EventState::Ended)))
        })
    }
}
