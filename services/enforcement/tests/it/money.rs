//! What is not paid, and what is taken on the spot.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;

use crate::scene::{COUNTY, LI, Scene, WANG, by, order, reason};

shiyu_kit::both_databases! {
    what_is_not_paid_costs_more_and_goes_to_court;
    what_is_decided_on_the_spot_is_a_case_at_once;
}

async fn what_is_not_paid_costs_more_and_goes_to_court(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, suspect) = scene.served(1_000).await;
    scene.lives(Duration::days(20)).await;
    let late = scene.get(LI, &name).await.unwrap();
    assert_eq!(late.stage(), pb::Stage::Overdue);
    scene.lives(Duration::days(200)).await;
    scene.demanded(&name, suspect).await;
    scene.lives(Duration::days(20)).await;
    assert_eq!(scene.applied(&name).await.stage(), pb::Stage::CourtApplied);
    scene.allowed(&name).await;
    let paid = scene.paid(&name, 2_000, "R1").await.unwrap();
    assert_eq!(paid.stage(), pb::Stage::Performed, "the fine and a surcharge as large as it");
}

async fn what_is_decided_on_the_spot_is_a_case_at_once(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let request = |fen| scene.on_the_spot(fen).0;
    let mut cases = scene.cases();
    assert_eq!(
        reason(cases.decide_on_spot(by(WANG, request(20_001))).await),
        "TOO_HEAVY_FOR_THE_SPOT"
    );
    let decided = cases.decide_on_spot(by(WANG, request(10_000))).await.unwrap().into_inner();
    assert_eq!((decided.stage(), decided.on_the_spot), (pb::Stage::Served, true));
    let name = decided.name;
    let cash = order!(
        name,
        RecordPaymentRequest {
            amount_fen: 10_000,
            reference: "C1".to_owned(),
            pay_time: Some(scene.now()),
            cash_ground: pb::CashGround::Small.into(),
        }
    );
    let paid = cases.record_payment(by(WANG, cash)).await.unwrap().into_inner();
    assert!(paid.clocks.iter().any(|clock| clock.name.contains("hand_in")), "{:?}", paid.clocks);
    let found = pb::FindRemediesRequest {
        parent: format!("counties/{COUNTY}"),
        number: paid.number,
    };
    let found = cases
        .find_remedies(by(("xinfang", "330602", "petition_officer"), found))
        .await
        .unwrap()
        .into_inner();
    assert!(found.reconsideration_first);
    let kinds: Vec<pb::RemedyKind> = found.ways.iter().map(pb::RemedyWay::kind).collect();
    assert_eq!(kinds, [pb::RemedyKind::Reconsideration]);
    assert_eq!(found.ways[0].organ_unit, COUNTY);
}
