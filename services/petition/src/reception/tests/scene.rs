//! The scene: a county with its petition office, two towns and a village, and the county next to it.

use std::collections::BTreeSet;

use shiyu_kit::auth::{Kind, Principal};
use shiyu_kit::calendar::{Calendar, local_date};
use shiyu_kit::case::Actor;
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::database::Database;
use shiyu_kit::operations::Office;
use shiyu_kit::reference::Reference;
use shiyu_kit::relay::Wake;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::unit::{Code, Unit, Units};
use shiyu_proto::petition::v1 as pb;
use time::macros::date;
use time::{Date, Duration};
use tonic::{Request, Status};
use uuid::Uuid;

use crate::migration::Migrator;
use crate::reception::Reception;

pub(crate) const COUNTY: &str = "330602";
pub(crate) const OFFICE: &str = "330602-XFJ";
pub(crate) const TOWN: &str = "330602001";
pub(crate) const VILLAGE: &str = "330602001003";
pub(crate) const OTHER_TOWN: &str = "330602002";
pub(crate) const OTHER_COUNTY: &str = "330603";

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

pub(crate) fn units() -> Units {
    let unit = |own: &str, superior: Option<&str>| Unit {
        code: code(own),
        name: own.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    };
    Units::new([
        unit("330600", None),
        unit(COUNTY, Some("330600")),
        unit(OTHER_COUNTY, Some("330600")),
        unit(OFFICE, Some(COUNTY)),
        unit(TOWN, Some(COUNTY)),
        unit(OTHER_TOWN, Some(COUNTY)),
        unit(VILLAGE, Some(TOWN)),
    ])
}

pub(crate) fn principal(subject: &str, unit: Option<&str>, role: &str) -> Principal {
    Principal {
        subject: subject.to_owned(),
        county: COUNTY.to_owned(),
        unit: unit.map(str::to_owned),
        roles: BTreeSet::from([role.to_owned()]),
        kind: Kind::Person,
    }
}

/// A clerk of a unit.
pub(crate) fn clerk(unit: &str) -> Principal {
    principal(&format!("clerk-{unit}"), Some(unit), "intake_clerk")
}

pub(crate) fn actor(unit: &str) -> Actor {
    Actor::from(&clerk(unit))
}

pub(crate) fn asked<T>(by: &Principal, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.extensions_mut().insert(by.clone());
    request
}

pub(crate) fn reason(status: &Status) -> String {
    shiyu_kit::fault::reason(status).unwrap_or_default()
}

/// The reception over an empty database.
pub(crate) struct Hall {
    pub(crate) desk: Reception,
    pub(crate) db: Database,
    pub(crate) today: Date,
}

impl Hall {
    pub(crate) async fn open(home: &TestDatabase) -> Self {
        let db = home.connect().await;
        db.migrate::<Migrator>().await.unwrap();
        let clock = WallClock::system();
        let today = local_date(clock.now());
        let office = Office {
            county: COUNTY.to_owned(),
            service: "petition",
            db: db.clone(),
            reference: Reference::of(Calendar::builtin(), units()),
            clock,
            wake: Wake::new(),
        };
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

pub(crate) fn parent() -> String {
    format!("counties/{COUNTY}")
}

pub(crate) fn id() -> String {
    new_id().to_string()
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
