//! The closed loop of seven steps, through the doors, over a real broker: reported, accepted, filed, dispatched, handled, looked at,
//! closed; told step by step, and nobody in what is told.

use futures::TryStreamExt as _;
use shiyu_grid::domain::Incident;
use shiyu_kit::both_databases;
use shiyu_kit::consumer::{Consumer, ConsumerSettings, Outcome, Seat};
use shiyu_kit::journal;
use shiyu_kit::ledger::replay;
use shiyu_kit::nats::event::Teller;
use shiyu_kit::nats::{county_stream, ensure_stream};
use shiyu_kit::relay::{Relay, RelaySettings};
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::picture::{SECRET, photograph};
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::read_evidence_response::Part as Out;
use shiyu_proto::grid::v1::upload_evidence_request::Part as In;
use time::Duration;

use crate::scene::{COUNTY, DISPATCHER, HANDLER, OTHER_PATROL, PATROL, ROOM, STATION, Scene, by, here, id, order, reason, uuid};

both_databases! {
    an_event_is_reported_handled_looked_at_and_closed;
    a_photograph_says_nothing_but_what_is_seen_in_it;
}

const STEPS: [&str; 9] = [
    "event.reported",
    "event.accepted",
    "event.filed",
    "event.dispatched",
    "event.signed_in",
    "evidence.attached",
    "event.handled",
    "event.verified",
    "event.closed",
];

/// The parts of an upload.
pub(crate) fn parts(name: &str, media_type: &str, content: &[u8]) -> Vec<pb::UploadEvidenceRequest> {
    let head = pb::EvidenceHead {
        name: name.to_owned(),
        request_id: id(),
        media_type: media_type.to_owned(),
        taken_at: Some(here()),
        ..pb::EvidenceHead::default()
    };
    let content = content.chunks(100).map(|chunk| In::Content(chunk.to_vec()));
    let parts = std::iter::once(In::Head(head)).chain(content);
    parts.map(|part| pb::UploadEvidenceRequest { part: Some(part) }).collect()
}

pub(crate) async fn upload(scene: &Scene, parts: Vec<pb::UploadEvidenceRequest>) -> Result<pb::Event, tonic::Status> {
    let answer = scene.evidence().upload_evidence(by(HANDLER, futures::stream::iter(parts))).await;
    answer.map(tonic::Response::into_inner)
}

/// Dispatched by the table and signed in.
pub(crate) async fn handling(scene: &Scene) -> pb::Event {
    let mut events = scene.events();
    let name = scene.reported(PATROL, pb::EventSource::Patrol).await.event.unwrap().name;
    events
        .dispatch_event(by(DISPATCHER, order!(name, DispatchEventRequest {})))
        .await
        .unwrap();
    let signed = events.sign_in(by(HANDLER, order!(name, SignInRequest {}))).await;
    signed.unwrap().into_inner()
}

async fn an_event_is_reported_handled_looked_at_and_closed(home: TestDatabase) {
    let Some(broker) = TestBroker::start().await else { return };
    let scene = Scene::on(home).await;
    let nats = broker.connect().await;
    ensure_stream(&nats, county_stream(1)).await.unwrap();
    let teller = Teller {
        service: "grid".to_owned(),
        county: COUNTY.to_owned(),
    };
    let db = scene.ledger.database().writer.clone();
    let relay = Relay::start(db.clone(), nats.clone(), RelaySettings::new(teller), scene.wake.clone());
    let (tell, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let seat = Seat {
        db,
        nats,
        clock: scene.clock.clone(),
    };
    let ears = Consumer::start(seat, ConsumerSettings::new("steps", ["shiyu.grid.>"]), move |fact| {
        let tell = tell.clone();
        async move {
            tell.send((fact.kind, fact.data)).unwrap();
            Outcome::Done
        }
    });
    let ears = ears.await.unwrap();

    let closed = walked(&scene).await;
    let mut told = Vec::new();
    while told.len() < STEPS.len() {
        told.push(heard.recv().await.unwrap());
    }
    ears.stop().await;
    relay.stop().await;
    for ((kind, data), step) in told.iter().zip(STEPS) {
        assert_eq!(*kind, format!("grid.{step}"));
        for person in ["patrol", "dispatcher-7", "handler-7", "Planks", "cleared away"] {
            let says = data.windows(person.len()).any(|window| window == person.as_bytes());
            assert!(!says, "{kind} tells {person}");
        }
    }

    let (id, version) = (uuid(&closed.name), closed.etag.parse::<i64>().unwrap());
    let reader = &scene.ledger.database().reader;
    let filed = scene.ledger.get(id).await.unwrap();
    assert_eq!(replay::<Incident>(reader, id, version).await.unwrap(), filed);
    let verdict = journal::verify(reader, id).await.unwrap().unwrap();
    assert_eq!((verdict.rows, verdict.findings), (STEPS.len(), Vec::new()));
}

/// Every step, with a hand that must not be in the next one.
pub(crate) async fn walked(scene: &Scene) -> pb::Event {
    let mut events = scene.events();
    let reported = handling(scene).await;
    let name = reported.name.clone();
    assert_eq!((reported.stage(), reported.receiver.as_str()), (pb::EventStage::Handling, ROOM));
    let dispatch = &reported.course.as_ref().unwrap().dispatches[0];
    assert_eq!(
        (dispatch.unit.as_str(), dispatch.rule.as_str(), dispatch.by_unit.as_str()),
        (STATION, "hazards", ROOM)
    );
    let with_photo = upload(scene, parts(&name, "image/jpeg", &photograph(1, 7))).await.unwrap();
    let hash = with_photo.course.unwrap().evidence[0].hash.clone();
    let handled = |evidence: &str| {
        order!(
            name,
            ReportHandledRequest {
                report: "The planks were cleared away".to_owned(),
                measures: vec![pb::Measure::Cleared.into()],
                evidence: vec![evidence.to_owned()],
            }
        )
    };
    let unknown = events.report_handled(by(HANDLER, handled(&"0".repeat(64)))).await;
    assert_eq!(reason(unknown), "EVIDENCE_UNKNOWN");
    events.report_handled(by(HANDLER, handled(&hash))).await.unwrap();
    let inspected = || {
        order!(
            name,
            InspectEventRequest {
                passed: true,
                note: "The door opens".to_owned()
            }
        )
    };
    assert_eq!(reason(events.inspect_event(by(HANDLER, inspected())).await), "HANDLER_VERIFIES");
    let early = events.close_event(by(DISPATCHER, order!(name, CloseEventRequest {}))).await;
    assert_eq!(reason(early), "NOT_IN_STAGE");
    events.inspect_event(by(OTHER_PATROL, inspected())).await.unwrap();
    let closed = events
        .close_event(by(DISPATCHER, order!(name, CloseEventRequest {})))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(closed.stage(), pb::EventStage::Closed);
    assert_eq!(closed.ending.as_ref().unwrap().tier(), pb::ResolutionTier::Department);
    assert!(closed.missing_slots.is_empty());
    let timeline = events
        .list_timeline(by(DISPATCHER, pb::ListTimelineRequest { name }))
        .await
        .unwrap();
    let kinds: Vec<String> = timeline.into_inner().entries.into_iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, STEPS);
    closed
}

async fn a_photograph_says_nothing_but_what_is_seen_in_it(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let name = handling(&scene).await.name;
    let mut headless = parts(&name, "image/jpeg", &photograph(1, 7));
    headless.remove(0);
    let violated = |answer: Result<pb::Event, tonic::Status>| {
        let status = answer.unwrap_err();
        assert_eq!(status.code(), tonic::Code::InvalidArgument);
        shiyu_kit::fault::violations(&status)
            .into_iter()
            .map(|(_, reason)| reason)
            .collect::<Vec<_>>()
    };
    assert_eq!(violated(upload(&scene, headless).await), ["HEAD_MISSING"]);
    let mut twice = parts(&name, "image/jpeg", &photograph(1, 7));
    twice.extend(parts(&name, "image/jpeg", b""));
    assert_eq!(violated(upload(&scene, twice).await), ["HEAD_REPEATED"]);
    assert_eq!(
        violated(upload(&scene, parts(&name, "image/png", &photograph(1, 7))).await),
        ["FILE_TYPE_MISMATCH"]
    );
    let uploading = parts(&name, "image/jpeg", &photograph(1, 7));
    let kept = upload(&scene, uploading.clone()).await.unwrap();
    scene.clock.advance(Duration::minutes(1)).unwrap();
    assert_eq!(upload(&scene, uploading).await.unwrap(), kept, "the same request is done once");
    let again = upload(&scene, parts(&name, "image/jpeg", &photograph(1, 7))).await;
    assert_eq!(reason(again), "DONE_ALREADY");

    let evidence = kept.course.unwrap().evidence[0].clone();
    assert_eq!((evidence.by.as_str(), evidence.taken_at), ("handler-7", Some(here())));
    let request = |hash: &str| pb::ReadEvidenceRequest {
        name: name.clone(),
        hash: hash.to_owned(),
    };
    let read = scene
        .evidence()
        .read_evidence(by(DISPATCHER, request(&evidence.hash)))
        .await
        .unwrap();
    let mut pieces: Vec<pb::ReadEvidenceResponse> = read.into_inner().try_collect().await.unwrap();
    assert_eq!(pieces.remove(0).part, Some(Out::Evidence(evidence.clone())));
    let content: Vec<u8> = pieces
        .into_iter()
        .flat_map(|piece| {
            if let Some(Out::Content(content)) = piece.part {
                content
            } else {
                Vec::new()
            }
        })
        .collect();
    assert_eq!(i64::try_from(content.len()).unwrap(), evidence.bytes);
    assert!(!content.windows(SECRET.len()).any(|window| window == SECRET));
    let other = scene.evidence().read_evidence(by(DISPATCHER, request(&"0".repeat(64)))).await;
    assert_eq!(
        other.err().and_then(|status| shiyu_kit::fault::reason(&status)).as_deref(),
        Some("EVIDENCE_UNKNOWN")
    );
}
