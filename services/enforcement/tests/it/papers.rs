//! Every document there is, each set from what its case came to.

use shiyu_kit::file::Hash;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1::{self as pb, DocumentKind as K};
use time::Duration;

use crate::office::Offices;
use crate::paper::{set, wanted};
use crate::scene::{HEAD, LI, REVIEWER, SUSPECT_NAME, Scene, WANG, both, by, fine, order, reason};

shiyu_kit::both_databases! {
    every_document_is_set_from_what_its_case_came_to;
}

/// Sets these and nothing went wrong; each is the office's own bytes, and on the case's record.
async fn all_set(offices: &Offices, name: &str, kinds: &[K], seen: &mut Vec<K>) {
    for &kind in kinds {
        let (head, page) = set(offices, LI, wanted(name, kind, pb::DocumentFormat::Pdf)).await.unwrap();
        assert_eq!((head.kind(), head.sha256), (kind, Hash::of(&page).to_string()), "{kind:?}");
        assert!(page.starts_with(b"%PDF-"), "{kind:?}");
        seen.push(kind);
    }
}

async fn every_document_is_set_from_what_its_case_came_to(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let offices = Offices::beside(&scene).await;
    let mut seen = Vec::new();
    to_the_court(&scene, &offices, &mut seen).await;
    heard_and_reviewed(&scene, &offices, &mut seen).await;
    to_another_city(&scene, &offices, &mut seen).await;
    let (request, _) = scene.on_the_spot(10_000);
    let decided = scene.cases().decide_on_spot(by(WANG, request)).await.unwrap().into_inner();
    all_set(&offices, &decided.name, &[K::SpotDecision], &mut seen).await;
    seen.sort_unstable();
    let every: Vec<K> = (1..=13).map(|number| K::try_from(number).unwrap()).collect();
    assert_eq!(seen, every, "thirteen of them");
}

/// From the filing over a fine that nobody pays to the court, and to the archive.
async fn to_the_court(scene: &Scene, offices: &Offices, seen: &mut Vec<K>) {
    let (name, suspect) = scene.served(1_000).await;
    let first = [K::FilingApproval, K::InquiryRecord, K::PriorNotice, K::Decision, K::ServiceReceipt];
    all_set(offices, &name, &first, seen).await;
    for kind in [
        K::PreservationNotice,
        K::HearingNotice,
        K::LegalReview,
        K::SpotDecision,
        K::DemandLetter,
        K::CourtApplication,
        K::ClosingApproval,
    ] {
        let refused = set(offices, LI, wanted(&name, kind, pb::DocumentFormat::Pdf)).await;
        assert_eq!(reason(refused), "DOCUMENT_NOT_YET", "{kind:?}");
    }
    scene.lives(Duration::days(220)).await;
    scene.demanded(&name, suspect).await;
    all_set(offices, &name, &[K::DemandLetter], seen).await;
    scene.lives(Duration::days(20)).await;
    scene.applied(&name).await;
    all_set(offices, &name, &[K::CourtApplication], seen).await;
    scene.allowed(&name).await;
    scene.paid(&name, 2_000, "R1").await.unwrap();
    let mut cases = scene.cases();
    let (_, masked) = offices.published(&name).await;
    let published = order!(
        name,
        PublishDecisionRequest {
            reference: "公示1".to_owned(),
            masked: masked
        }
    );
    cases.publish_decision(by(LI, published)).await.unwrap();
    let closed = order!(
        name,
        CloseCaseRequest {
            summary: "已履行".to_owned()
        }
    );
    cases.close_case(by(HEAD, closed)).await.unwrap();
    all_set(offices, &name, &[K::ClosingApproval], seen).await;
}

/// Evidence that was registered, a hearing, and a legal review.
async fn heard_and_reviewed(scene: &Scene, offices: &Offices, seen: &mut Vec<K>) {
    let (name, suspect) = scene.filed().await;
    let mut cases = scene.cases();
    let kept = order!(
        name,
        PreserveEvidenceRequest {
            items: vec!["钢管十二根".to_owned()],
            officers: both()
        }
    );
    let preservation = kept.request_id.clone();
    cases.preserve_evidence(by(HEAD, kept)).await.unwrap();
    all_set(offices, &name, &[K::PreservationNotice], seen).await;
    let back = order!(
        name,
        DisposePreservedRequest {
            preservation: preservation,
            outcome: "退还当事人".to_owned()
        }
    );
    cases.dispose_preserved(by(HEAD, back)).await.unwrap();
    scene.gathered(LI, &name).await.unwrap();
    let found = order!(
        name,
        ConcludeInvestigationRequest {
            facts: "查明事实".to_owned(),
            officers: both()
        }
    );
    cases.conclude_investigation(by(LI, found)).await.unwrap();
    let proposed = order!(
        name,
        ProposeOutcomeRequest {
            proposal: Some(fine(20_000)),
            officers: both()
        }
    );
    cases.propose_outcome(by(LI, proposed)).await.unwrap();
    let told = order!(
        name,
        ServeNoticeRequest {
            facts: "拟处罚告知".to_owned(),
            hearing: true,
            delivery: Some(scene.delivery(suspect)),
        }
    );
    cases.serve_notice(by(LI, told)).await.unwrap();
    scene.scheduled(&name, suspect).await;
    all_set(offices, &name, &[K::HearingNotice], seen).await;
    scene.heard(&name).await;
    cases.submit_case(by(LI, order!(name, SubmitCaseRequest {}))).await.unwrap();
    let passed = order!(
        name,
        DecideReviewRequest {
            passed: true,
            opinion: "同意".to_owned()
        }
    );
    cases.decide_review(by(REVIEWER, passed)).await.unwrap();
    all_set(offices, &name, &[K::LegalReview], seen).await;
}

/// What goes to another city names nobody, and is called by what that one is asked.
async fn to_another_city(scene: &Scene, offices: &Offices, seen: &mut Vec<K>) {
    let (name, _) = scene.filed().await;
    let page = || wanted(&name, K::OutsideLetter, pb::DocumentFormat::Html);
    assert_eq!(reason(set(offices, LI, page()).await), "DOCUMENT_NOT_YET");
    for (purpose, title) in [
        (pb::OutsidePurpose::Assistance, "行政执法协助函"),
        (pb::OutsidePurpose::Transfer, "案件移送函"),
    ] {
        let asked = order!(
            name,
            OfferOutsideRequest {
                purpose: purpose.into(),
                organ: "杭州市综合行政执法局".to_owned(),
                basis: "《中华人民共和国行政处罚法》".to_owned(),
                summary: "跨市界倾倒渣土".to_owned(),
                packet: "d".repeat(64)
            }
        );
        scene.cases().offer_outside(by(HEAD, asked)).await.unwrap();
        let (_, page) = set(offices, LI, page()).await.unwrap();
        let page = String::from_utf8(page).unwrap();
        for told in [title, "杭州市综合行政执法局", "跨市界倾倒渣土"] {
            assert!(page.contains(told), "{told} is not in {page}");
        }
        assert!(page.contains(&"d".repeat(64)) && !page.contains(SUSPECT_NAME));
    }
    all_set(offices, &name, &[K::OutsideLetter], seen).await;
}
