//! The scene: a county with its command centre, two towns and a village, and the county next to it.

use shiyu_kit::auth::Principal;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::clock::WallClock;
use shiyu_kit::database::Database;
use shiyu_kit::operations::Office;
use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene;
use shiyu_kit::unit::Units;
use shiyu_proto::grid::v1 as pb;
use time::{Date, Duration};

pub(crate) use shiyu_kit::testkit::scene::{COUNTY, OTHER_COUNTY, OTHER_TOWN, TOWN, VILLAGE, asked, code, id, parent, principal, reason};

use crate::catalogue::{Catalogue, CatalogueDesk};
use crate::migration::Migrator;

pub(crate) const CENTRE: &str = "330602-ZHZX";
pub(crate) const TOWN_OFFICE: &str = "330602001-ZHZF";

pub(crate) fn units() -> Units {
    scene::units(&[(CENTRE, COUNTY), (TOWN_OFFICE, TOWN)])
}

/// The chief of a unit.
pub(crate) fn chief(unit: &str) -> Principal {
    principal(&format!("chief-{unit}"), Some(unit), "command_chief")
}

pub(crate) fn actor(unit: &str) -> Actor {
    Actor::from(&chief(unit))
}

pub(crate) async fn office(home: &TestDatabase) -> Office {
    scene::office::<Migrator>(home, "grid", units(), WallClock::system()).await
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
