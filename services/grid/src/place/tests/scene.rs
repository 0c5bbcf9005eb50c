//! The scene: a made-up county with its units, and a map room over an empty database.

use futures::TryStreamExt;
use shiyu_kit::auth::Principal;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::database::Database;
use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene;
use shiyu_kit::unit::{Code, Unit, Units};
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::grid_map_service_server::GridMapService;
use time::macros::date;
use time::{Date, Duration};
use tonic::Status;

pub(crate) use shiyu_kit::testkit::scene::{COUNTY, asked, code, id, parent, reason};

use crate::migration::Migrator;
use crate::place::domain::Mode;
use crate::place::synthetic::{Plan, geojson};
use crate::place::wire::{AddressesHead, ImportHead};
use crate::place::{Places, Settings};

pub(crate) fn plan() -> Plan {
    Plan {
        professional: [3, 2, 1],
        ..Plan::of(&code(COUNTY), (120.5, 30.1), 60)
    }
}

pub(crate) fn units() -> Units {
    let unit = |code: Code| Unit {
        superior: code.enclosing(),
        name: code.to_string(),
        code,
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    };
    let plan = plan();
    let towns = plan.towns.iter().map(|town| town.code.clone());
    let offices = ["330602-ZHZ", "330602-SLJ", "330602001-ZHS"].map(code);
    let all = towns.chain(plan.villages()).chain([code(COUNTY)]).chain(offices);
    Units::new(all.map(unit))
}

pub(crate) fn principal(unit: &str, role: &str) -> Principal {
    scene::principal(&format!("{role}-{unit}"), Some(unit), role)
}

pub(crate) fn chief() -> Principal {
    principal(COUNTY, "command_chief")
}

pub(crate) struct Room {
    pub(crate) places: Places,
    pub(crate) db: Database,
    pub(crate) today: Date,
}

impl Room {
    pub(crate) async fn open(home: &TestDatabase) -> Self {
        Self::over(home, units()).await
    }

    /// A village of the plan ends so many days after today.
    pub(crate) async fn with_the_end_of(village: &Code, after: i64, home: &TestDatabase) -> Self {
        let last = local_date(WallClock::system().now()) + Duration::days(after);
        let units = units();
        let ending = units.iter().map(|unit| Unit {
            valid_to: (unit.code == *village).then_some(last),
            ..unit.clone()
        });
        Self::over(home, Units::new(ending)).await
    }

    async fn over(home: &TestDatabase, units: Units) -> Self {
        let office = scene::office::<Migrator>(home, "grid", units, WallClock::system()).await;
        let (db, today) = (office.db.clone(), local_date(office.clock.now()));
        let atlas = Snapshot::open(db.clone()).await.unwrap();
        let places = Places::new(code(COUNTY), office, atlas, Settings::default());
        Self { places, db, today }
    }

    pub(crate) async fn create(&self, base: &str) -> Result<pb::Map, Status> {
        let request = pb::CreateMapRequest {
            parent: parent(),
            base: base.to_owned(),
            request_id: id(),
        };
        Ok(self.places.create_map(asked(&chief(), request)).await?.into_inner())
    }

    pub(crate) async fn import(&self, map: i64, mode: Mode, file: &str) -> Result<pb::ImportGridsResponse, Status> {
        let head = ImportHead {
            id: new_id(),
            map,
            mode,
            validate_only: false,
        };
        let done = self
            .places
            .import_file(&Actor::from(&chief()), head, file.as_bytes().to_vec())
            .await?;
        Ok(done.into_inner())
    }

    pub(crate) async fn lint(&self, name: &str) -> Result<pb::Map, Status> {
        let request = pb::LintMapRequest {
            name: name.to_owned(),
            request_id: id(),
        };
        Ok(self.places.lint_map(asked(&chief(), request)).await?.into_inner())
    }

    pub(crate) async fn publish(&self, name: &str, after: i64) -> Result<pb::Map, Status> {
        let request = pb::PublishMapRequest {
            name: name.to_owned(),
            effective_date: self.day(after),
            request_id: id(),
            ..pb::PublishMapRequest::default()
        };
        Ok(self.places.publish_map(asked(&chief(), request)).await?.into_inner())
    }

    /// A made-up map in force since last year.
    pub(crate) async fn with_map(&self) -> pb::Map {
        let draft = self.create("").await.unwrap();
        self.import(1, Mode::Replace, &geojson(&plan().features())).await.unwrap();
        self.lint(&draft.name).await.unwrap();
        self.publish(&draft.name, -365).await.unwrap()
    }

    pub(crate) async fn addresses(&self, file: &str) -> Result<Vec<pb::AddressVerdict>, Status> {
        let head = AddressesHead { id: new_id() };
        let by = Actor::from(&chief());
        let verdicts = self.places.import_addresses_file(by, head, file.as_bytes().to_vec()).await?;
        let all: Vec<pb::ImportAddressesResponse> = verdicts.try_collect().await?;
        Ok(all.into_iter().flat_map(|page| page.verdicts).collect())
    }

    /// So many days after today.
    pub(crate) fn day(&self, after: i64) -> String {
        (self.today + Duration::days(after)).to_string()
    }
}
