//! The scene: a county with its command centre, two towns and a village, and the county next to it.

use std::collections::BTreeSet;

use shiyu_kit::auth::{Kind, Principal};
use shiyu_kit::calendar::{Calendar, local_date};
use shiyu_kit::case::Actor;
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::database::Database;
use shiyu_kit::operations::Office;
use shiyu_kit::reference::Reference;
use shiyu_kit::relay::Wake;
use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::unit::{Code, Unit, Units};
use shiyu_proto::grid::v1 as pb;
use time::macros::date;
use time::{Date, Duration};
use tonic::{Request, Status};

use crate::catalogue::{Catalogue, CatalogueDesk};
use crate::migration::Migrator;

pub(crate) const COUNTY: &str = "330602";
pub(crate) const CENTRE: &str = "330602-ZHZX";
pub(crate) const TOWN: &str = "330602001";
pub(crate) const TOWN_OFFICE: &str = "330602001-ZHZF";
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
        unit(CENTRE, Some(COUNTY)),
        unit(TOWN, Some(COUNTY)),
        unit(TOWN_OFFICE, Some(TOWN)),
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

/// The chief of a unit.
pub(crate) fn chief(unit: &str) -> Principal {
    principal(&format!("chief-{unit}"), Some(unit), "command_chief")
}

pub(crate) fn actor(unit: &str) -> Actor {
    Actor::from(&chief(unit))
}

pub(crate) fn asked<T>(by: &Principal, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.extensions_mut().insert(by.clone());
    request
}

pub(crate) fn reason(status: &Status) -> String {
    shiyu_kit::fault::reason(status).unwrap_or_default()
}

pub(crate) fn parent() -> String {
    format!("counties/{COUNTY}")
}

pub(crate) fn id() -> String {
    new_id().to_string()
}

pub(crate) async fn office(home: &TestDatabase) -> Office {
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    Office {
        county: COUNTY.to_owned(),
        service: "grid",
        db,
        reference: Reference::of(Calendar::builtin(), units()),
        clock: WallClock::system(),
        wake: Wake::new(),
    }
}

/// The catalogue's desk over an empty database.
pub(crate) struct Shelf {
    pub(crate) desk: CatalogueDesk,
    pub(crate) db: Database,
    pub(crate) today: Date,
}

impl Shelf {
    pub(crate) async fn open(home: &TestDatabase) -> Self {
        let office = office(home).await;
        let (db, today) = (office.db.clone(), local_date(office.clock.now()));
        let held = Snapshot::<Catalogue>::open(db.clone()).await.unwrap();
        let desk = CatalogueDesk::new(code(COUNTY), office, held);
        Self { desk, db, today }
    }

    /// So many days after today.
    pub(crate) fn day(&self, after: i64) -> String {
        (self.today + Duration::days(after)).to_string()
    }
}

pub(crate) fn limit(area: pb::AreaClass, amount: i32, unit: pb::LimitUnit) -> pb::HandlingLimit {
    pb::HandlingLimit {
        stage: pb::LimitStage::Handle.into(),
        area_class: area.into(),
        amount,
        unit: unit.into(),
    }
}

pub(crate) fn subclass(code: &str, limits: Vec<pb::HandlingLimit>) -> pb::Subclass {
    pb::Subclass {
        code: code.to_owned(),
        title: "暴露垃圾".to_owned(),
        limits,
        ..pb::Subclass::default()
    }
}

/// An edition of one class and two subclasses, from a day on.
pub(crate) fn edition(valid_from: &str) -> pb::ImportCatalogueRequest {
    let class = pb::CatalogueClass {
        kind: pb::ClassKind::Event.into(),
        number: 1,
        title: "市容环境".to_owned(),
    };
    let both = vec![
        limit(pb::AreaClass::A, 4, pb::LimitUnit::WorkHour),
        limit(pb::AreaClass::Unspecified, 1, pb::LimitUnit::WorkingDay),
    ];
    let one = vec![limit(pb::AreaClass::Unspecified, 3, pb::LimitUnit::Day)];
    let catalogue = pb::Catalogue {
        valid_from: valid_from.to_owned(),
        document: "越政办〔2026〕7号".to_owned(),
        classes: vec![class],
        subclasses: vec![subclass("E0104", one), subclass("E0102", both)],
        ..pb::Catalogue::default()
    };
    pb::ImportCatalogueRequest {
        parent: parent(),
        catalogue: Some(catalogue),
        request_id: id(),
    }
}
