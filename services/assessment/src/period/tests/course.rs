//! A period on both databases, from its opening to its publication.

use sea_orm::ConnectionTrait as _;
use shiyu_kit::auth::Principal;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::allowed;
use shiyu_kit::ledger::replay;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{OTHER_TOWN, TOWN, asked, parent, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::period_service_server::PeriodService;
use time::Duration;
use uuid::Uuid;

use super::hands::{id_of, percent, why};
use crate::figures::Heard;
use crate::period::{Period, Stage};
use crate::scene::{BUREAU, Scene, TOWNS, assessor, event, rated};

shiyu_kit::both_databases! {
    a_period_from_its_opening_to_its_publication;
    the_figures_of_tianmen_come_out_exactly;
    an_item_that_is_set_aside_gives_no_points_and_takes_none;
}

async fn a_period_from_its_opening_to_its_publication(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let begin = scene.now() - Duration::days(20);
    // One town handles in time, the other one of two cases.
    let cases = [Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3)];
    for (case, town, due) in [(cases[0], TOWNS[0], 9), (cases[1], TOWNS[1], 9), (cases[2], TOWNS[1], 1)] {
        scene.hear(&event(case, town, begin, due)).await;
    }
    let period = scene.opened().await;
    let name = period.name.as_str();
    let refused = scene.step("freeze", name).await.unwrap_err();
    assert_eq!(
        (reason(&refused).as_str(), allowed(&refused)),
        ("PERIOD_MOVE_NOT_ALLOWED", vec!["CollectPeriod".to_owned()])
    );
    assert_eq!(why(scene.step("collect", name).await), "NO_ACTIVE_INDICATORS");
    scene.adopt().await;
    assert_eq!(scene.step("collect", name).await.unwrap().indicators.len(), 40);
    let frozen = scene.step("freeze", name).await.unwrap();
    assert_eq!((frozen.snapshot_hash.len(), frozen.cases, frozen.watermarks[0].facts), (64, 3, 21));
    // What is heard later is not in it.
    scene.hear(&event(Uuid::from_u128(4), TOWNS[0], begin, 1)).await;
    scene.step("compute", name).await.unwrap();
    let first = scene.ranking(name, 0).await.unwrap();
    assert_eq!(
        first.standings.iter().map(|it| (it.unit.as_str(), it.rank)).collect::<Vec<_>>(),
        [(TOWN, 1), (OTHER_TOWN, 2)]
    );
    let on_time = |ranking: &pb::Ranking| TOWNS.map(|town| percent(ranking, town, "grid-handling-on-time"));
    assert_eq!(on_time(&first), ["100.00", "50.00"]);
    assert_eq!(percent(&first, TOWN, "petition-accept-on-time"), "");
    assert_eq!(percent(&first, TOWN, "structure-grid"), "100.00");
    // The rated read their own report once it is shown, and nobody else's.
    let own = rated(OTHER_TOWN);
    assert_eq!(reason(&scene.report(&own, name, OTHER_TOWN).await.unwrap_err()), "NOTHING_COMPUTED");
    assert_eq!(
        why(scene.appeal(&own, name, "grid-handling-on-time").await),
        "PERIOD_MOVE_NOT_ALLOWED"
    );
    scene.step("appeals", name).await.unwrap();
    assert_eq!(reason(&scene.report(&own, name, TOWN).await.unwrap_err()), "UNIT_NOT_RATED");
    let report = scene.report(&own, name, OTHER_TOWN).await.unwrap();
    assert!(report.figures.iter().all(|figure| figure.unit == OTHER_TOWN));
    assert!(
        report
            .figures
            .iter()
            .any(|figure| figure.source == "grid.handle.due" && figure.count == 2)
    );
    // An item once, by a rated unit, of what the period uses.
    assert_eq!(
        why(scene.appeal(&rated("330602009"), name, "grid-handling-on-time").await),
        "UNIT_NOT_RATED"
    );
    assert_eq!(why(scene.appeal(&own, name, "other").await), "INDICATOR_NOT_USED");
    scene.appeal(&own, name, "grid-handling-on-time").await.unwrap();
    assert_eq!(why(scene.appeal(&own, name, "grid-handling-on-time").await), "ALREADY_APPEALED");
    // The panel is none of those concerned.
    assert_eq!(why(scene.decide(name, 1, "330602002-ZFD").await), "PANEL_NOT_INDEPENDENT");
    assert_eq!(why(scene.decide(name, 2, BUREAU).await), "APPEAL_UNKNOWN");
    assert_eq!(why(scene.exclude(name, cases[2], OTHER_TOWN).await), "PANEL_NOT_INDEPENDENT");
    assert_eq!(why(scene.exclude(name, Uuid::from_u128(4), BUREAU).await), "CASE_NOT_COUNTED");
    assert_eq!(why(scene.exclude(name, new_id(), BUREAU).await), "CASE_NOT_COUNTED");
    assert_eq!(why(scene.step("finalise", name).await), "PERIOD_MOVE_NOT_ALLOWED");
    scene.wait(20);
    scene.tick(id_of(&period)).await;
    assert_eq!(why(scene.appeal(&own, name, "grid-close").await), "PERIOD_MOVE_NOT_ALLOWED");
    assert_eq!(why(scene.step("finalise", name).await), "APPEALS_UNDECIDED");
    scene.decide(name, 1, BUREAU).await.unwrap();
    assert_eq!(why(scene.decide(name, 1, BUREAU).await), "APPEAL_DECIDED");
    let excluded = scene.exclude(name, cases[2], BUREAU).await.unwrap();
    assert_eq!(excluded.exclusion_percent, "33.33");
    assert_eq!(why(scene.exclude(name, cases[2], BUREAU).await), "CASE_EXCLUDED");
    assert_eq!(why(scene.step("finalise", name).await), "NOT_RECOMPUTED");
    // Both results are kept.
    let again = scene.step("compute", name).await.unwrap();
    assert_eq!(
        again
            .calculations
            .iter()
            .map(|it| (it.number, it.excluded_cases))
            .collect::<Vec<_>>(),
        [(1, 0), (2, 1)]
    );
    let second = scene.ranking(name, 0).await.unwrap();
    assert_eq!(on_time(&second), ["100.00", "100.00"]);
    assert_eq!(second.standings.iter().map(|it| it.rank).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(on_time(&scene.ranking(name, 1).await.unwrap()), ["100.00", "50.00"]);
    assert_eq!(reason(&scene.ranking(name, 3).await.unwrap_err()), "CALCULATION_UNKNOWN");
    scene.step("finalise", name).await.unwrap();
    let published = scene.step("publish", name).await.unwrap();
    assert_eq!((published.stage(), published.allowed.len()), (pb::PeriodStage::Published, 0));
    assert_eq!(published.snapshot_hash, frozen.snapshot_hash);
    figures_say_as_of_when_and_of_what_they_are(&scene, name, &frozen).await;
    it_comes_out_again(&scene, name).await;
    the_journal_tells_the_same(&scene, id_of(&period)).await;
    others_appeals_are_hidden(&scene, name).await;
}

/// A ranking and a report hold as of the freeze, and the figures of a report are those its result was reckoned from.
async fn figures_say_as_of_when_and_of_what_they_are(scene: &Scene, name: &str, frozen: &pb::Period) {
    assert_eq!(scene.ranking(name, 0).await.unwrap().watermarks, frozen.watermarks);
    for (calculation, due) in [(1, 2), (2, 1)] {
        let request = pb::GetUnitReportRequest {
            name: name.to_owned(),
            unit: OTHER_TOWN.to_owned(),
            calculation,
        };
        let report = scene
            .periods
            .get_unit_report(asked(&assessor(), request))
            .await
            .unwrap()
            .into_inner();
        assert_eq!(report.watermarks, frozen.watermarks);
        let handled = report.figures.iter().find(|figure| figure.source == "grid.handle.due");
        assert_eq!(handled.map(|figure| figure.count), Some(due), "calculation {calculation}");
    }
}

/// Every fact folded again is the same snapshot, and every calculation the same result; a row that was altered is found out.
async fn it_comes_out_again(scene: &Scene, name: &str) {
    let verify = async || {
        let request = asked(&assessor(), pb::VerifyPeriodRequest { name: name.to_owned() });
        scene.periods.verify_period(request).await.map(tonic::Response::into_inner)
    };
    let verified = verify().await.unwrap();
    assert!(verified.same, "{verified:?}");
    assert_eq!((verified.facts, verified.facts_expected), (21, 21));
    assert_eq!(verified.calculations.iter().map(|it| it.same).collect::<Vec<_>>(), [true, true]);
    let writer = &scene.office.db.writer;
    let swap = |from: &str, to: &str| format!("UPDATE heard SET said = REPLACE(said, '{from}', '{to}')");
    writer.execute_unprepared(&swap("grid.reworked", "grid.verified")).await.unwrap();
    assert!(verify().await.unwrap().same);
    writer.execute_unprepared(&swap("grid.filed", "grid.silent")).await.unwrap();
    let altered = verify().await.unwrap();
    assert!(!altered.same && altered.reckoned_hash != altered.snapshot_hash);
    assert!(altered.calculations.iter().all(|it| !it.same));
    writer.execute_unprepared(&swap("grid.silent", "grid.filed")).await.unwrap();
    assert!(verify().await.unwrap().same);
    crate::figures::drop_all(writer, 77).await.unwrap();
    assert_eq!(reason(&verify().await.unwrap_err()), "HEARD_ANEW");
}

async fn the_journal_tells_the_same(scene: &Scene, id: Uuid) {
    let row = scene.ledger.get(id).await.unwrap().unwrap();
    let told = replay::<Period>(&scene.office.db.reader, id, i64::MAX).await.unwrap().unwrap();
    assert_eq!(row, told);
    assert_eq!(row.case.stage, Stage::Published);
}

async fn others_appeals_are_hidden(scene: &Scene, name: &str) {
    let appeals = async |by: Principal| {
        let request = pb::GetPeriodRequest { name: name.to_owned() };
        scene
            .periods
            .get_period(asked(&by, request))
            .await
            .unwrap()
            .into_inner()
            .appeals
            .len()
    };
    assert_eq!([appeals(rated(OTHER_TOWN)).await, appeals(rated(TOWN)).await], [1, 0]);
    let list = pb::ListPeriodsRequest {
        parent: parent(),
        ..pb::ListPeriodsRequest::default()
    };
    let listed = scene.periods.list_periods(asked(&rated(TOWN), list)).await.unwrap().into_inner();
    assert_eq!((listed.periods.len(), listed.periods[0].appeals.len()), (1, 0));
}

/// What was counted of the other town does not show what it did: the item is told and not scored, and both results are kept.
async fn an_item_that_is_set_aside_gives_no_points_and_takes_none(home: TestDatabase) {
    const ITEM: &str = "grid-handling-on-time";
    let scene = Scene::open(&home).await;
    let begin = scene.now() - Duration::days(20);
    for (case, town, due) in [(1, TOWNS[0], 9), (2, TOWNS[1], 9), (3, TOWNS[1], 1)] {
        scene.hear(&event(Uuid::from_u128(case), town, begin, due)).await;
    }
    scene.adopt().await;
    let period = scene.opened().await;
    let name = period.name.as_str();
    for step in ["collect", "freeze", "compute", "appeals"] {
        scene.step(step, name).await.unwrap();
    }
    scene.appeal(&rated(OTHER_TOWN), name, ITEM).await.unwrap();
    let sheer = scene.ruled(name, 1, (pb::Verdict::Dismissed, true), BUREAU).await.unwrap_err();
    assert_eq!(
        shiyu_kit::fault::violations(&sheer),
        [("set_aside".to_owned(), "SET_ASIDE_THOUGH_DISMISSED".to_owned())]
    );
    let decided = scene.ruled(name, 1, (pb::Verdict::Upheld, true), BUREAU).await.unwrap();
    assert!(decided.appeals[0].set_aside);
    scene.wait(20);
    scene.tick(id_of(&period)).await;
    assert_eq!(why(scene.step("finalise", name).await), "NOT_RECOMPUTED");
    let again = scene.step("compute", name).await.unwrap();
    let aside: Vec<i32> = again.calculations.iter().map(|it| it.set_aside_items).collect();
    assert_eq!(aside, [0, 1]);
    let rating = |ranking: &pb::Ranking, unit: &str| {
        let standing = ranking.standings.iter().find(|standing| standing.unit == unit).unwrap();
        let rating = standing.ratings.iter().find(|rating| rating.indicator == ITEM).unwrap();
        (rating.percent.clone(), rating.points.clone(), rating.set_aside)
    };
    let (first, second) = (scene.ranking(name, 1).await.unwrap(), scene.ranking(name, 2).await.unwrap());
    let of = |percent: &str, points: &str, aside| (percent.to_owned(), points.to_owned(), aside);
    assert_eq!(rating(&first, OTHER_TOWN), of("50.00", "50.00", false));
    assert_eq!(rating(&second, OTHER_TOWN), of("50.00", "", true));
    assert_eq!(rating(&second, TOWN), of("100.00", "100.00", false));
    let points = |ranking: &pb::Ranking| {
        let standing = ranking.standings.iter().find(|standing| standing.unit == OTHER_TOWN).unwrap();
        standing.points.parse::<f64>().unwrap()
    };
    assert!(points(&second) > points(&first));
    let verify = asked(&assessor(), pb::VerifyPeriodRequest { name: name.to_owned() });
    assert!(scene.periods.verify_period(verify).await.unwrap().into_inner().same);
    scene.step("finalise", name).await.unwrap();
}

/// 972 events due, 911 closed, 737 of them in time (domain.md H).
async fn the_figures_of_tianmen_come_out_exactly(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let begin = scene.now() - Duration::days(20);
    let mut heard = Vec::new();
    for number in 0..972_u128 {
        let due = if number < 737 { 7 } else { 3 };
        let steps = if number < 911 { 7 } else { 6 };
        let facts = event(Uuid::from_u128(number + 1), TOWN, begin, due);
        heard.extend(facts.iter().take(steps).map(|fact| Heard::read(fact).unwrap().unwrap()));
    }
    scene.take(heard).await;
    scene.adopt().await;
    let period = scene.opened().await;
    for step in ["collect", "freeze", "compute"] {
        scene.step(step, &period.name).await.unwrap();
    }
    let ranking = scene.ranking(&period.name, 0).await.unwrap();
    let figures = ["grid-close", "grid-close-on-time"].map(|indicator| percent(&ranking, TOWN, indicator));
    assert_eq!(figures, ["93.72", "75.82"]);
}
