//! Photographs as evidence of a place (G-12): position, time and device go, what is seen stays, and the name is the content's hash.

use futures::TryStreamExt as _;
use shiyu_e2e::ground::people::{DISPATCHER, IDLE_PATROL, PATROL, TOWN_HANDLER};
use shiyu_e2e::ground::spot;
use shiyu_e2e::people::Caller;
use shiyu_e2e::{Backends, Found, Ground, Storage};
use shiyu_kit::testkit::picture::{SECRET, photograph};
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::read_evidence_response::Part;
use tonic::Code::{FailedPrecondition, InvalidArgument, NotFound};
use tonic::Status;

use crate::saying::refused;

on_both_storages! {
    a_photograph_says_only_what_is_seen_in_it;
}

async fn read(by: &Caller, name: &str, hash: &str) -> Result<Vec<u8>, Status> {
    let request = pb::ReadEvidenceRequest {
        name: name.to_owned(),
        hash: hash.to_owned(),
    };
    let pieces = by.evidence().read_evidence(request).await?.into_inner();
    let pieces: Vec<pb::ReadEvidenceResponse> = pieces.try_collect().await?;
    let contents = pieces.into_iter().filter_map(|piece| match piece.part {
        Some(Part::Content(content)) => Some(content),
        Some(Part::Evidence(_)) | None => None,
    });
    Ok(contents.collect::<Vec<_>>().concat())
}

fn says(content: &[u8]) -> bool {
    content.windows(SECRET.len()).any(|window| window == SECRET)
}

async fn a_photograph_says_only_what_is_seen_in_it(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    let (patrol, photo) = (found.by(&ground, &PATROL), photograph(1, 7));
    assert!(says(&photo), "the photograph tells before");
    refused(
        patrol.upload("image/png", &photo, None).await,
        InvalidArgument,
        "FILE_TYPE_MISMATCH",
    );
    refused(patrol.upload("image/jpeg", &[], None).await, InvalidArgument, "FILE_EMPTY");

    let kept = patrol.upload("image/jpeg", &photo, Some(spot(2, 0))).await.unwrap();
    let evidence = kept.course.unwrap().evidence.remove(0);
    assert_eq!(evidence.taken_at, Some(spot(2, 0)), "where it was taken is what its sender says");
    let dispatcher = ground.caller(&DISPATCHER);
    let content = read(&dispatcher, &found.name, &evidence.hash).await.unwrap();
    assert_eq!(i64::try_from(content.len()).unwrap(), evidence.bytes);
    assert!(!says(&content), "the position is gone");
    let other = read(&dispatcher, &found.name, &"0".repeat(64)).await;
    refused(other, FailedPrecondition, "EVIDENCE_UNKNOWN");
    let stranger = read(&ground.caller(&IDLE_PATROL), &found.name, &evidence.hash).await;
    refused(stranger, NotFound, "EVENT_UNKNOWN");

    found.by(&ground, &DISPATCHER).dispatch("", "").await.unwrap();
    let handler = found.by(&ground, &TOWN_HANDLER);
    handler.sign_in().await.unwrap();
    let unseen = handler.report_handled("Done", pb::Measure::Cleared, vec!["0".repeat(64)]).await;
    refused(unseen, FailedPrecondition, "EVIDENCE_UNKNOWN");
    let after = handler.upload("image/jpeg", &photograph(1, 9), None).await.unwrap();
    let hash = after.course.unwrap().evidence.pop().unwrap().hash;
    assert_ne!(hash, evidence.hash);
    handler.report_handled("Done", pb::Measure::Cleared, vec![hash]).await.unwrap();
    found.closed(&ground).await;
}
