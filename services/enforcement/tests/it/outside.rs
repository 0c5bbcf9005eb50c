//! What another city is asked, at the door (S14): its packet, its receipt, and what nobody is told of it.

use prost::Message as _;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;
use tonic::Code;

use crate::scene::{COMPLAINANT_NAME, HEAD, LI, SIGNING_ORGAN, Scene, by, order, reason};

const ORGAN: &str = "杭州市综合行政执法局";
const SUMMARY: &str = "跨市界倾倒渣土，违法行为地在对岸";

shiyu_kit::both_databases! {
    with_its_receipt_a_case_is_the_other_citys;
    without_a_receipt_in_time_the_first_receiver_goes_on;
    what_goes_to_another_city_names_nobody;
    of_an_organ_that_signs_no_receipt_is_taken_without_its_signature;
}

fn ask(name: &str, purpose: pb::OutsidePurpose) -> pb::OfferOutsideRequest {
    order!(
        name.to_owned(),
        OfferOutsideRequest {
            purpose: purpose.into(),
            organ: ORGAN.to_owned(),
            basis: "行政处罚法第二十二条".to_owned(),
            summary: SUMMARY.to_owned(),
            packet: "a".repeat(64)
        }
    )
}

fn receipt(name: &str, offer: &str) -> pb::RecordReceiptRequest {
    order!(
        name.to_owned(),
        RecordReceiptRequest {
            offer: offer.to_owned(),
            reference: "杭综执收〔2026〕8号".to_owned()
        }
    )
}

/// What is asked, as a case shows it.
fn asked(case: &pb::Case) -> Vec<pb::course::Outside> {
    case.course.as_ref().unwrap().outside.clone()
}

/// The last fact of a kind.
async fn fact(scene: &Scene, kind: &str) -> pb::OutsideMoved {
    let told = scene.told().await;
    let (_, fact) = told.into_iter().rfind(|(told, _)| told == kind).unwrap();
    pb::OutsideMoved::decode(fact.unwrap().as_slice()).unwrap()
}

async fn with_its_receipt_a_case_is_the_other_citys(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, _) = scene.filed().await;
    let mut cases = scene.cases();
    let by_an_officer = cases.offer_outside(by(LI, ask(&name, pb::OutsidePurpose::Transfer))).await;
    assert_eq!(reason(by_an_officer), "NOT_THE_HEAD");
    let offered = cases.offer_outside(by(HEAD, ask(&name, pb::OutsidePurpose::Transfer))).await;
    let offered = offered.unwrap().into_inner();
    assert_eq!(offered.stage(), pb::Stage::Investigating, "the first receiver goes on");
    let outside = asked(&offered).remove(0);
    assert_eq!((outside.organ.as_str(), outside.summary.as_str()), (ORGAN, SUMMARY));
    assert!(outside.receive_time.is_none());
    assert_eq!((outside.signature.len(), outside.public_key.len()), (128, 64), "the door signs it");
    let clock = format!("receipt.{}", outside.id);
    assert!(offered.clocks.iter().any(|one| one.name == clock && one.stop_time.is_none()));
    let twice = cases.offer_outside(by(HEAD, ask(&name, pb::OutsidePurpose::Transfer))).await;
    assert_eq!(reason(twice), "OFFERED_OUTSIDE_ALREADY");

    let received = cases
        .record_receipt(by(HEAD, receipt(&name, &outside.id)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(received.stage(), pb::Stage::TransferredOut);
    assert_eq!(received.ending.as_ref().unwrap().organ, ORGAN);
    assert!(!asked(&received)[0].receipt_verified, "nobody knows that organ's key");
    let again = cases.record_receipt(by(HEAD, receipt(&name, &outside.id))).await;
    assert_eq!(reason(again), "CLOSED_ALREADY");

    let told = fact(&scene, "outside.received").await;
    assert_eq!((told.purpose(), told.packet), (pb::OutsidePurpose::Transfer, "a".repeat(64)));
    assert!(told.receive_time.is_some() && told.conference_time.is_none());
    for (kind, fact) in scene.told().await {
        let fact = fact.unwrap_or_default();
        let spoken = String::from_utf8_lossy(&fact);
        assert!(
            !spoken.contains(ORGAN) && !spoken.contains(SUMMARY),
            "{kind} tells whom was asked what"
        );
    }
}

async fn without_a_receipt_in_time_the_first_receiver_goes_on(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, _) = scene.filed().await;
    let asking = ask(&name, pb::OutsidePurpose::Assistance);
    scene.cases().offer_outside(by(HEAD, asking)).await.unwrap();
    scene.lives(Duration::days(20)).await;
    let case = scene.get(LI, &name).await.unwrap();
    assert_eq!(case.stage(), pb::Stage::Investigating);
    let outside = asked(&case).remove(0);
    assert!(outside.conference_time.is_some());
    assert!(fact(&scene, "outside.unanswered").await.conference_time.is_some());
    let late = scene.cases().record_receipt(by(HEAD, receipt(&name, &outside.id))).await.unwrap();
    let late = late.into_inner();
    assert_eq!(late.stage(), pb::Stage::Investigating, "it helps, and the case is ours");
    assert_eq!(asked(&late)[0].receipt, "杭综执收〔2026〕8号");
    let again = scene.cases().record_receipt(by(HEAD, receipt(&name, &outside.id))).await;
    assert_eq!(reason(again), "NOT_OFFERED_OUTSIDE");
}

async fn of_an_organ_that_signs_no_receipt_is_taken_without_its_signature(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, _) = scene.filed().await;
    let asking = pb::OfferOutsideRequest {
        organ: SIGNING_ORGAN.to_owned(),
        ..ask(&name, pb::OutsidePurpose::Transfer)
    };
    let offered = scene.cases().offer_outside(by(HEAD, asking)).await.unwrap().into_inner();
    let outside = asked(&offered).remove(0);
    for (signature, refused) in [(String::new(), "RECEIPT_UNSIGNED"), ("00".repeat(64), "RECEIPT_FORGED")] {
        let came = pb::RecordReceiptRequest {
            signature,
            ..receipt(&name, &outside.id)
        };
        assert_eq!(reason(scene.cases().record_receipt(by(HEAD, came)).await), refused);
    }
    assert_eq!(scene.get(LI, &name).await.unwrap().stage(), pb::Stage::Investigating);
}

async fn what_goes_to_another_city_names_nobody(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, _) = scene.filed().await;
    let mut cases = scene.cases();
    let naming = pb::OfferOutsideRequest {
        summary: format!("{COMPLAINANT_NAME}投诉有人倾倒渣土"),
        ..ask(&name, pb::OutsidePurpose::Transfer)
    };
    assert_eq!(reason(cases.offer_outside(by(HEAD, naming)).await), "COMPLAINANT_IN_TEXT");
    let numbered = pb::OfferOutsideRequest {
        summary: "举报电话13857500000".to_owned(),
        ..ask(&name, pb::OutsidePurpose::Transfer)
    };
    let numbered = cases.offer_outside(by(HEAD, numbered)).await.unwrap_err();
    assert_eq!(numbered.code(), Code::InvalidArgument);
    let empty = pb::OfferOutsideRequest {
        request_id: crate::scene::id(),
        name: name.clone(),
        ..pb::OfferOutsideRequest::default()
    };
    let empty = cases.offer_outside(by(HEAD, empty)).await.unwrap_err();
    assert_eq!(empty.code(), Code::InvalidArgument);
    assert!(asked(&scene.get(LI, &name).await.unwrap()).is_empty(), "and nothing went");
}
