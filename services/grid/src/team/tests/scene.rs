//! The scene: a county with its command centre and a bureau, two towns and two villages with four grids, and the county next to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect, QueryTrait, Select, Statement};
use shiyu_kit::auth::Principal;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::clock::WallClock;
use shiyu_kit::database::Database;
use shiyu_kit::journal;
use shiyu_kit::operations::Office;
use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene;
use shiyu_kit::unit::{Code, Units};
use time::macros::date;
use time::{Date, Duration};

pub(crate) use shiyu_kit::testkit::scene::{COUNTY, OTHER_COUNTY, OTHER_TOWN, TOWN, VILLAGE, asked, code, id, parent, principal, reason};

use crate::domain::terms::GridCode;
use crate::migration::Migrator;
use crate::team::{Grids, Roster, lies_in};

pub(crate) const CENTRE: &str = "330602-ZHZX";
pub(crate) const BUREAU: &str = "330602-ZJJ";
/// Another one.
pub(crate) const OTHER_BUREAU: &str = "330602-SLJ";
pub(crate) const ROOM: &str = "330602001-ZHS";
pub(crate) const OTHER_VILLAGE: &str = "330602002001";
pub(crate) const GRID: &str = "330602001003001";
pub(crate) const SECOND: &str = "330602001003002";
pub(crate) const EXCLUSIVE: &str = "330602001003901";
pub(crate) const ELSEWHERE: &str = "330602002001001";

/// First day of the only map.
const MAPPED: Date = date!(2020 - 01 - 01);

pub(crate) fn grid(text: &str) -> GridCode {
    text.parse().unwrap()
}

pub(crate) fn units() -> Units {
    scene::units(&[
        (CENTRE, COUNTY),
        (BUREAU, COUNTY),
        (OTHER_BUREAU, COUNTY),
        (ROOM, TOWN),
        (OTHER_VILLAGE, OTHER_TOWN),
    ])
}

/// A head of a unit.
pub(crate) fn head(unit: &str) -> Principal {
    principal(&format!("head-{unit}"), Some(unit), "unit_head")
}

/// The chief of a command centre.
pub(crate) fn chief(unit: &str) -> Principal {
    principal(&format!("chief-{unit}"), Some(unit), "command_chief")
}

pub(crate) fn actor(unit: &str) -> Actor {
    Actor::from(&head(unit))
}

/// A map of these grids, from the year 2020 on.
#[derive(Debug)]
struct Drawn(BTreeSet<GridCode>);

impl Grids for Drawn {
    fn has(&self, grid: &GridCode, on: Date) -> Option<bool> {
        (on >= MAPPED).then(|| self.0.contains(grid))
    }

    fn ever(&self, grid: &GridCode) -> Option<bool> {
        Some(self.0.contains(grid))
    }

    fn basic(&self, within: &Code, on: Date) -> Option<Vec<GridCode>> {
        let basic = self.0.iter().filter(|grid| !grid.is_exclusive() && lies_in(grid, within));
        (on >= MAPPED).then(|| basic.cloned().collect())
    }
}

/// The four grids of the scene.
pub(crate) fn drawn() -> Arc<dyn Grids> {
    Arc::new(Drawn([GRID, SECOND, EXCLUSIVE, ELSEWHERE].map(grid).into()))
}

/// A service's office over an empty database.
pub(crate) struct Scene {
    pub(crate) office: Office,
    pub(crate) db: Database,
    pub(crate) roster: Snapshot<Roster>,
    pub(crate) today: Date,
}

impl Scene {
    pub(crate) async fn open(home: &TestDatabase) -> Self {
        let office = scene::office::<Migrator>(home, "grid", units(), WallClock::system()).await;
        let (db, today) = (office.db.clone(), local_date(office.clock.now()));
        let roster = Snapshot::open(db.clone()).await.unwrap();
        Self { office, db, roster, today }
    }

    /// So many days after today.
    pub(crate) fn day(&self, after: i64) -> String {
        (self.today + Duration::days(after)).to_string()
    }

    /// What was told so far, by kind.
    pub(crate) async fn told(&self) -> BTreeMap<String, Vec<Vec<u8>>> {
        let mut told: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
        for row in journal::Entity::find().all(&self.db.reader).await.unwrap() {
            if let Some(fact) = row.fact {
                told.entry(row.kind).or_default().push(fact);
            }
        }
        told
    }
}

/// How SQLite goes about a question.
pub(crate) async fn plan<E: EntityTrait>(db: &Database, query: Select<E>) -> String {
    let mut asked: Statement = query.limit(5).build(db.reader.get_database_backend());
    asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
    let rows = db.reader.query_all_raw(asked).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
    plan.join("; ")
}

/// That a question is answered from an index, in its order.
pub(crate) fn is_indexed(plan: &str) -> bool {
    plan.contains("USING INDEX") && !plan.contains("TEMP B-TREE")
}
