//! What came after an approval, on both databases.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{OTHER_TOWN, TOWN, asked, id, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::risk_service_server::RiskService;
use time::Duration;
use uuid::Uuid;

use super::{Play, document};
use crate::scene::{assessor, event, rated};

shiyu_kit::both_databases! {
    more_cases_after_it_than_before_bring_it_back;
    what_came_after_is_looked_at_every_week_without_anybodys_asking;
}

async fn more_cases_after_it_than_before_bring_it_back(home: TestDatabase) {
    let play = Play::open(&home).await;
    let name = play.record(pb::RiskSubject::Policy).await;
    play.exempt(&assessor(), &name).await.unwrap();
    let approved = play.scene.now();
    play.approve(&name).await.unwrap();
    for number in 0..2_u128 {
        let before = event(Uuid::from_u128(number + 1), TOWN, approved - Duration::days(20), 5);
        play.scene.hear(&before[..1]).await;
    }
    for number in 0..9_u128 {
        let after = event(Uuid::from_u128(number + 50), TOWN, approved + Duration::days(10), 5);
        play.scene.hear(&after[..1]).await;
    }
    // Another town's are not its own.
    play.scene
        .hear(&event(Uuid::from_u128(90), OTHER_TOWN, approved + Duration::days(10), 5)[..1])
        .await;
    play.scene.wait(30);
    let looked = play.follow_up(&name).await.unwrap();
    assert_eq!((looked.cases_before, looked.cases_after, looked.review_needed), (2, 9, true));
    let review = pb::ReviewDecisionRequest {
        name: name.clone(),
        request_id: id(),
        document: document(),
    };
    let reviewed = play
        .desk
        .review_decision(asked(&rated(TOWN), review.clone()))
        .await
        .unwrap()
        .into_inner();
    assert!(!reviewed.review_needed);
    let again = pb::ReviewDecisionRequest {
        request_id: id(),
        ..review
    };
    assert_eq!(
        reason(&play.desk.review_decision(asked(&rated(TOWN), again)).await.unwrap_err()),
        "REVIEW_NOT_NEEDED"
    );
}

async fn what_came_after_is_looked_at_every_week_without_anybodys_asking(home: TestDatabase) {
    let play = Play::open(&home).await;
    let name = play.record(pb::RiskSubject::Policy).await;
    play.exempt(&assessor(), &name).await.unwrap();
    assert_eq!(play.desk.follow_due().await.unwrap(), 0, "nothing is approved");
    let approved = play.scene.now();
    play.approve(&name).await.unwrap();
    for number in 0..9_u128 {
        let after = event(Uuid::from_u128(number + 50), TOWN, approved + Duration::days(10), 5);
        play.scene.hear(&after[..1]).await;
    }
    let shown = async || {
        let get = pb::GetRiskDecisionRequest { name: name.clone() };
        let found = play.desk.get_risk_decision(asked(&rated(TOWN), get)).await;
        found.unwrap().into_inner()
    };
    play.scene.wait(5);
    assert_eq!(
        (play.desk.follow_due().await.unwrap(), shown().await.looked_date),
        (0, String::new())
    );
    play.scene.wait(3);
    assert_eq!(play.desk.follow_due().await.unwrap(), 1);
    assert_eq!((shown().await.cases_after, shown().await.review_needed), (0, false));
    assert_eq!(play.desk.follow_due().await.unwrap(), 0, "once a week");
    play.scene.wait(8);
    assert_eq!(play.desk.follow_due().await.unwrap(), 1);
    let risen = shown().await;
    assert_eq!((risen.cases_after, risen.review_needed), (9, true));
    assert!(risen.allowed.contains(&"ReviewDecision".to_owned()));
    // After ninety days for the last time.
    play.scene.wait(90);
    assert_eq!(play.desk.follow_due().await.unwrap(), 1);
    play.scene.wait(30);
    assert_eq!(play.desk.follow_due().await.unwrap(), 0);
}
