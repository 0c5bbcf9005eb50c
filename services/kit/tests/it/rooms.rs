//! What a test of the kit stands on: a database of its own, on each of the two, and a desk over it.

use sea_orm::{ConnectionTrait, Schema};
use shiyu_kit::calendar::Calendar;
use shiyu_kit::case::{Act, Actor};
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::database::Database;
use shiyu_kit::ledger::Ledger;
use shiyu_kit::migration;
use shiyu_kit::reference::Reference;
use shiyu_kit::relay::Wake;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::unit::Units;
use uuid::Uuid;

use crate::docket::{self, Docket};

pub struct Room {
    pub db: Database,
    pub clock: WallClock,
    pub wake: Wake,
    pub reference: Reference,
    pub home: TestDatabase,
}

impl Room {
    pub async fn on(home: TestDatabase) -> Self {
        let db = home.connect().await;
        db.migrate::<Migrator>().await.unwrap();
        Self {
            db,
            clock: WallClock::movable(),
            wake: Wake::default(),
            reference: Reference::of(Calendar::builtin(), Units::default()),
            home,
        }
    }

    pub fn ledger(&self) -> Ledger<Docket> {
        Ledger::open(self.db.clone(), self.reference.clone(), self.clock.clone(), self.wake.clone())
    }

    /// A desk as another replica would have it: its own connections and its own task.
    pub async fn replica(&self) -> Ledger<Docket> {
        Ledger::open(
            self.home.connect().await,
            self.reference.clone(),
            self.clock.clone(),
            Wake::default(),
        )
    }
}

pub struct Migrator;

impl sea_orm_migration::MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn sea_orm_migration::MigrationTrait>> {
        let mut migrations = migration::kit_migrations();
        migrations.push(Box::new(Dockets));
        migrations
    }
}

struct Dockets;

impl sea_orm_migration::MigrationName for Dockets {
    fn name(&self) -> &'static str {
        "m9001_dockets"
    }
}

#[sea_orm_migration::async_trait::async_trait]
impl sea_orm_migration::MigrationTrait for Dockets {
    async fn up(&self, manager: &sea_orm_migration::SchemaManager) -> Result<(), sea_orm::DbErr> {
        let table = Schema::new(manager.get_database_backend()).create_table_from_entity(docket::Entity);
        manager.get_connection().execute(&table).await.map(drop)
    }
}

pub fn clerk() -> Actor {
    Actor::Person {
        subject: "clerk-1".to_owned(),
        unit: Some("330602-XFJ".to_owned()),
        roles: ["petition_officer".to_owned()].into(),
    }
}

pub fn act(case: Uuid) -> Act {
    Act {
        id: new_id(),
        case,
        by: clerk(),
        expected: None,
        trace: None,
    }
}
