//! Screening rounds: made by the calendar, reported or missed, and what becomes of a finding.

use shiyu_kit::both_databases;
use shiyu_kit::clock::WallClock;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, VILLAGE, asked, id, parent, reason};
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::screening_service_server::ScreeningService;
use time::Duration;
use uuid::Uuid;

use super::scene::{Scene, clerk};
use crate::register::sweep::Swept;

both_databases! {
    every_unit_of_a_level_screens_once_in_a_period;
    a_village_that_comes_within_the_week_screens_too;
    a_finding_becomes_a_dispute_and_the_ledger_says_what_came_of_it;
    a_round_nobody_reported_is_missed;
}

fn list(unit: &str) -> pb::ListScreeningRoundsRequest {
    pb::ListScreeningRoundsRequest {
        parent: parent(),
        unit: unit.to_owned(),
        ..pb::ListScreeningRoundsRequest::default()
    }
}

async fn every_unit_of_a_level_screens_once_in_a_period(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let made = scene.desk.sweep().await.unwrap();
    assert_eq!(made, Swept { made: 4, missed: 0 }, "a village, two towns, the county");
    assert_eq!(scene.desk.sweep().await.unwrap(), Swept::default());
    let desk = &scene.desk;
    let seen = |unit: &'static str| async move {
        let listed = desk.list_screening_rounds(asked(&clerk(unit), list(""))).await.unwrap();
        listed.into_inner().rounds.len()
    };
    assert_eq!((seen(COUNTY).await, seen(VILLAGE).await, seen(OTHER_TOWN).await), (4, 1, 1));
}

async fn a_village_that_comes_within_the_week_screens_too(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.desk.sweep().await.unwrap();
    let more = Scene::among(&home, WallClock::system(), &[("330602002009", OTHER_TOWN)]).await;
    assert_eq!(more.desk.sweep().await.unwrap(), Swept { made: 1, missed: 0 });
    assert_eq!(more.desk.sweep().await.unwrap(), Swept::default());
    let listed = more.desk.list_screening_rounds(asked(&clerk(COUNTY), list("330602002009"))).await;
    assert_eq!(listed.unwrap().into_inner().rounds.len(), 1);
}

async fn a_finding_becomes_a_dispute_and_the_ledger_says_what_came_of_it(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.desk.sweep().await.unwrap();
    let by = clerk(VILLAGE);
    let listed = scene
        .desk
        .list_screening_rounds(asked(&by, list(VILLAGE)))
        .await
        .unwrap()
        .into_inner();
    let name = listed.rounds.first().unwrap().name.clone();
    let get = pb::GetScreeningRoundRequest { name: name.clone() };
    let round = scene.desk.get_screening_round(asked(&by, get.clone())).await.unwrap().into_inner();
    let hidden = scene.desk.get_screening_round(asked(&clerk(OTHER_TOWN), get)).await.unwrap_err();
    assert_eq!(reason(&hidden), "SCREENING_UNKNOWN");
    let found = pb::ScreeningFound {
        category: pb::DisputeCategory::Neighbour.into(),
        place: VILLAGE.to_owned(),
        summary: "楼道堆物影响通行".to_owned(),
        settled: false,
    };
    let result = |item: &pb::ScreeningItem| {
        let here = item.code == "neighbour";
        pb::ScreeningResult {
            item: item.code.clone(),
            outcome: if here {
                pb::ScreeningOutcome::Found.into()
            } else {
                pb::ScreeningOutcome::Nothing.into()
            },
            findings: if here { vec![found.clone()] } else { Vec::new() },
        }
    };
    let report = pb::ReportScreeningRequest {
        name: name.clone(),
        results: round.items.iter().map(result).collect(),
        request_id: id(),
    };
    let reported = scene.desk.report_screening(asked(&by, report)).await.unwrap().into_inner();
    assert_eq!((reported.state(), reported.finding_count), (pb::ScreeningState::Reported, 1));
    let ledger = || async {
        let asking = pb::ListScreeningFindingsRequest {
            parent: parent(),
            round: name.clone(),
            ..pb::ListScreeningFindingsRequest::default()
        };
        let listed = scene.desk.list_screening_findings(asked(&by, asking)).await.unwrap();
        listed.into_inner().findings.remove(0)
    };
    let finding = ledger().await;
    assert_eq!(finding.state(), pb::ScreeningFindingState::Open);
    let at: Uuid = finding.name.rsplit('/').next().unwrap().parse().unwrap();
    let dispute = Uuid::from_u128(5);
    scene.desk.finding_opened(Uuid::from_u128(1), (at, dispute)).await.unwrap();
    scene.desk.finding_opened(Uuid::from_u128(1), (at, dispute)).await.unwrap();
    assert_eq!(ledger().await.state(), pb::ScreeningFindingState::InMediation);
    scene.desk.dispute_ended(Uuid::from_u128(2), (dispute, true)).await.unwrap();
    scene
        .desk
        .dispute_ended(Uuid::from_u128(3), (Uuid::from_u128(6), true))
        .await
        .unwrap();
    let ended = ledger().await;
    assert_eq!(ended.state(), pb::ScreeningFindingState::Agreed);
    assert!(ended.dispute.ends_with(&dispute.to_string()));
}

async fn a_round_nobody_reported_is_missed(home: TestDatabase) {
    let clock = WallClock::movable();
    let scene = Scene::at(&home, clock.clone()).await;
    scene.desk.sweep().await.unwrap();
    clock.advance(Duration::days(40)).unwrap();
    let swept = scene.desk.sweep().await.unwrap();
    assert_eq!(swept, Swept { made: 4, missed: 4 });
    let mut missed = list("");
    missed.state = pb::ScreeningState::Missed.into();
    let listed = scene
        .desk
        .list_screening_rounds(asked(&clerk(COUNTY), missed))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(listed.rounds.len(), 4);
}
