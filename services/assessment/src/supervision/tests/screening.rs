//! On both databases: a screening round that nobody reported is put to its unit, once.

use shiyu_kit::calendar::{CHINA, close_of, local_date};
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::Fact;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_COUNTY, VILLAGE};
use shiyu_proto::mediation::v1 as mediation;
use time::{Date, Duration};
use uuid::Uuid;

use super::super::domain::{Ground, Rung, Service, Stage};
use crate::facts::{Ears, handle};
use crate::scene::{Scene, fact};

shiyu_kit::both_databases! {
    a_round_that_nobody_reported_is_put_to_its_unit_once_and_climbs_until_it_is_reported;
}

const ROUND: Uuid = Uuid::from_u128(70);

/// What is told of a round of these days that is over.
fn ended((scene, days): (&Scene, (Date, Date)), what: &str, round: Uuid, unit: &str) -> Fact {
    let told = mediation::ScreeningEnded {
        round: round.to_string(),
        unit: unit.to_owned(),
        first_day: days.0.to_string(),
        last_day: days.1.to_string(),
        ..mediation::ScreeningEnded::default()
    };
    fact(&format!("mediation.screening.{what}"), round, 1, scene.now(), &told)
}

async fn told(scene: &Scene, fact: Fact) -> Outcome {
    let ears = Ears {
        intake: scene.intake.clone(),
        supervisions: scene.supervisions.clone(),
        office: scene.office.clone(),
    };
    handle(ears, fact).await
}

async fn a_round_that_nobody_reported_is_put_to_its_unit_once_and_climbs_until_it_is_reported(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let week = (scene.day(-7), scene.day(-1));
    let of = (&scene, week);
    // What another build tells of rounds is nobody's trouble here, whatever stands in it.
    let other = fact(
        "mediation.screening.opened",
        ROUND,
        1,
        scene.now(),
        &mediation::ScreeningEnded::default(),
    );
    assert_eq!(told(&scene, other).await, Outcome::Ignored);
    let nothing = fact(
        "mediation.screening.missed",
        ROUND,
        1,
        scene.now(),
        &mediation::ScreeningEnded::default(),
    );
    assert_eq!(told(&scene, nothing).await, Outcome::Unreadable("DATA_UNREADABLE"));
    // What was reported in time is nobody's to answer for.
    let in_time = ended(of, "reported", Uuid::from_u128(71), VILLAGE);
    assert_eq!(told(&scene, in_time).await, Outcome::Done);
    assert!(scene.all().await.is_empty());
    for _ in 0..2 {
        assert_eq!(told(&scene, ended(of, "missed", ROUND, VILLAGE)).await, Outcome::Done);
    }
    let all = scene.all().await;
    let [order] = all.as_slice() else { panic!("{all:?}") };
    let it = &order.case;
    assert_eq!((it.unit.as_str(), it.case, it.service), (VILLAGE, ROUND, Service::Mediation));
    assert_eq!((it.ground, it.rung, it.stage), (Ground::Overdue, Rung::Ordered, Stage::Issued));
    assert_eq!(it.supervisor.as_str(), COUNTY);
    let limit = it.limit.as_ref().unwrap();
    assert_eq!((limit.clock.as_str(), limit.is_law()), ("screening", false));
    assert_eq!((limit.start, limit.due), (week.0.midnight().assume_offset(CHINA), close_of(week.1)));
    // A quarter of its week later it would be noticed; it is reported before, and still to be answered.
    let notice = it.clocks.named("notice").unwrap().due.legal;
    assert_eq!(notice - limit.due, Duration::hours(42));
    scene.wait(1);
    let late = ended(of, "reported", ROUND, VILLAGE);
    let on = local_date(late.at);
    assert_eq!(told(&scene, late).await, Outcome::Done);
    let filed = scene.supervisions.ledger().get(order.id).await.unwrap().unwrap();
    assert_eq!(filed.case.fulfilled_on, Some(on));
    assert_eq!((filed.case.clocks.named("notice"), filed.case.stage), (None, Stage::Issued));
    // A county tells of its own rounds only.
    let foreign = ended(of, "missed", Uuid::from_u128(72), &format!("{OTHER_COUNTY}001003"));
    assert_eq!(told(&scene, foreign).await, Outcome::Unreadable("DATA_UNREADABLE"));
    assert_eq!(scene.all().await.len(), 1);
}
