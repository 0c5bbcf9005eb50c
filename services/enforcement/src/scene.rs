//! The scene of the registers' tests: a county with its bureau and two departments, two towns with their bureaus, and the county next to
//! it.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use sea_orm::{EntityTrait, QueryOrder};
use shiyu_kit::auth::{Policy, Principal, coverage};
use shiyu_kit::calendar::{Calendar, local_date};
use shiyu_kit::case::Actor;
use shiyu_kit::clock::WallClock;
use shiyu_kit::journal;
use shiyu_kit::operations::Office;
use shiyu_kit::reference::Reference;
use shiyu_kit::relay::Wake;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene;
pub(crate) use shiyu_kit::testkit::scene::{COUNTY, OTHER_COUNTY, OTHER_TOWN, TOWN, VILLAGE, asked, code, id, parent, principal, reason};
use shiyu_kit::unit::Units;
use time::{Date, Duration};

use crate::inspection::InspectionDesk;
use crate::migration::Migrator;
use crate::officer::OfficerDesk;
use crate::power::PowerDesk;
use crate::registers::Registers;
use crate::sitting::Sitting;
use crate::standard::StandardDesk;

pub(crate) const BUREAU: &str = "330602-ZFJ";
/// 住建局.
pub(crate) const HOUSING: &str = "330602-ZJJ";
/// 水利局.
pub(crate) const WATER: &str = "330602-SLJ";
pub(crate) const TOWN_BUREAU: &str = "330602001-ZFD";
pub(crate) const OTHER_BUREAU: &str = "330602002-ZFD";

pub(crate) fn units() -> Units {
    scene::units(&[
        (BUREAU, COUNTY),
        (HOUSING, COUNTY),
        (WATER, COUNTY),
        (TOWN_BUREAU, TOWN),
        (OTHER_BUREAU, OTHER_TOWN),
    ])
}

/// The head of a unit.
pub(crate) fn head(unit: &str) -> Principal {
    principal(&format!("head-{unit}"), Some(unit), "agency_head")
}

/// What a domain test decides under: the head of a unit, on 2026-05-06.
pub(crate) fn decide<T>(unit: &str, ask: impl FnOnce(&Sitting<'_>) -> T) -> T {
    let (by, county, units) = (Actor::from(&head(unit)), code(COUNTY), units());
    ask(&Sitting {
        by: &by,
        county: &county,
        units: &units,
        now: time::macros::datetime!(2026-05-06 02:00 UTC),
    })
}

/// The registers over an empty database, with a clock that can be moved.
pub(crate) struct Scene {
    pub(crate) office: Office,
    pub(crate) registers: Registers,
    pub(crate) powers: PowerDesk,
    pub(crate) standards: StandardDesk,
    pub(crate) officers: OfficerDesk,
    pub(crate) inspections: InspectionDesk,
}

impl Scene {
    pub(crate) async fn open(home: &TestDatabase) -> Self {
        let db = home.connect().await;
        db.migrate::<Migrator>().await.unwrap();
        let office = Office {
            county: COUNTY.to_owned(),
            service: "enforcement",
            db,
            reference: Reference::of(Calendar::builtin(), units()),
            clock: WallClock::movable(),
            wake: Wake::new(),
        };
        let registers = Registers::open(&office).await.unwrap();
        let county = code(COUNTY);
        Self {
            powers: PowerDesk::new(county.clone(), office.clone(), registers.powers.clone()),
            standards: StandardDesk::new(
                county.clone(),
                office.clone(),
                registers.standards.clone(),
                registers.powers.clone(),
            ),
            officers: OfficerDesk::new(county.clone(), office.clone(), registers.officers.clone()),
            inspections: InspectionDesk::new(county, office.clone(), registers.powers.clone(), registers.officers.clone()),
            registers,
            office,
        }
    }

    /// So many days after today.
    pub(crate) fn date(&self, after: i64) -> Date {
        local_date(self.office.clock.now()) + Duration::days(after)
    }

    pub(crate) fn day(&self, after: i64) -> String {
        self.date(after).to_string()
    }

    /// Kinds of the journal's rows in their order, and their facts.
    pub(crate) async fn told(&self) -> Vec<(String, Option<Vec<u8>>)> {
        let rows = journal::Entity::find().order_by_asc(journal::Column::Position);
        let rows = rows.all(&self.office.db.reader).await.unwrap();
        rows.into_iter().map(|row| (row.kind, row.fact)).collect()
    }

    pub(crate) async fn facts<F: Message + Default>(&self, kind: &str) -> Vec<F> {
        let told = self.told().await.into_iter().filter(|(told, _)| told == kind);
        told.map(|(_, fact)| F::decode(fact.unwrap().as_slice()).unwrap()).collect()
    }
}

/// What a policy lets somebody call of a service.
pub(crate) fn verbs(policy: &str, service: &str, by: Option<&Principal>) -> BTreeSet<String> {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(policy, &descriptors).unwrap();
    let all = coverage::methods(&descriptors);
    let prefix = format!("shiyu.enforcement.v1.{service}/");
    let ours = all.iter().filter_map(|rpc| Some((rpc, rpc.strip_prefix(&prefix)?)));
    ours.filter(|(rpc, _)| policy.allows(by, rpc, COUNTY))
        .map(|(_, verb)| verb.to_owned())
        .collect()
}

pub(crate) fn set(parts: &[&[&str]]) -> BTreeSet<String> {
    parts.concat().into_iter().map(str::to_owned).collect()
}
