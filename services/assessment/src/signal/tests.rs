//! A rise as it is found in what was heard, given to a unit and answered, on both databases.

use sea_orm::EntityTrait as _;
use shiyu_kit::auth::Principal;
use shiyu_kit::calendar::local_date;
use shiyu_kit::journal;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{OTHER_TOWN, TOWN, asked, id, parent, principal, reason};
use shiyu_proto::assessment::v1::signal_service_server::SignalService;
use shiyu_proto::grid::v1 as grid;
use time::{Duration, OffsetDateTime};
use tonic::Status;

use super::*;
use crate::scene::{BUREAU, Scene, assessor, fact, verbs};

shiyu_kit::both_databases! {
    a_rise_becomes_a_task_of_the_unit_and_expires_without_an_answer;
    a_week_that_is_over_is_tested_by_itself_and_once;
    nothing_is_said_of_a_week_that_is_not_over;
}

/// So many events of a town reported in the week that begins then.
async fn reported(scene: &Scene, town: &str, begin: OffsetDateTime, many: u128) {
    for number in 0..many {
        let case = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{town}{begin}{number}").as_bytes());
        let happening = grid::Happening {
            unit: format!("{town}-ZFD"),
            village: format!("{town}003"),
            class_code: "E0101".to_owned(),
            ..grid::Happening::default()
        };
        let moved = grid::EventMoved {
            happening: Some(happening),
        };
        scene
            .hear(&[fact("grid.event.reported", case, 1, begin + Duration::HOUR, &moved)])
            .await;
    }
}

impl Scene {
    async fn detect(&self, week: Week) -> Result<pb::DetectSignalsResponse, Status> {
        let request = pb::DetectSignalsRequest {
            parent: parent(),
            week: week.to_string(),
            request_id: id(),
        };
        Ok(self.signals.detect_signals(asked(&assessor(), request)).await?.into_inner())
    }

    async fn answered(&self, by: &Principal, name: &str) -> Result<pb::Signal, Status> {
        let request = pb::AnswerSignalRequest {
            name: name.to_owned(),
            finding: "下水道堵塞".to_owned(),
            action: "已疏通".to_owned(),
            request_id: id(),
        };
        Ok(self.signals.answer_signal(asked(by, request)).await?.into_inner())
    }

    async fn risen(&self, by: &Principal) -> Vec<pb::Signal> {
        let request = pb::ListSignalsRequest {
            parent: parent(),
            ..pb::ListSignalsRequest::default()
        };
        self.signals.list_signals(asked(by, request)).await.unwrap().into_inner().signals
    }
}

fn head(unit: &str) -> Principal {
    principal(&format!("head-{unit}"), Some(unit), "unit_head")
}

async fn a_rise_becomes_a_task_of_the_unit_and_expires_without_an_answer(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let week = Week::of(local_date(scene.now())).before(1);
    let (begin, _) = week.moments();
    // One town has six every week, the other had one and has nine.
    for before in 1..=8 {
        reported(&scene, OTHER_TOWN, begin - Duration::weeks(before), 6).await;
    }
    reported(&scene, OTHER_TOWN, begin, 6).await;
    reported(&scene, TOWN, begin - Duration::weeks(5), 1).await;
    reported(&scene, TOWN, begin, 9).await;
    let detected = scene.detect(week).await.unwrap();
    assert_eq!((detected.tested, detected.raised.len()), (2, 1));
    let signal = &detected.raised[0];
    assert_eq!(
        (
            signal.service.as_str(),
            signal.category.as_str(),
            signal.place.as_str(),
            signal.cases
        ),
        ("grid", "E0101", TOWN, 9)
    );
    assert_eq!(
        (signal.unit.as_str(), signal.usual.as_str(), signal.stage()),
        (TOWN, "0.13", pb::SignalStage::Raised)
    );
    // What is raised is not raised again.
    assert_eq!(scene.detect(week).await.unwrap().raised, []);
    assert_eq!(scene.risen(&head(OTHER_TOWN)).await, []);
    assert_eq!(scene.risen(&head(TOWN)).await.len(), 1);
    assert_eq!(scene.risen(&assessor()).await.len(), 1);
    let get = pb::GetSignalRequest { name: signal.name.clone() };
    let unseen = scene.signals.get_signal(asked(&head(OTHER_TOWN), get)).await.unwrap_err();
    assert_eq!(reason(&unseen), "SIGNAL_UNKNOWN");
    assert_eq!(
        reason(&scene.answered(&head(OTHER_TOWN), &signal.name).await.unwrap_err()),
        "UNIT_NOT_YOURS"
    );
    let answered = scene.answered(&head(TOWN), &signal.name).await.unwrap();
    assert_eq!(
        (answered.stage(), answered.finding.as_str()),
        (pb::SignalStage::Answered, "下水道堵塞")
    );
    assert!((1..=7).contains(&answered.lead_days), "{}", answered.lead_days);
    assert_eq!(
        reason(&scene.answered(&head(TOWN), &signal.name).await.unwrap_err()),
        "SIGNAL_ANSWERED"
    );

    // The next week rises too, and nobody answers.
    reported(&scene, TOWN, begin + Duration::WEEK, 30).await;
    scene.wait(8);
    let next = Week::of(week.sunday() + Duration::DAY);
    let raised = scene.detect(next).await.unwrap().raised;
    assert_eq!(raised.len(), 1);
    scene.wait(30);
    assert_eq!(
        reason(&scene.answered(&head(TOWN), &raised[0].name).await.unwrap_err()),
        "SIGNAL_EXPIRED"
    );
    let stages: Vec<_> = scene.risen(&head(TOWN)).await.iter().map(pb::Signal::stage).collect();
    assert_eq!(stages, [pb::SignalStage::Expired, pb::SignalStage::Answered]);
}

async fn a_week_that_is_over_is_tested_by_itself_and_once(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    // Wednesday of next week, so that nothing turns while it is played.
    let day = i64::from(local_date(scene.now()).weekday().number_days_from_monday());
    scene.wait(9 - day);
    let (begin, _) = Week::of(local_date(scene.now())).before(1).moments();
    reported(&scene, TOWN, begin - Duration::weeks(6), 1).await;
    reported(&scene, TOWN, begin, 9).await;
    let (one, other) = (scene.signals.clone(), scene.replica(&home).await.signals);
    let (first, second) = tokio::join!(one.test_due(), other.test_due());
    assert!(first.unwrap() + second.unwrap() >= 4, "the last four weeks");
    assert_eq!(scene.signals.test_due().await.unwrap(), 0);
    let raised = scene.risen(&assessor()).await;
    assert_eq!(raised.len(), 1, "{raised:?}");
    assert_eq!((raised[0].cases, raised[0].unit.as_str()), (9, TOWN));
    let rows = journal::Entity::find().all(&scene.office.db.reader).await.unwrap();
    assert_eq!(rows.iter().filter(|row| row.kind == "signal.detected").count(), 4, "each week once");
    scene.wait(7);
    assert_eq!(scene.signals.test_due().await.unwrap(), 1);
    assert_eq!(scene.risen(&assessor()).await.len(), 1);
}

async fn nothing_is_said_of_a_week_that_is_not_over(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let week = Week::of(local_date(scene.now()));
    assert_eq!(reason(&scene.detect(week).await.unwrap_err()), "WEEK_NOT_OVER");
    assert_eq!(scene.detect(week.before(1)).await.unwrap(), pb::DetectSignalsResponse::default());
}

#[test]
fn each_role_has_its_verbs() {
    let of = |role: &str| verbs("SignalService", Some(&principal("somebody", Some(BUREAU), role)));
    assert_eq!(
        of("assessor"),
        ["DetectSignals", "GetSignal", "ListSignals"].map(str::to_owned).into()
    );
    assert_eq!(
        of("unit_head"),
        ["AnswerSignal", "GetSignal", "ListSignals"].map(str::to_owned).into()
    );
    assert_eq!(of("auditor"), ["GetSignal", "ListSignals"].map(str::to_owned).into());
    assert!(of("citizen").is_empty() && verbs("SignalService", None).is_empty());
}
