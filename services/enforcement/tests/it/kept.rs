//! Evidence is kept as long as its case is, thirty years (G-15), and as long as another case has the same.

use std::convert::Infallible;

use shiyu_enforcement::domain::CaseFile;
use shiyu_kit::case::Record as _;
use shiyu_kit::file::Keep;
use shiyu_kit::retention::Sweep;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::paper::document;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;

use crate::again::looked_at;
use crate::office::Offices;
use crate::scene::{HEAD, LI, Scene, both, by, id, order, reason, uuid};

shiyu_kit::both_databases! {
    evidence_goes_with_the_last_case_that_has_it;
    what_is_refused_is_not_kept_unless_a_case_has_it;
}

/// A case that was paid and closed.
async fn closed(scene: &Scene) -> String {
    let (name, _) = scene.served(1_000).await;
    scene.paid(&name, 1_000, "R1").await.unwrap();
    let (_, masked) = Offices::beside(scene).await.published(&name).await;
    let published = order!(
        name,
        PublishDecisionRequest {
            reference: "公示1".to_owned(),
            masked: masked
        }
    );
    scene.cases().publish_decision(by(LI, published)).await.unwrap();
    let summary = "已履行".to_owned();
    let closing = order!(name, CloseCaseRequest { summary: summary });
    scene.cases().close_case(by(HEAD, closing)).await.unwrap();
    name
}

/// The same document that two officers made evidence elsewhere.
fn lead(name: &str) -> pb::EvidenceHead {
    pb::EvidenceHead {
        name: name.to_owned(),
        request_id: id(),
        media_type: "application/pdf".to_owned(),
        kind: pb::EvidenceKind::InspectionRecord.into(),
        title: "现场笔录".to_owned(),
        ..pb::EvidenceHead::default()
    }
}

/// The hash of the one piece of evidence that it has.
async fn evidence(scene: &Scene, name: &str) -> String {
    let course = scene.get(LI, name).await.unwrap().course.unwrap();
    assert_eq!(course.evidence.len(), 1);
    course.evidence[0].hash.clone()
}

async fn read(scene: &Scene, name: &str, hash: &str) -> Result<(), tonic::Status> {
    let request = pb::ReadEvidenceRequest {
        name: name.to_owned(),
        hash: hash.to_owned(),
    };
    scene.evidence().read_evidence(by(LI, request)).await.map(drop)
}

/// So long after all that was done; of how many cases something was destroyed.
async fn later(scene: &Scene, time: Duration) -> usize {
    scene.clock.advance(time).unwrap();
    let db = scene.ledger.database().writer.clone();
    let sweep = Sweep::<CaseFile>::new(db, scene.clock.clone(), CaseFile::KEPT);
    sweep.and_files(Some(scene.files.clone())).round().await.unwrap()
}

async fn evidence_goes_with_the_last_case_that_has_it(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let name = closed(&scene).await;
    let hash = evidence(&scene, &name).await;
    let other = looked_at(&scene, |_| ()).await;
    scene.uploaded(LI, lead(&other), &document("record of the scene")).await.unwrap();
    assert_eq!(evidence(&scene, &other).await, hash, "the same document is one file");

    assert_eq!(later(&scene, CaseFile::KEPT.usual - Duration::DAY).await, 0);
    assert!(read(&scene, &name, &hash).await.is_ok());
    assert_eq!(later(&scene, Duration::days(2)).await, 1);
    assert_eq!(reason(read(&scene, &name, &hash).await), "EVIDENCE_UNKNOWN");
    assert!(scene.keeps(&hash) && read(&scene, &other, &hash).await.is_ok());
    let case = scene.ledger.get(uuid(&name)).await.unwrap().unwrap().case;
    assert_eq!(case.files(), [hash], "what it was stays on record");
}

/// The hash by which a document is kept.
async fn kept_as(document: &[u8]) -> String {
    let elsewhere = tempfile::tempdir().unwrap();
    let keep = Keep::in_folder(elsewhere.path(), 1 << 20).unwrap();
    let brought = futures::stream::iter([Ok::<_, Infallible>(document.to_vec())]);
    keep.put("application/pdf", brought).await.unwrap().hash.to_string()
}

async fn what_is_refused_is_not_kept_unless_a_case_has_it(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let name = looked_at(&scene, |_| ()).await;
    let taken = lead(&name);
    scene.uploaded(LI, taken.clone(), &document("record of the scene")).await.unwrap();
    let hash = evidence(&scene, &name).await;
    let another = document("another page");
    let brought = kept_as(&another).await;
    let stale = pb::EvidenceHead {
        etag: "99".to_owned(),
        ..lead(&name)
    };
    let without_a_source = pb::EvidenceHead {
        officers: both(),
        ..lead(&name)
    };
    for (head, why) in [
        (stale, "STALE_ETAG"),
        (taken, "REQUEST_ID_REUSED"),
        (without_a_source, "SOURCE_MISSING"),
    ] {
        assert_eq!(reason(scene.uploaded(LI, head, &another).await), why);
        assert!(!scene.keeps(&brought), "{why}");
    }
    let again = scene.uploaded(LI, lead(&name), &document("record of the scene")).await;
    assert_eq!(reason(again), "DONE_ALREADY");
    assert!(scene.keeps(&hash) && read(&scene, &name, &hash).await.is_ok(), "the case has it");
    scene.uploaded(LI, lead(&name), &another).await.unwrap();
    assert!(scene.keeps(&brought), "what is taken is kept");
}
