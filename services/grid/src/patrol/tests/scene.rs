//! The scene: a county with two towns, a village and its grid, and a team of that grid.

use std::sync::{Arc, Mutex};

use futures::FutureExt as _;
use futures::future::BoxFuture;
use prost::Message;
use sea_orm::{DatabaseTransaction, EntityTrait, QueryOrder};
use shiyu_kit::auth::Principal;
use shiyu_kit::calendar::{Calendar, local_date};
use shiyu_kit::case::Actor;
use shiyu_kit::clock::WallClock;
use shiyu_kit::database::Database;
use shiyu_kit::journal;
use shiyu_kit::ledger::Unread;
use shiyu_kit::operations::Office;
use shiyu_kit::reference::Reference;
use shiyu_kit::relay::Wake;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene;
use shiyu_kit::unit::Units;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use time::{Date, Duration};
use uuid::Uuid;

pub(crate) use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, VILLAGE, asked, code, id, parent, principal, reason};

use crate::domain::terms::{ClassCode, GridCode, GridRole, Point};
use crate::migration::Migrator;
use crate::patrol::domain::{EventState, builtin};
use crate::patrol::{Patrols, REACH, Settings, Surroundings, Swept};

/// Two bureaus of the county.
pub(crate) const BUREAU: &str = "330602-YJGL";
pub(crate) const OTHER_BUREAU: &str = "330602-SLJ";
pub(crate) const GRID: &str = "330602001003001";
/// What comes in its place.
pub(crate) const HEIR: &str = "330602001003007";
pub(crate) const ADDRESS: Uuid = Uuid::from_u128(0xadd);
pub(crate) const EVENT: Uuid = Uuid::from_u128(0xe7e);
/// One of another town.
pub(crate) const ELSEWHERES: Uuid = Uuid::from_u128(0xe15e);
/// One of another class.
pub(crate) const DISPUTE: Uuid = Uuid::from_u128(0xd15);
/// An event that has ended.
pub(crate) const CLOSED: Uuid = Uuid::from_u128(0x00c1_05ed);
/// The checkpoint; everything west of 121 degrees lies in the grid.
pub(crate) const HERE: (f64, f64) = (120.58, 30.0);

pub(crate) fn units() -> Units {
    scene::units(&[("330602-ZHZX", COUNTY), (BUREAU, COUNTY), (OTHER_BUREAU, COUNTY)])
}

/// What the other rooms know: one grid, from some day on another in its place, one address, one event, and a patrol and a volunteer.
#[derive(Debug)]
struct Known(Redrawn);

/// From which day on another map is in force, if one was published.
type Redrawn = Arc<Mutex<Option<Date>>>;

impl Known {
    fn is_redrawn(&self, on: Date) -> bool {
        self.0.lock().unwrap().is_some_and(|from| from <= on)
    }
}

impl Surroundings for Known {
    fn has_grid(&self, grid: &GridCode, on: Date) -> bool {
        grid.as_str() == if self.is_redrawn(on) { HEIR } else { GRID }
    }

    fn is_gone(&self, grid: &GridCode, on: Date) -> bool {
        !self.has_grid(grid, on)
    }

    fn came_after(&self, grid: &GridCode, gone: &GridCode, on: Date) -> bool {
        self.is_redrawn(on) && (grid.as_str(), gone.as_str()) == (HEIR, GRID)
    }

    fn grid_at(&self, at: Point, _: Date) -> Option<GridCode> {
        (at.longitude() < 121.0).then(|| GRID.parse().unwrap())
    }

    fn has_class(&self, class: ClassCode, _: Date) -> bool {
        class.class < 50
    }

    fn role(&self, subject: &str, grid: &GridCode, _: Date) -> Option<GridRole> {
        match (subject, grid.as_str()) {
            ("patrol-1", GRID) | ("patrol-2", GRID | HEIR) => Some(GridRole::Patrol),
            ("volunteer-1", GRID) => Some(GridRole::Volunteer),
            _ => None,
        }
    }

    fn address<'a>(&'a self, _: &'a DatabaseTransaction, id: Uuid) -> BoxFuture<'a, Result<Option<Point>, Unread>> {
        let at = (id == ADDRESS).then(|| Point::from_degrees(HERE.0, HERE.1).unwrap());
        async move { Ok(at) }.boxed()
    }

    fn event_at<'a>(&'a self, _: &'a DatabaseTransaction, id: Uuid) -> BoxFuture<'a, Result<Option<(GridCode, ClassCode)>, Unread>> {
        let (grid, class) = match id {
            ELSEWHERES => ("330602002001001", "E1201"),
            DISPUTE => (GRID, "E1101"),
            _ => (GRID, "E1201"),
        };
        let known = [EVENT, CLOSED, ELSEWHERES, DISPUTE].contains(&id);
        let found: Option<(GridCode, ClassCode)> = known.then(|| (grid.parse().unwrap(), class.parse().unwrap()));
        async move { Ok(found) }.boxed()
    }

    fn event<'a>(&'a self, _: &'a DatabaseTransaction, id: Uuid) -> BoxFuture<'a, Result<Option<EventState>, Unread>> {
        let state = match id {
            EVENT => Some(EventState::Open),
            CLOSED => Some(EventState::Ended),
            _ => None,
        };
        async move { Ok(state) }.boxed()
    }
}

/// Somebody who answers for a unit.
pub(crate) fn chief(unit: &str) -> Principal {
    principal(&format!("chief-{unit}"), Some(unit), "command_chief")
}

/// The grid's patrol, who is of no unit that governs it.
pub(crate) fn patrol() -> Principal {
    principal("patrol-1", Some(OTHER_TOWN), "grid_patrol")
}

pub(crate) fn actor(by: &Principal) -> Actor {
    Actor::from(by)
}

pub(crate) fn grid() -> String {
    format!("counties/{COUNTY}/grids/{GRID}")
}

pub(crate) fn event() -> String {
    event_name(EVENT)
}

pub(crate) fn event_name(id: Uuid) -> String {
    format!("counties/{COUNTY}/events/{id}")
}

#[expect(clippy::unnecessary_wraps, reason = "a message's part is optional")]
pub(crate) fn point((longitude, latitude): (f64, f64)) -> Option<common::Point> {
    Some(common::Point { longitude, latitude })
}

/// The registers over an empty database, with a clock that can be moved.
pub(crate) struct Scene {
    pub(crate) desk: Patrols,
    pub(crate) db: Database,
    pub(crate) clock: WallClock,
    redrawn: Redrawn,
}

impl Scene {
    pub(crate) async fn open(home: &TestDatabase) -> Self {
        let db = home.connect().await;
        db.migrate::<Migrator>().await.unwrap();
        let clock = WallClock::movable();
        let redrawn = Redrawn::default();
        let desk = Self::desk(db.clone(), clock.clone(), redrawn.clone());
        Self { desk, db, clock, redrawn }
    }

    /// A map is published for tomorrow, with another grid in the place of the one.
    pub(crate) fn redraw(&self) {
        let tomorrow = local_date(self.clock.now()) + Duration::days(1);
        *self.redrawn.lock().unwrap() = Some(tomorrow);
    }

    /// Two processes over the same database sweep at once; what each moved.
    pub(crate) async fn sweep_twice(&self, home: &TestDatabase) -> (Swept, Swept) {
        let other = Self::desk(home.connect().await, self.clock.clone(), self.redrawn.clone());
        let (one, two) = futures::future::join(Box::pin(self.desk.sweep()), Box::pin(other.sweep())).await;
        (one.unwrap(), two.unwrap())
    }

    fn desk(db: Database, clock: WallClock, redrawn: Redrawn) -> Patrols {
        let office = Office {
            county: COUNTY.to_owned(),
            service: "grid",
            db,
            reference: Reference::of(Calendar::builtin(), units()),
            clock,
            wake: Wake::new(),
        };
        let settings = Settings {
            reach: REACH,
            templates: builtin().unwrap(),
        };
        Patrols::new(code(COUNTY), office, Arc::new(Known(redrawn)), settings)
    }

    pub(crate) fn day(&self, after: i64) -> String {
        (local_date(self.clock.now()) + Duration::days(after)).to_string()
    }

    pub(crate) fn wait(&self, days: i64) {
        self.clock.advance(Duration::days(days)).unwrap();
    }

    /// Kinds of the journal's rows in their order, and the facts of one of them.
    pub(crate) async fn told(&self) -> Vec<(String, Option<Vec<u8>>)> {
        let rows = journal::Entity::find().order_by_asc(journal::Column::Position);
        let rows = rows.all(&self.db.reader).await.unwrap();
        rows.into_iter().map(|row| (row.kind, row.fact)).collect()
    }

    pub(crate) async fn facts<F: Message + Default>(&self, kind: &str) -> Vec<F> {
        let told = self.told().await.into_iter().filter(|(told, _)| told == kind);
        told.map(|(_, fact)| F::decode(fact.unwrap().as_slice()).unwrap()).collect()
    }
}

/// A daily plan of two checkpoints, a point and an address.
pub(crate) fn plan(scene: &Scene) -> pb::PutPatrolPlanRequest {
    let checkpoint = |title: &str, point, address: String| pb::Checkpoint {
        title: title.to_owned(),
        point,
        address,
        look_at: "消防通道".to_owned(),
        ..pb::Checkpoint::default()
    };
    let plan = pb::PatrolPlan {
        grid: grid(),
        title: "日常巡查".to_owned(),
        frequency: pb::PatrolFrequency::Daily.into(),
        checkpoints: vec![
            checkpoint("河埠头", point((120.59, 30.0)), String::new()),
            checkpoint("农贸市场", None, format!("counties/{COUNTY}/addresses/{ADDRESS}")),
        ],
        role: pb::GridRole::Patrol.into(),
        valid_from: scene.day(0),
        ..pb::PatrolPlan::default()
    };
    pb::PutPatrolPlanRequest {
        parent: parent(),
        plan: Some(plan),
        request_id: id(),
    }
}

pub(crate) fn hazard(scene: &Scene) -> pb::RecordHazardRequest {
    let hazard = pb::Hazard {
        grid: grid(),
        point: point(HERE),
        whereabouts: "农贸市场西门".to_owned(),
        class_code: "E1203".to_owned(),
        danger: pb::Danger::Considerable.into(),
        found_on: scene.day(0),
        ..pb::Hazard::default()
    };
    pb::RecordHazardRequest {
        parent: parent(),
        hazard: Some(hazard),
        request_id: id(),
    }
}
