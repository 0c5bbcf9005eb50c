//! On both databases: each overdue fact leads to one supervision, whatever is repeated and reordered and however many replicas hear it;
//! and who is shown what.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use shiyu_kit::auth::Principal;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::due::{ClockLoop, Settings};
use shiyu_kit::journal;
use shiyu_kit::ledger::replay;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, asked, id, parent, principal, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::supervision_service_server::SupervisionService;
use shiyu_proto::common::v1::{Clock, Ring};
use shiyu_proto::{grid::v1 as grid, mediation::v1 as mediation, petition::v1 as petition};
use time::{Duration, OffsetDateTime};
use tonic::Status;
use uuid::Uuid;

use super::super::domain::{Rung, Stage, Supervision};
use super::super::hear::supervision_of;
use super::super::{hear_county, hear_desk, store};
use crate::scene::{BUREAU, Scene, assessor, fact, rated};

shiyu_kit::both_databases! {
    each_overdue_fact_leads_to_one_supervision_over_four_replicas;
    a_supervision_is_answered_verified_and_shown_to_whom_it_concerns;
    what_is_sealed_is_not_supervised;
    the_city_sees_its_counties_and_hands_down;
}

const UNIT: &str = "330602001-ZFD";

fn limit(name: &str, begin: OffsetDateTime, stop: Option<OffsetDateTime>, rung: &[Ring]) -> Clock {
    Clock {
        name: name.to_owned(),
        legal_basis: "信访工作条例 art. 34".to_owned(),
        start_time: Some(timestamp(begin)),
        legal_due_time: Some(timestamp(begin + Duration::hours(100))),
        stop_time: stop.map(timestamp),
        rung: rung.iter().map(|ring| i32::from(*ring)).collect(),
        ..Clock::default()
    }
}

/// A petition whose limit is overdue, and is met two days later if so.
fn petition(case: Uuid, unit: &str, begin: OffsetDateTime, met: bool, sealed: bool) -> Vec<Fact> {
    let due = begin + Duration::hours(100);
    let matter = |stop: Option<OffsetDateTime>| petition::Matter {
        unit: unit.to_owned(),
        category: "land_rural".to_owned(),
        clocks: vec![limit("handle", begin, stop, &[Ring::Half])],
        sealed,
        ..petition::Matter::default()
    };
    let mut facts = vec![
        fact(
            "petition.matter.registered",
            case,
            1,
            begin,
            &petition::MatterMoved {
                matter: Some(matter(None)),
            },
        ),
        fact(
            "petition.clock.overdue",
            case,
            2,
            due,
            &petition::ClockOverdue {
                matter: Some(matter(None)),
                clock: "handle".to_owned(),
                legal_due_time: Some(timestamp(due)),
            },
        ),
    ];
    if met {
        let at = due + Duration::days(2);
        facts.push(fact(
            "petition.opinion.issued",
            case,
            3,
            at,
            &petition::MatterMoved {
                matter: Some(matter(Some(at))),
            },
        ));
    }
    facts
}

fn event(case: Uuid, begin: OffsetDateTime) -> Vec<Fact> {
    let due = begin + Duration::hours(100);
    let happening = grid::Happening {
        unit: TOWN.to_owned(),
        responsible_unit: UNIT.to_owned(),
        clocks: vec![limit("handle", begin, None, &[])],
        ..grid::Happening::default()
    };
    let overdue = grid::ClockOverdue {
        happening: Some(happening),
        clock: "handle".to_owned(),
        level: grid::Level::Town.into(),
        legal_due_time: Some(timestamp(due)),
    };
    vec![fact("grid.clock.overdue", case, 4, due, &overdue)]
}

/// A court is late, which no unit of ours is.
fn court(case: Uuid, begin: OffsetDateTime) -> Vec<Fact> {
    let happening = mediation::DisputeHappening {
        unit: TOWN.to_owned(),
        clocks: vec![limit("court", begin, None, &[])],
        ..mediation::DisputeHappening::default()
    };
    let overdue = mediation::DisputeClockOverdue {
        happening: Some(happening),
        clock: "court".to_owned(),
        legal_due_time: Some(timestamp(begin + Duration::hours(100))),
    };
    vec![fact("mediation.clock.overdue", case, 4, begin, &overdue)]
}

impl Scene {
    async fn supervise(&self, facts: &[Fact]) {
        for fact in facts {
            assert_eq!(crate::figures::hear(&self.intake, fact).await, Outcome::Done, "{}", fact.kind);
            assert_eq!(super::super::hear(&self.supervisions, fact).await, Outcome::Done, "{}", fact.kind);
        }
    }

    async fn all(&self) -> Vec<shiyu_kit::case::Filed<Supervision>> {
        store::list(&self.office.db.reader, &store::Filter::default(), None, 10_000)
            .await
            .unwrap()
    }

    async fn listed(&self, by: &Principal) -> Vec<pb::Supervision> {
        let list = pb::ListSupervisionsRequest {
            parent: parent(),
            ..pb::ListSupervisionsRequest::default()
        };
        self.supervisions
            .list_supervisions(asked(by, list))
            .await
            .unwrap()
            .into_inner()
            .supervisions
    }

    async fn acknowledge(&self, by: &Principal, name: &str) -> Result<pb::Supervision, Status> {
        let acknowledge = pb::AcknowledgeSupervisionRequest {
            name: name.to_owned(),
            request_id: id(),
            ..pb::AcknowledgeSupervisionRequest::default()
        };
        Ok(self
            .supervisions
            .acknowledge_supervision(asked(by, acknowledge))
            .await?
            .into_inner())
    }
}

/// A shuffle that is the same in every run.
fn shuffled<T>(mut things: Vec<T>, mut seed: u64) -> Vec<T> {
    for at in (1..things.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        things.swap(at, usize::try_from(seed >> 33).unwrap() % (at + 1));
    }
    things
}

async fn each_overdue_fact_leads_to_one_supervision_over_four_replicas(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let begin = scene.now() - Duration::days(6);
    let mut facts = Vec::new();
    for number in 1..=40_u128 {
        facts.extend(petition(Uuid::from_u128(number), UNIT, begin, number % 2 == 0, false));
        facts.extend(event(Uuid::from_u128(1_000 + number), begin));
    }
    facts.extend(court(Uuid::from_u128(5_000), begin));
    let overdue = facts
        .iter()
        .filter(|fact| fact.kind.ends_with("clock.overdue") && !fact.kind.starts_with("mediation"));
    let expected: BTreeSet<Uuid> = overdue.map(|fact| supervision_of(fact.id)).collect();
    assert_eq!(expected.len(), 80);
    let mut replicas = vec![scene];
    if replicas[0].office.db.is_shared() {
        for _ in 0..3 {
            let replica = replicas[0].replica(&home).await;
            replicas.push(replica);
        }
    }
    let hearing = replicas.iter().zip(1_u64..).map(|(replica, seed)| {
        let twice: Vec<Fact> = facts.iter().chain(&facts).cloned().collect();
        async move { replica.supervise(&shuffled(twice, seed)).await }
    });
    futures::future::join_all(hearing).await;
    let scene = &replicas[0];
    let found = scene.all().await;
    assert_eq!(found.iter().map(|filed| filed.id).collect::<BTreeSet<_>>(), expected);
    let issued = journal::Entity::find().filter(journal::Column::Kind.eq("supervision.issued"));
    assert_eq!(issued.all(&scene.office.db.writer).await.unwrap().len(), 80);
    // What was done after all is known, whichever was heard first.
    assert_eq!(found.iter().filter(|filed| filed.case.fulfilled_on.is_some()).count(), 20);
    // Each rung is reached once, however many replicas let the clocks ring.
    scene.office.clock.advance(Duration::days(30)).unwrap();
    let loops: Vec<_> = replicas
        .iter()
        .map(|replica| {
            let ledger = replica.supervisions.ledger().clone();
            ClockLoop::new(ledger, scene.office.clock.clone(), Settings::default())
        })
        .collect();
    for _ in 0..8 {
        futures::future::join_all(loops.iter().map(ClockLoop::round)).await;
    }
    for filed in scene.all().await {
        let rungs: Vec<Rung> = filed.case.steps.iter().map(|step| step.rung).collect();
        let distinct: BTreeSet<Rung> = rungs.iter().copied().collect();
        assert_eq!(rungs.len(), distinct.len(), "{rungs:?}");
        let expected = if filed.case.fulfilled_on.is_some() {
            Rung::Notified
        } else {
            Rung::Listed
        };
        assert_eq!(filed.case.rung, expected);
        let told = replay::<Supervision>(&scene.office.db.reader, filed.id, i64::MAX)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(told, filed);
    }
}

async fn a_supervision_is_answered_verified_and_shown_to_whom_it_concerns(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let begin = scene.now() - Duration::days(6);
    scene.supervise(&petition(Uuid::from_u128(1), UNIT, begin, false, false)).await;
    scene
        .supervise(&petition(Uuid::from_u128(2), "330602002", begin, false, false)[..1])
        .await;
    let all = scene.listed(&assessor()).await;
    let [first] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(
        (first.unit.as_str(), first.superior.as_str(), first.clock.as_str()),
        (UNIT, TOWN, "handle")
    );
    assert_eq!(
        (first.rung(), first.stage(), first.ground()),
        (pb::Rung::Ordered, pb::SupervisionStage::Issued, pb::SupervisionGround::Overdue)
    );
    // The unit, the one above it and nobody else.
    assert_eq!(scene.listed(&rated(UNIT)).await.len(), 1);
    assert_eq!(scene.listed(&rated(TOWN)).await.len(), 1);
    assert!(scene.listed(&rated(OTHER_TOWN)).await.is_empty());
    let get = pb::GetSupervisionRequest { name: first.name.clone() };
    let hidden = scene
        .supervisions
        .get_supervision(asked(&rated(OTHER_TOWN), get.clone()))
        .await
        .unwrap_err();
    assert_eq!(reason(&hidden), "SUPERVISION_UNKNOWN");
    assert_eq!(
        reason(&scene.acknowledge(&rated(OTHER_TOWN), &first.name).await.unwrap_err()),
        "SUPERVISION_UNKNOWN"
    );
    assert_eq!(
        reason(&scene.acknowledge(&rated(TOWN), &first.name).await.unwrap_err()),
        "NOT_THE_SUPERVISED_UNIT"
    );
    let received = scene.acknowledge(&rated(UNIT), &first.name).await.unwrap();
    assert_eq!(
        (received.stage(), received.steps[0].receipt_unit.as_str()),
        (pb::SupervisionStage::Acknowledged, UNIT)
    );
    // What the clocks warned of is no supervision, and each sees its own.
    let reminders = async |by: Principal, unit: &str| {
        let list = pb::ListRemindersRequest {
            parent: parent(),
            unit: unit.to_owned(),
            ..pb::ListRemindersRequest::default()
        };
        scene
            .supervisions
            .list_reminders(asked(&by, list))
            .await
            .unwrap()
            .into_inner()
            .reminders
    };
    let warned = reminders(assessor(), "330602002").await;
    assert_eq!(
        (warned.len(), warned[0].ring(), warned[0].clock.as_str()),
        (1, Ring::Half, "handle")
    );
    assert_eq!(reminders(rated(OTHER_TOWN), "").await, warned);
    assert!(reminders(rated(UNIT), "330602002").await.is_empty());
    urged_and_counted(&scene).await;
}

/// Urged by a person, about a case.
async fn urged_and_counted(scene: &Scene) {
    let urge = pb::UrgeUnitRequest {
        parent: parent(),
        request_id: id(),
        service: pb::SupervisedService::Petition.into(),
        case: Uuid::from_u128(2).to_string(),
        unit: OTHER_TOWN.to_owned(),
        ground: pb::SupervisionGround::Unsolved.into(),
    };
    let urged = scene.supervisions.urge_unit(asked(&assessor(), urge)).await.unwrap().into_inner();
    assert_eq!((urged.rung(), urged.supervisor.as_str()), (pb::Rung::Urged, BUREAU));
    let nonsense = pb::SuperviseUnitRequest {
        unit: "x".to_owned(),
        ..pb::SuperviseUnitRequest::default()
    };
    let refused = scene.supervisions.supervise_unit(asked(&assessor(), nonsense)).await.unwrap_err();
    assert_eq!(refused.code(), tonic::Code::InvalidArgument);
    let count = pb::CountSupervisionsRequest {
        parent: parent(),
        from_date: scene.day(-1).to_string(),
        to_date: scene.day(0).to_string(),
    };
    let counts = scene
        .supervisions
        .count_supervisions(asked(&assessor(), count))
        .await
        .unwrap()
        .into_inner()
        .counts;
    let told: Vec<_> = counts
        .iter()
        .map(|it| (it.county.as_str(), it.rung(), it.stage(), it.count))
        .collect();
    assert_eq!(
        told,
        [
            (COUNTY, pb::Rung::Ordered, pb::SupervisionStage::Acknowledged, 1),
            (COUNTY, pb::Rung::Urged, pb::SupervisionStage::Issued, 1)
        ]
    );
}

async fn what_is_sealed_is_not_supervised(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let begin = scene.now() - Duration::days(6);
    scene.supervise(&petition(Uuid::from_u128(1), UNIT, begin, false, true)).await;
    scene.supervise(&petition(Uuid::from_u128(2), UNIT, begin, false, false)).await;
    assert_eq!(scene.listed(&assessor()).await.len(), 1);
    // It becomes one later: whoever saw it sees it no more.
    let sealed = petition::Matter {
        sealed: true,
        ..petition::Matter::default()
    };
    let sealed = petition::MatterMoved { matter: Some(sealed) };
    scene
        .supervise(&[fact("petition.matter.classified", Uuid::from_u128(2), 7, scene.now(), &sealed)])
        .await;
    assert!(scene.listed(&assessor()).await.is_empty());
    let rows = store::Entity::find().all(&scene.office.db.reader).await.unwrap();
    assert_eq!(
        rows.iter().map(|row| (row.sealed, row.stage.as_str())).collect::<Vec<_>>(),
        [(true, Stage::Withdrawn.as_str())]
    );
}

async fn the_city_sees_its_counties_and_hands_down(home: TestDatabase) {
    let mut scene = Scene::open(&home).await;
    scene.supervisions.county = "330600".parse().unwrap();
    let city = Principal {
        county: "330600".to_owned(),
        ..principal("city-assessor", Some("330600"), "assessor")
    };
    let moved = |version: i64, stage: pb::SupervisionStage, unit: &str| {
        let moved = pb::SupervisionMoved {
            unit: unit.to_owned(),
            stage: stage.into(),
            rung: pb::Rung::Ordered.into(),
            issue_time: Some(timestamp(scene.now())),
            ..pb::SupervisionMoved::default()
        };
        Fact {
            county: Some(COUNTY.to_owned()),
            ..fact("assessment.supervision.moved", Uuid::from_u128(9), version, scene.now(), &moved)
        }
    };
    let seen = async |county: &str| {
        let list = pb::ListCountySupervisionsRequest {
            parent: "counties/330600".to_owned(),
            county: county.to_owned(),
            ..pb::ListCountySupervisionsRequest::default()
        };
        scene
            .supervisions
            .list_county_supervisions(asked(&city, list))
            .await
            .unwrap()
            .into_inner()
            .supervisions
    };
    for fact in [
        moved(3, pb::SupervisionStage::Reported, UNIT),
        moved(1, pb::SupervisionStage::Issued, UNIT),
        moved(3, pb::SupervisionStage::Reported, UNIT),
    ] {
        assert_eq!(hear_county(&scene.supervisions, &fact).await, Outcome::Done);
    }
    let all = seen("").await;
    assert_eq!((all.len(), all[0].county.as_str()), (1, COUNTY));
    assert_eq!(all[0].moved.as_ref().unwrap().stage(), pb::SupervisionStage::Reported);
    assert!(seen("330603").await.is_empty());
    // Nobody speaks for another county's.
    let forged = Fact {
        county: Some("330603".to_owned()),
        ..moved(8, pb::SupervisionStage::Closed, UNIT)
    };
    assert_eq!(hear_county(&scene.supervisions, &forged).await, Outcome::Done);
    assert_eq!(seen("").await[0].moved.as_ref().unwrap().stage(), pb::SupervisionStage::Reported);
    assert_eq!(
        hear_county(&scene.supervisions, &moved(9, pb::SupervisionStage::Withdrawn, "")).await,
        Outcome::Done
    );
    assert!(seen("").await.is_empty());
    // The city hands one down: its own record follows what the county says.
    let supervise = pb::SuperviseUnitRequest {
        parent: "counties/330600".to_owned(),
        request_id: id(),
        service: pb::SupervisedService::Grid.into(),
        case: Uuid::from_u128(3).to_string(),
        unit: UNIT.to_owned(),
        ground: pb::SupervisionGround::Major.into(),
    };
    let down = scene
        .supervisions
        .supervise_unit(asked(&city, supervise))
        .await
        .unwrap()
        .into_inner();
    assert!(down.allowed.is_empty());
    let id: Uuid = down.name.rsplit('/').next().unwrap().parse().unwrap();
    let told = journal::Entity::find()
        .filter(journal::Column::CaseId.eq(id))
        .one(&scene.office.db.reader)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(told.kind, "desk.supervised");
    let closed = Fact {
        case: id,
        ..moved(6, pb::SupervisionStage::Closed, UNIT)
    };
    assert_eq!(hear_county(&scene.supervisions, &closed).await, Outcome::Done);
    let filed = scene.supervisions.ledger().get(id).await.unwrap().unwrap();
    assert_eq!((filed.case.stage, filed.case.closed_at.is_some()), (Stage::Closed, true));
    the_county_takes_it_up(&scene, id).await;
}

async fn the_county_takes_it_up(scene: &Scene, down: Uuid) {
    let mut county = scene.supervisions.clone();
    county.county = COUNTY.parse().unwrap();
    let supervised = |of: &str, id: Uuid| {
        let told = pb::DeskSupervised {
            county: of.to_owned(),
            supervision: id.to_string(),
            unit: UNIT.to_owned(),
            supervisor: "330600".to_owned(),
            service: pb::SupervisedService::Grid.into(),
            case: Uuid::from_u128(3).to_string(),
            ground: pb::SupervisionGround::Major.into(),
            rung: pb::Rung::Ordered.into(),
        };
        fact("assessment.desk.supervised", id, 1, scene.now(), &told)
    };
    let another = Uuid::new_v5(&down, b"another");
    assert_eq!(hear_desk(&county, &supervised("330603", another)).await, Outcome::Ignored);
    for _ in 0..2 {
        assert_eq!(hear_desk(&county, &supervised(COUNTY, another)).await, Outcome::Done);
    }
    let filed = county.ledger().get(another).await.unwrap().unwrap();
    assert_eq!(
        (filed.version, filed.case.supervisor.as_str(), filed.case.is_handed_down()),
        (1, "330600", false)
    );
}
