//! The desk over an empty database, and events that are told.

use sea_orm::EntityTrait;
use shiyu_kit::calendar::local_date;
use shiyu_kit::database::Database;
use shiyu_kit::journal;
use shiyu_kit::operations::timestamp;
use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use time::{Duration, OffsetDateTime};

use crate::catalogue::tests::scene::{COUNTY, TOWN, code, id, office, parent};
use crate::dispatch::domain::tests::simulation::{Told, event};
use crate::dispatch::{DispatchDesk, Tables};
use crate::team::tests::scene::drawn;

pub(super) struct Room {
    pub(super) desk: DispatchDesk<Told>,
    pub(super) db: Database,
    pub(super) now: OffsetDateTime,
}

impl Room {
    /// Three events of yesterday: two of rubbish, one dispute, all at the town.
    pub(super) async fn open(home: &TestDatabase) -> Self {
        let office = office(home).await;
        let (db, now) = (office.db.clone(), office.clock.now());
        let tables = Tables {
            catalogue: Snapshot::open(db.clone()).await.unwrap(),
            routing: Snapshot::open(db.clone()).await.unwrap(),
            rooms: Snapshot::open(db.clone()).await.unwrap(),
            grids: drawn(),
        };
        let then = now - Duration::DAY;
        let past = ["E0102", "E0102", "E1101"].into_iter().zip(1..);
        let past = Told(past.map(|(class, number)| event(number, class, TOWN, then)).collect());
        let desk = DispatchDesk::new(code(COUNTY), office, tables, past);
        Self { desk, db, now }
    }

    pub(super) async fn told(&self) -> Vec<(String, Option<Vec<u8>>)> {
        let rows = journal::Entity::find().all(&self.db.reader).await.unwrap();
        rows.into_iter().map(|row| (row.kind, row.fact)).collect()
    }

    /// A day long enough ago for what goes on.
    pub(super) fn last_month(&self) -> String {
        local_date(self.now - Duration::days(30)).to_string()
    }

    pub(super) fn in_hours(&self, hours: i64) -> prost_types::Timestamp {
        timestamp(self.now + Duration::hours(hours))
    }

    /// The simulation of a table on the last two days.
    pub(super) fn simulate(&self, name: &str) -> pb::SimulateRoutingRequest {
        pb::SimulateRoutingRequest {
            name: name.to_owned(),
            from_time: Some(self.in_hours(-48)),
            to_time: Some(self.in_hours(0)),
            request_id: id(),
        }
    }
}

pub(super) fn rule(id: &str, classes: &[&str], department: &str) -> pb::RoutingRule {
    pb::RoutingRule {
        id: id.to_owned(),
        title: "规则".to_owned(),
        classes: classes.iter().map(ToString::to_string).collect(),
        department: department.to_owned(),
        level: pb::Level::Town.into(),
        ..pb::RoutingRule::default()
    }
}

pub(super) fn table(rules: Vec<pb::RoutingRule>) -> pb::PutRoutingTableRequest {
    let table = pb::RoutingTable {
        title: "流转表".to_owned(),
        document: "越政办〔2026〕8号".to_owned(),
        rules,
        ..pb::RoutingTable::default()
    };
    pb::PutRoutingTableRequest {
        parent: parent(),
        table: Some(table),
        request_id: id(),
    }
}

pub(super) fn activate(name: &str) -> pb::ActivateRoutingRequest {
    pb::ActivateRoutingRequest {
        name: name.to_owned(),
        effective_time: None,
        request_id: id(),
    }
}
