//! The register of components as a caller finds it, on both databases.

mod claims;
mod files;
mod imports;
mod lists;
mod policy;

use futures::TryStreamExt;
use shiyu_kit::auth::Principal;
use shiyu_kit::case::Actor;
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::database::Database;
use shiyu_kit::operations::Office;
use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene;
use shiyu_proto::grid::v1 as pb;
use tonic::Status;

use super::{ComponentDesk, Tables};
use crate::migration::Migrator;
use crate::place::tests::scene::{COUNTY, Room, code, parent, principal, units};

/// Metres within which a component is near.
const NEAR: f64 = 50.0;
const HEADER: &str = "code,title,longitude,latitude,owner_unit,owner_org,maintainer_unit,valid_from,valid_to,state\n";

/// A county's desk, over a map that is in force.
struct Depot {
    desk: ComponentDesk,
    db: Database,
}

fn chief() -> Principal {
    principal(COUNTY, "command_chief")
}

fn name(component: &str) -> String {
    format!("{}/components/{component}", parent())
}

impl Depot {
    async fn open(home: &TestDatabase) -> Self {
        let room = Room::open(home).await;
        room.with_map().await;
        Self::over(home).await
    }

    /// Whatever the map is.
    async fn over(home: &TestDatabase) -> Self {
        let office = office(home).await;
        let db = office.db.clone();
        let tables = Tables {
            atlas: Snapshot::open(db.clone()).await.unwrap(),
            catalogue: Snapshot::open(db.clone()).await.unwrap(),
        };
        let desk = ComponentDesk::new(code(COUNTY), office, tables, NEAR);
        Self { desk, db }
    }

    async fn import_by(&self, by: &Principal, file: &str) -> Result<Vec<pb::ComponentVerdict>, Status> {
        let verdicts = self.desk.import_file(Actor::from(by), new_id(), file.as_bytes().to_vec()).await?;
        let all: Vec<pb::ImportComponentsResponse> = verdicts.try_collect().await?;
        Ok(all.into_iter().flat_map(|page| page.verdicts).collect())
    }

    async fn import(&self, rows: &[String]) -> Vec<pb::ComponentVerdict> {
        self.import_by(&chief(), &format!("{HEADER}{}", rows.concat())).await.unwrap()
    }
}

async fn office(home: &TestDatabase) -> Office {
    scene::office::<Migrator>(home, "grid", units(), WallClock::system()).await
}

/// A row of a rain-water cover at a point, owned by the water bureau.
fn row(code: &str, (longitude, latitude): (f64, f64)) -> String {
    format!("{code},雨水井盖,{longitude},{latitude},330602-SLJ,,330602-ZHZ,2020-03-01,,\n")
}

/// In the middle of a grid of the plan.
fn middle(index: usize) -> (String, (f64, f64)) {
    let (grid, at) = crate::place::tests::inside(index);
    (grid, (at.longitude, at.latitude))
}
