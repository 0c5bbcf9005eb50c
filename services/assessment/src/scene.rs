//! The scene of the tests: the desks of a county over an empty database, with a clock that can be moved, and facts as others tell them.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Policy, Principal, coverage};
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Act, Actor};
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::ledger::Ledger;
use shiyu_kit::nats::{Fact, Headers};
use shiyu_kit::operations::{Office, timestamp};
use shiyu_kit::peer::Peers;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{self, COUNTY, OTHER_TOWN, TOWN, code, principal};
use shiyu_proto::common::v1::Clock;
use shiyu_proto::grid::v1 as grid;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use crate::backlog::BacklogDesk;
use crate::covert::CovertDesk;
use crate::demand::DemandDesk;
use crate::figures::{self, Heard, Intake, hear};
use crate::indicator::IndicatorDesk;
use crate::migration::Migrator;
use crate::period::{Command, Period, PeriodDesk};
use crate::signal::SignalDesk;
use crate::statistics::StatisticsDesk;
use crate::supervision::{Shares, SupervisionDesk};
use crate::survey::SurveyDesk;
use crate::{POLICY, signal, survey};

pub(crate) const BUREAU: &str = "330602-KPB";

pub(crate) struct Scene {
    pub(crate) office: Office,
    pub(crate) intake: Intake,
    pub(crate) ledger: Ledger<Period>,
    pub(crate) indicators: IndicatorDesk,
    pub(crate) periods: PeriodDesk,
    pub(crate) statistics: StatisticsDesk,
    pub(crate) demand: DemandDesk,
    pub(crate) signals: SignalDesk,
    pub(crate) surveys: SurveyDesk,
    pub(crate) covert: CovertDesk,
    pub(crate) backlog: BacklogDesk,
    pub(crate) supervisions: SupervisionDesk,
}

const SIGNALS: signal::Settings = signal::Settings {
    weeks: 8,
    least: 5,
    per_thousand: 10,
    expires: 30,
};

const SURVEYS: survey::Settings = survey::Settings {
    least_answers: 5,
    weights: survey::Weights([100, 100, 80, 60, 0]),
};

impl Scene {
    pub(crate) async fn open(home: &TestDatabase) -> Self {
        Self::among(home, Peers::default()).await
    }

    /// With other services that it may ask.
    pub(crate) async fn among(home: &TestDatabase, peers: Peers) -> Self {
        let office = office(home, WallClock::movable()).await;
        figures::drop_all(&office.db.writer, 1).await.unwrap();
        Self::over(office, peers)
    }

    /// Another replica over the same database, by the same clock.
    pub(crate) async fn replica(&self, home: &TestDatabase) -> Self {
        Self::over(office(home, self.office.clock.clone()).await, Peers::default())
    }

    fn over(office: Office, peers: Peers) -> Self {
        let (db, county) = (office.db.clone(), code(COUNTY));
        let ledger = Ledger::open(db.clone(), office.reference.clone(), office.clock.clone(), office.wake.clone());
        let demand = DemandDesk::new(county.clone(), office.clone(), peers);
        Self {
            supervisions: SupervisionDesk::new(
                county.clone(),
                Ledger::open(db.clone(), office.reference.clone(), office.clock.clone(), office.wake.clone()),
                office.clone(),
                Shares::default(),
            ),
            intake: Intake::open(db.writer),
            indicators: IndicatorDesk::new(county.clone(), office.clone(), 60),
            periods: PeriodDesk::new(county.clone(), ledger.clone(), office.clone()),
            demand: demand.clone(),
            signals: SignalDesk::new(county.clone(), office.clone(), SIGNALS),
            surveys: SurveyDesk::new(county.clone(), office.clone(), SURVEYS, NonZeroU32::MAX),
            covert: CovertDesk::new(county.clone(), office.clone()),
            backlog: BacklogDesk::new(county.clone(), office.clone()),
            statistics: StatisticsDesk {
                county,
                office: office.clone(),
                demand,
            },
            ledger,
            office,
        }
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        self.office.clock.now()
    }

    pub(crate) fn day(&self, after: i64) -> Date {
        local_date(self.now()) + Duration::days(after)
    }

    pub(crate) fn wait(&self, days: i64) {
        self.office.clock.advance(Duration::days(days)).unwrap();
    }

    pub(crate) async fn hear(&self, facts: &[Fact]) {
        for fact in facts {
            let outcome = hear(&self.intake, fact).await;
            assert_eq!(outcome, shiyu_kit::consumer::Outcome::Done, "{}", fact.kind);
        }
    }

    /// Takes in what a fact's data says without going over one, many at once.
    pub(crate) async fn take(&self, heard: Vec<Heard>) {
        let taken = heard.into_iter().map(|heard| self.intake.take(heard));
        for answer in futures::future::join_all(taken).await {
            answer.unwrap();
        }
    }

    /// The clock loop, once.
    pub(crate) async fn tick(&self, period: Uuid) {
        let act = Act {
            id: new_id(),
            case: period,
            by: Actor::Clock,
            expected: None,
            trace: None,
        };
        self.ledger.execute(act, Command::Tick("appeal".to_owned())).await.unwrap();
    }
}

async fn office(home: &TestDatabase, clock: WallClock) -> Office {
    let units = scene::units(&[(BUREAU, COUNTY), ("330602001-ZFD", TOWN)]);
    scene::office::<Migrator>(home, "assessment", units, clock).await
}

pub(crate) fn assessor() -> Principal {
    principal("assessor", Some(BUREAU), "assessor")
}

pub(crate) fn rated(unit: &str) -> Principal {
    principal(&format!("head-{unit}"), Some(unit), "rated_unit")
}

/// A fact as it arrives.
pub(crate) fn fact(kind: &str, case: Uuid, version: i64, at: OffsetDateTime, data: &impl Message) -> Fact {
    let service = kind.split('.').next().unwrap();
    let id = Uuid::new_v5(&case, format!("{kind}{version}").as_bytes());
    Fact {
        id,
        kind: kind.to_owned(),
        source: format!("//shiyu/{COUNTY}/{service}"),
        county: None,
        case,
        case_version: version,
        at,
        trace: None,
        data: data.encode_to_vec().into(),
        headers: Headers::from([("Nats-Sequence".to_owned(), vec![version.to_string()])]),
    }
}

pub(crate) fn clock(name: &str, due: OffsetDateTime, stop: Option<OffsetDateTime>) -> Clock {
    Clock {
        name: name.to_owned(),
        legal_due_time: Some(timestamp(due)),
        stop_time: stop.map(timestamp),
        ..Clock::default()
    }
}

/// An event of a town's that a patrol saw, from its report to its close, a day a step, its handling due after so many days.
pub(crate) fn event(case: Uuid, town: &str, begin: OffsetDateTime, due: i64) -> Vec<Fact> {
    told_by(grid::EventSource::Patrol, (case, town), begin, due)
}

/// The same that a citizen told, who said who they are.
pub(crate) fn called(case: Uuid, town: &str, begin: OffsetDateTime, due: i64) -> Vec<Fact> {
    told_by(grid::EventSource::Citizen, (case, town), begin, due)
}

fn told_by(source: grid::EventSource, (case, town): (Uuid, &str), begin: OffsetDateTime, due: i64) -> Vec<Fact> {
    let day = Duration::DAY;
    let steps = ["reported", "accepted", "filed", "dispatched", "handled", "verified", "closed"];
    let facts = (1_i64..).zip(steps).map(|(version, step)| {
        let at = begin + day * i32::try_from(version - 1).unwrap();
        let handled = (version >= 5).then_some(begin + day * 4);
        let happening = grid::Happening {
            unit: format!("{town}-ZFD"),
            village: format!("{town}003"),
            class_code: "E0101".to_owned(),
            source: source.into(),
            tier: grid::ResolutionTier::Grid.into(),
            clocks: vec![clock("handle", begin + day * i32::try_from(due).unwrap(), handled)],
            ..grid::Happening::default()
        };
        let moved = grid::EventMoved {
            happening: Some(happening),
        };
        fact(&format!("grid.event.{step}"), case, version, at, &moved)
    });
    facts.collect()
}

/// A shuffle that is the same in every run.
pub(crate) fn shuffled<T>(mut things: Vec<T>, mut seed: u64) -> Vec<T> {
    for at in (1..things.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        things.swap(at, usize::try_from(seed >> 33).unwrap() % (at + 1));
    }
    things
}

pub(crate) const TOWNS: [&str; 2] = [TOWN, OTHER_TOWN];

/// What the policy lets somebody call of a service.
pub(crate) fn verbs(service: &str, by: Option<&Principal>) -> BTreeSet<String> {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(POLICY, &descriptors).unwrap();
    let prefix = format!("shiyu.assessment.v1.{service}/");
    let all = coverage::methods(&descriptors);
    let ours = all.iter().filter_map(|rpc| Some((rpc, rpc.strip_prefix(&prefix)?)));
    let may = ours.filter(|(rpc, _)| policy.allows(by, rpc, COUNTY));
    may.map(|(_, verb)| verb.to_owned()).collect()
}
