//! Screening rounds and their ledger.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::screening_service_server::ScreeningService;

use super::scene::{COUNTY, DISPUTE, ELSEWHERES, OTHER_TOWN, Scene, TOWN, VILLAGE, asked, chief, event, event_name, id, parent, reason};

/// No event.
const NOBODYS: uuid::Uuid = uuid::Uuid::from_u128(0x404);

shiyu_kit::both_databases! {
    every_unit_screens_once_a_period;
    what_is_found_stands_in_the_ledger;
    a_missed_round_is_told_and_may_be_late;
}

async fn rounds(scene: &Scene, by: &str) -> Vec<pb::ScreeningRound> {
    let request = pb::ListScreeningRoundsRequest {
        parent: parent(),
        ..pb::ListScreeningRoundsRequest::default()
    };
    scene
        .desk
        .list_screening_rounds(asked(&chief(by), request))
        .await
        .unwrap()
        .into_inner()
        .rounds
}

/// The round of the village, with its checklist.
async fn weekly(scene: &Scene) -> pb::ScreeningRound {
    let mut rounds = rounds(scene, VILLAGE).await;
    let name = rounds.pop().unwrap().name;
    let request = pb::GetScreeningRoundRequest { name };
    scene
        .desk
        .get_screening_round(asked(&chief(VILLAGE), request))
        .await
        .unwrap()
        .into_inner()
}

/// A report in which one item was found.
fn report(round: &pb::ScreeningRound, found: &str) -> pb::ReportScreeningRequest {
    let result = |item: &pb::ScreeningItem| pb::ScreeningResult {
        item: item.code.clone(),
        outcome: if item.code == found {
            pb::ScreeningOutcome::Found
        } else {
            pb::ScreeningOutcome::Clear
        }
        .into(),
        findings: if item.code == found { vec![event()] } else { Vec::new() },
    };
    pb::ReportScreeningRequest {
        name: round.name.clone(),
        results: round.items.iter().map(result).collect(),
        request_id: id(),
    }
}

async fn every_unit_screens_once_a_period(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let (one, two) = scene.sweep_twice(&home).await;
    assert_eq!(one.screenings + two.screenings, 4);
    assert_eq!(scene.desk.sweep().await.unwrap().screenings, 0);
    let mut units: Vec<_> = rounds(&scene, COUNTY)
        .await
        .into_iter()
        .map(|round| (round.unit, round.template))
        .collect();
    units.sort();
    let pair = |unit: &str, template: &str| (unit.to_owned(), template.to_owned());
    let expected = [
        pair(COUNTY, "county_monthly"),
        pair(TOWN, "town_monthly"),
        pair(VILLAGE, "village_weekly"),
        pair(OTHER_TOWN, "town_monthly"),
    ];
    assert_eq!(units, expected);
    let below: Vec<_> = rounds(&scene, VILLAGE).await.into_iter().map(|round| round.unit).collect();
    assert_eq!(below, [VILLAGE]);
    scene.wait(7);
    assert!(scene.desk.sweep().await.unwrap().screenings >= 1);
    let weeks = async || {
        let all = rounds(&scene, VILLAGE).await;
        all.into_iter().filter(|round| round.template == "village_weekly").count()
    };
    let before = weeks().await;
    scene.wait(21);
    scene.desk.sweep().await.unwrap();
    assert_eq!(weeks().await, before + 3, "weeks in which nobody swept have their rounds");
}

async fn what_is_found_stands_in_the_ledger(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.desk.sweep().await.unwrap();
    let round = weekly(&scene).await;
    let ask = async |by, request| scene.desk.report_screening(asked(&chief(by), request)).await;
    let mut short = report(&round, "fire");
    short.results.pop();
    assert_eq!(reason(&ask(VILLAGE, short).await.unwrap_err()), "ITEMS_UNANSWERED");
    let mut strange = report(&round, "fire");
    strange.results[0].item = "household".to_owned();
    assert_eq!(reason(&ask(VILLAGE, strange).await.unwrap_err()), "ITEMS_UNKNOWN");
    for (event, expected) in [
        (ELSEWHERES, "EVENT_UNKNOWN"),
        (DISPUTE, "EVENT_OF_ANOTHER_CLASS"),
        (NOBODYS, "EVENT_UNKNOWN"),
    ] {
        let mut wrong = report(&round, "fire");
        for result in wrong.results.iter_mut().filter(|result| !result.findings.is_empty()) {
            result.findings = vec![event_name(event)];
        }
        assert_eq!(reason(&ask(VILLAGE, wrong).await.unwrap_err()), expected);
    }
    let theirs = ask(OTHER_TOWN, report(&round, "fire")).await.unwrap_err();
    assert_eq!(reason(&theirs), "UNIT_NOT_YOURS");
    let done = ask(VILLAGE, report(&round, "fire")).await.unwrap().into_inner();
    assert_eq!(
        (done.state(), done.finding_count, done.late),
        (pb::ScreeningState::Reported, 1, false)
    );
    let again = ask(VILLAGE, report(&round, "fire")).await.unwrap_err();
    assert_eq!(reason(&again), "SCREENING_REPORTED");
    let ledger = async |by| {
        let request = pb::ListScreeningLedgerRequest {
            parent: parent(),
            ..pb::ListScreeningLedgerRequest::default()
        };
        scene
            .desk
            .list_screening_ledger(asked(&chief(by), request))
            .await
            .unwrap()
            .into_inner()
            .entries
    };
    let entries = ledger(TOWN).await;
    assert_eq!(entries.len(), 1);
    assert_eq!((entries[0].item.as_str(), entries[0].event.as_str()), ("fire", event().as_str()));
    assert!(ledger(OTHER_TOWN).await.is_empty());
    let told: Vec<pb::ScreeningEnded> = scene.facts("screening.reported").await;
    assert_eq!((told.len(), told[0].finding_count, told[0].item_count), (1, 1, 9));
}

async fn a_missed_round_is_told_and_may_be_late(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.desk.sweep().await.unwrap();
    let round = weekly(&scene).await;
    scene.wait(7);
    let (one, two) = scene.sweep_twice(&home).await;
    let missed = one.unreported + two.unreported;
    let told: Vec<pb::ScreeningEnded> = scene.facts("screening.missed").await;
    assert_eq!(told.len(), missed);
    assert_eq!(told.iter().filter(|fact| fact.unit == VILLAGE).count(), 1);
    let done = scene
        .desk
        .report_screening(asked(&chief(VILLAGE), report(&round, "")))
        .await
        .unwrap()
        .into_inner();
    assert_eq!((done.state(), done.late), (pb::ScreeningState::Reported, true));
    assert!(scene.facts::<pb::ScreeningEnded>("screening.reported").await[0].late);
}
