//! The scene: a county with its petition office, two towns and a village, and the county next to it.

use shiyu_kit::auth::Principal;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::clock::WallClock;
use shiyu_kit::database::Database;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene;
use shiyu_kit::unit::Units;
use shiyu_proto::petition::v1 as pb;
use time::{Date, Duration};
use uuid::Uuid;

pub(crate) use shiyu_kit::testkit::scene::{COUNTY, OTHER_COUNTY, OTHER_TOWN, TOWN, VILLAGE, asked, code, id, parent, principal, reason};

use crate::migration::Migrator;
use crate::reception::Reception;

pub(crate) const OFFICE: &str = "330602-XFJ";

pub(crate) fn units() -> Units {
    scene::units(&[(OFFICE, COUNTY)])
}

/// A clerk of a unit.
pub(crate) fn clerk(unit: &str) -> Principal {
    principal(&format!("clerk-{unit}"), Some(unit), "intake_clerk")
}

pub(crate) fn actor(unit: &str) -> Actor {
    Actor::from(&clerk(unit))
}

/// The reception over an empty database.
pub(crate) struct Hall {
    pub(crate) desk: Reception,
    pub(crate) db: Database,
    pub(crate) today: Date,
}

impl Hall {
    pub(crate) async fn open(home: &TestDatabase) -> Self {
        let office = scene::office::<Migrator>(home, "petition", units(), WallClock::system()).await;
        let (db, today) = (office.db.clone(), local_date(office.clock.now()));
        let desk = Reception::new(code(COUNTY), office);
        Self { desk, db, today }
    }

    /// So many days after today.
    pub(crate) fn day(&self, after: i64) -> String {
        (self.today + Duration::days(after)).to_string()
    }

    pub(crate) fn counter(&self, unit: &str, kind: pb::CounterKind) -> pb::PutCounterRequest {
        let counter = pb::ServiceCounter {
            unit: unit.to_owned(),
            kind: kind.into(),
            title: "劳动仲裁窗口".to_owned(),
            hall_place: "一楼3号".to_owned(),
            opening_hours: "工作日 9:00-12:00、14:00-17:00".to_owned(),
            phone: "+86 (575) 8512-0000".to_owned(),
            valid_from: self.day(-30),
            ..pb::ServiceCounter::default()
        };
        pb::PutCounterRequest {
            parent: parent(),
            counter: Some(counter),
            request_id: id(),
        }
    }

    pub(crate) fn entry(&self, unit: &str, after: i64) -> pb::PutRosterEntryRequest {
        let entry = pb::RosterEntry {
            unit: unit.to_owned(),
            date: self.day(after),
            hall: "人民来访接待中心".to_owned(),
            room: "3".to_owned(),
            kind: pb::RosterKind::Leader.into(),
            subject: "leader-7".to_owned(),
            title: "分管住建副区长".to_owned(),
            channel: pb::ReceptionChannel::Visit.into(),
            places: 12,
            ..pb::RosterEntry::default()
        };
        pb::PutRosterEntryRequest {
            parent: parent(),
            entry: Some(entry),
            request_id: id(),
        }
    }

    pub(crate) fn visit(&self, unit: &str, place: &str, after: i64) -> pb::OrderOutreachRequest {
        let visit = pb::OutreachVisit {
            unit: unit.to_owned(),
            team: vec!["mediator-1".to_owned(), "lawyer-2".to_owned()],
            place: place.to_owned(),
            date: self.day(after),
            ..pb::OutreachVisit::default()
        };
        pb::OrderOutreachRequest {
            parent: parent(),
            visit: Some(visit),
            request_id: id(),
        }
    }
}

pub(crate) fn petition(id: Uuid) -> String {
    format!("counties/{COUNTY}/petitions/{id}")
}

/// A visit received by an entry of the roster.
pub(crate) fn received(entry: &str, counters: &[&str], petition: &str) -> pb::RecordReceptionRequest {
    let reception = pb::Reception {
        roster_entry: entry.to_owned(),
        petition: petition.to_owned(),
        outcome: pb::ReceptionOutcome::ReferredToCounter.into(),
        counters: counters.iter().map(ToString::to_string).collect(),
        people: 2,
        ..pb::Reception::default()
    };
    pb::RecordReceptionRequest {
        parent: parent(),
        reception: Some(reception),
        request_id: id(),
    }
}
