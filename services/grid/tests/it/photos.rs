//! What a citizen adds at the public door: the component that it is about, and photographs, with the code alone.

use shiyu_grid::domain::Incident;
use shiyu_kit::both_databases;
use shiyu_kit::case::Filed;
use shiyu_kit::fault::violations;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::picture::photograph;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::submit_photo_request::Part;
use tonic::Status;

use crate::citizen::report;
use crate::registers::COMPONENT;
use crate::scene::{BUREAU, DISPATCHER, Scene, by, here, id, order, reason, uuid};

both_databases! {
    a_reporter_adds_five_photographs_with_the_code_alone;
    what_is_no_photograph_or_of_nobody_is_not_kept;
    a_citizen_names_the_component_whose_owner_answers_first;
}

/// The parts of an upload.
fn parts(code: &str, media_type: &str, content: &[u8]) -> Vec<pb::SubmitPhotoRequest> {
    let head = pb::PhotoHead {
        query_code: code.to_owned(),
        request_id: id(),
        media_type: media_type.to_owned(),
        taken_at: Some(here()),
    };
    let content = content.chunks(100).map(|chunk| Part::Content(chunk.to_vec()));
    let parts = std::iter::once(Part::Head(head)).chain(content);
    parts.map(|part| pb::SubmitPhotoRequest { part: Some(part) }).collect()
}

async fn submit(scene: &Scene, parts: Vec<pb::SubmitPhotoRequest>) -> Result<pb::QueryReportResponse, Status> {
    let answer = scene.public().submit_photo(futures::stream::iter(parts)).await;
    answer.map(tonic::Response::into_inner)
}

/// Reported by a citizen: the name and the code.
async fn reported(scene: &Scene) -> (String, String) {
    let request = report(scene);
    let name = format!("counties/330602/events/{}", request.request_id);
    let submitted = scene.public().submit_report(request).await.unwrap().into_inner();
    (name, submitted.query_code)
}

async fn filed(scene: &Scene, name: &str) -> Filed<Incident> {
    scene.ledger.get(uuid(name)).await.unwrap().unwrap()
}

async fn a_reporter_adds_five_photographs_with_the_code_alone(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, code) = reported(&scene).await;
    let first = parts(&code.to_lowercase(), "image/jpeg", &photograph(1, 1));
    let shown = submit(&scene, first.clone()).await.unwrap();
    assert_eq!(shown.stage(), pb::EventStage::Reported);
    assert_eq!(submit(&scene, first).await.unwrap(), shown, "done once");
    for seen in 2..=4 {
        submit(&scene, parts(&code, "image/jpeg", &photograph(1, seen))).await.unwrap();
    }
    let fifth = parts(&code, "image/jpeg", &photograph(1, 5));
    let shown = submit(&scene, fifth.clone()).await.unwrap();
    let more = submit(&scene, parts(&code, "image/jpeg", &photograph(1, 6))).await;
    assert_eq!(reason(more), "EVIDENCE_FULL");
    assert_eq!(submit(&scene, fifth).await.unwrap(), shown, "the last one is done once too");
    let evidence = filed(&scene, &name).await.case.course.evidence;
    assert_eq!(evidence.len(), 5);
    assert!(evidence.iter().all(|kept| kept.by == "party" && kept.taken_at.is_some()));
    let got = scene.events().get_event(by(DISPATCHER, pb::GetEventRequest { name })).await;
    assert_eq!(
        got.unwrap().into_inner().course.unwrap().evidence.len(),
        5,
        "who works on it sees them"
    );
}

async fn what_is_no_photograph_or_of_nobody_is_not_kept(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, code) = reported(&scene).await;
    let stranger = parts("7K2M-9QXA-41BD", "image/jpeg", &photograph(1, 1));
    assert_eq!(reason(submit(&scene, stranger).await), "STATUS_UNKNOWN");
    let told = async |parts: Vec<pb::SubmitPhotoRequest>| {
        let status = submit(&scene, parts).await.unwrap_err();
        violations(&status).into_iter().map(|(_, reason)| reason).collect::<Vec<_>>()
    };
    assert_eq!(told(parts(&code, "application/pdf", b"%PDF-1.7")).await, ["FILE_TYPE_REFUSED"]);
    assert_eq!(told(parts(&code, "image/jpeg", &[7; 5_000])).await, ["FILE_TOO_LARGE"]);
    assert_eq!(told(parts(&code, "image/png", &photograph(1, 1))).await, ["FILE_TYPE_MISMATCH"]);
    let headless = parts(&code, "image/jpeg", &photograph(1, 1)).split_off(1);
    assert_eq!(told(headless).await, ["HEAD_MISSING"]);
    let twice = [parts(&code, "image/jpeg", b"a"), parts(&code, "image/jpeg", b"b")].concat();
    assert_eq!(told(twice).await, ["HEAD_REPEATED"]);
    assert!(filed(&scene, &name).await.case.course.evidence.is_empty());
    let rejected = order!(
        name,
        RejectEventRequest {
            ground: pb::RejectionGround::NotPublic.into(),
            reason: "Inside a private garden".to_owned(),
        }
    );
    scene.events().reject_event(by(DISPATCHER, rejected)).await.unwrap();
    let late = submit(&scene, parts(&code, "image/jpeg", &photograph(1, 1))).await;
    assert_eq!(reason(late), "CLOSED_ALREADY");
}

async fn a_citizen_names_the_component_whose_owner_answers_first(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let of = |component: &str| pb::SubmitReportRequest {
        address: String::new(),
        class_code: String::new(),
        component: component.to_owned(),
        ..report(&scene)
    };
    let request = of(COMPONENT);
    let name = format!("counties/330602/events/{}", request.request_id);
    scene.public().submit_report(request).await.unwrap();
    let case = filed(&scene, &name).await.case;
    assert_eq!(case.class.code.to_string(), "C0101");
    let thing = case.place.component.unwrap();
    assert_eq!((thing.code.as_str(), thing.owner.unwrap().as_str()), (COMPONENT, BUREAU));
    let unknown = scene.public().submit_report(of("3306020101000009")).await;
    assert_eq!(reason(unknown), "COMPONENT_UNKNOWN");
}
