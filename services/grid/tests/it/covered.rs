//! Who is on a photograph of a place is nobody's business (G-12): people are covered when it is brought, and what the program overlooks when
//! somebody sees it.

use std::convert::Infallible;

use futures::TryStreamExt as _;
use shiyu_kit::both_databases;
use shiyu_kit::file::{Hash, Keep};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::paper::document;
use shiyu_kit::testkit::picture::SOMEBODY;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::read_evidence_response::Part as Out;

use crate::scene::{DISPATCHER, HANDLER, Scene, by, order, reason};
use crate::seven_steps::{handling, parts, upload};

both_databases! {
    whoever_is_on_a_photograph_is_covered_before_it_is_kept;
    what_is_marked_is_gone_from_one_event_and_stays_with_another;
    what_cannot_be_covered_is_refused_and_changes_nothing;
}

/// The one photograph or file of an event.
fn only(event: &pb::Event) -> pb::event_course::Evidence {
    let evidence = &event.course.as_ref().unwrap().evidence;
    assert_eq!(evidence.len(), 1);
    evidence[0].clone()
}

/// Brought to a new event: its name, and the photograph as it is kept.
async fn photographed(scene: &Scene) -> (String, pb::event_course::Evidence) {
    let name = handling(scene).await.name;
    let event = upload(scene, parts(&name, "image/jpeg", SOMEBODY)).await.unwrap();
    (name, only(&event))
}

fn covering(name: &str, hash: &str, left: i32) -> pb::CoverEvidenceRequest {
    let name = name.to_owned();
    let area = pb::PictureArea {
        left,
        top: 9_000,
        width: 1_000,
        height: 1_000,
    };
    order!(
        name,
        CoverEvidenceRequest {
            hash: hash.to_owned(),
            areas: vec![area],
            reason: "The number of a van".to_owned(),
        }
    )
}

async fn cover(scene: &Scene, request: pb::CoverEvidenceRequest) -> Result<pb::Event, tonic::Status> {
    let answer = scene.evidence().cover_evidence(by(HANDLER, request)).await;
    answer.map(tonic::Response::into_inner)
}

pub(crate) async fn read(scene: &Scene, name: &str, hash: &str) -> Result<Vec<u8>, tonic::Status> {
    let request = pb::ReadEvidenceRequest {
        name: name.to_owned(),
        hash: hash.to_owned(),
    };
    let pieces = scene.evidence().read_evidence(by(DISPATCHER, request)).await?.into_inner();
    let pieces: Vec<pb::ReadEvidenceResponse> = pieces.try_collect().await?;
    let contents = pieces.into_iter().filter_map(|piece| match piece.part {
        Some(Out::Content(content)) => Some(content),
        Some(Out::Evidence(_)) | None => None,
    });
    Ok(contents.collect::<Vec<_>>().concat())
}

async fn whoever_is_on_a_photograph_is_covered_before_it_is_kept(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, photo) = photographed(&scene).await;
    let kept = read(&scene, &name, &photo.hash).await.unwrap();
    assert_eq!(
        (Hash::of(&kept).to_string(), kept.len()),
        (photo.hash, usize::try_from(photo.bytes).unwrap())
    );
    assert!(kept != SOMEBODY && photo.cover_time.is_none());
    let elsewhere = tempfile::tempdir().unwrap();
    let plain = Keep::in_folder(elsewhere.path(), 1 << 20).unwrap();
    let taken = futures::stream::iter([Ok::<_, Infallible>(SOMEBODY)]);
    let taken = plain.put("image/jpeg", taken).await.unwrap().hash.to_string();
    assert!(
        !scene.keeps(&taken) && !scene.keeps(&Hash::of(SOMEBODY).to_string()),
        "as it was taken it is nowhere"
    );
}

async fn what_is_marked_is_gone_from_one_event_and_stays_with_another(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (first, photo) = photographed(&scene).await;
    let (second, same) = photographed(&scene).await;
    assert_eq!(photo.hash, same.hash, "the same photograph is one file");

    let request = covering(&first, &photo.hash, 0);
    let event = cover(&scene, request.clone()).await.unwrap();
    let covered = only(&event);
    assert!(covered.hash != photo.hash && covered.cover_time.is_some());
    assert_eq!((covered.by, covered.taken_at), (photo.by, photo.taken_at));
    assert_eq!(cover(&scene, request).await.unwrap(), event, "the same request is done once");
    assert_eq!(reason(read(&scene, &first, &photo.hash).await), "EVIDENCE_UNKNOWN");
    assert!(read(&scene, &first, &covered.hash).await.is_ok());
    assert!(read(&scene, &second, &photo.hash).await.is_ok(), "the other event has it as before");

    let elsewhere = cover(&scene, covering(&second, &photo.hash, 5_000)).await.unwrap();
    assert_ne!(only(&elsewhere).hash, covered.hash);
    assert!(!scene.keeps(&photo.hash), "nobody has it any more");
    let again = upload(&scene, parts(&first, "image/jpeg", SOMEBODY)).await;
    assert_eq!(reason(again), "DONE_ALREADY");
    assert!(!scene.keeps(&photo.hash), "and it does not come back");
    assert!(scene.keeps(&covered.hash));

    let request = pb::ListTimelineRequest { name: first };
    let timeline = scene.events().list_timeline(by(DISPATCHER, request)).await.unwrap();
    let last = timeline.into_inner().entries.pop().unwrap();
    assert_eq!(last.kind, "evidence.covered");
}

async fn what_cannot_be_covered_is_refused_and_changes_nothing(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, photo) = photographed(&scene).await;
    let unknown = cover(&scene, covering(&name, &"0".repeat(64), 0)).await;
    assert_eq!(reason(unknown), "EVIDENCE_UNKNOWN");
    let outside = cover(&scene, covering(&name, &photo.hash, 9_500)).await.unwrap_err();
    let violations = shiyu_kit::fault::violations(&outside);
    assert_eq!(violations, [("areas[0]".to_owned(), "AREA_OUTSIDE_PICTURE".to_owned())]);
    let pages = handling(&scene).await.name;
    let event = upload(&scene, parts(&pages, "application/pdf", &document("what was found")))
        .await
        .unwrap();
    let refused = cover(&scene, covering(&pages, &only(&event).hash, 0)).await;
    assert_eq!(reason(refused), "NOT_A_PICTURE");
    assert!(read(&scene, &name, &photo.hash).await.is_ok());
}
