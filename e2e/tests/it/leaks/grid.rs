//! The same of the grid: who reports is sealed at the door, and neither people nor words nor those who work there come out.

use futures::TryStreamExt as _;
use shiyu_e2e::ground::people::{CHIEF, DISPATCHER, GRID_AUDITOR, LEAD, PATROL, STAFF};
use shiyu_e2e::ground::{WORDS, reporting};
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Backends, Found, Ground, Storage};
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use tonic::{Response, Status};

use super::spelling::Planted;
use super::{apart, dump, watched};
use crate::grid::citizen::{submission, submitted};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_planted_comes_out_on_postgres() {
    apart("leaks::grid::nothing_planted_comes_out_on_postgres", inside(Storage::Postgres)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_planted_comes_out_on_sqlite() {
    apart("leaks::grid::nothing_planted_comes_out_on_sqlite", inside(Storage::Sqlite)).await;
}

async fn inside(storage: Storage) {
    let Some(backends) = Backends::start().await else { return };
    let (collector, telemetry) = watched("grid");
    let planted = Planted::new();
    let ground = Ground::open(&backends, storage).await;
    let found = play(&ground, &planted).await;
    ground.settled().await;
    ground.town.settled().await;
    telemetry.flush().await;

    let mut known = planted.clone();
    known.plant("the code", &found.code);
    let mut bus = Vec::new();
    for told in ground.town.told().await {
        bus.extend(told.bytes());
    }
    let text = String::from_utf8_lossy(&bus).into_owned();
    assert!(text.contains(&found.name), "the bus was read");
    for secret in WORDS.into_iter().chain([STAFF]) {
        assert!(!text.contains(secret), "the bus tells {secret}");
    }
    known.nowhere_in("the bus", &bus);
    let seen = collector.wait(|seen| (!seen.spans.is_empty() && !seen.metrics.is_empty()).then(|| format!("{seen:?}")));
    let seen = seen.await.expect("traces and metrics");
    assert!(seen.contains("EventService"), "what was seen is events");
    known.nowhere_in("traces, metrics and logs", seen.as_bytes());
    let rows = dump::of(ground.connect().await, ground.database_url(), storage).await;
    assert!(String::from_utf8_lossy(&rows).contains(WORDS[0]), "the database was read");
    known.nowhere_in("the grid's database", &rows);
    let rows = dump::of(ground.town.connect().await, ground.town.database_url(), storage).await;
    known.nowhere_in("the petitions' database", &rows);
}

fn identity(of: &common::Identity) -> pb::Identity {
    pb::Identity {
        kind: common::PartyKind::Person.into(),
        name: of.name.clone(),
        phone: of.phone.clone(),
        address: of.address.clone(),
    }
}

/// What a citizen and the hotline bring, from the report to the close.
async fn play(ground: &Ground, planted: &Planted) -> Found {
    let called = hotline(ground, planted).await;
    let mut request = submission(ground);
    request.contact = Some(identity(&planted.petitioner));
    let found = submitted(ground, request).await;
    let (dispatcher, patrol) = (found.by(ground, &DISPATCHER), found.by(ground, &PATROL));
    dispatcher.order_verification().await.unwrap();
    patrol.report_verification(true, "So it is").await.unwrap();
    answers(ground, &found, planted).await;
    shown(ground, &found, planted).await;
    found.handled(ground).await;
    found.closed(ground).await;
    for (number, refusal) in refusals(ground, &called, planted).await.into_iter().enumerate() {
        let said = format!("{refusal:?} {}", refusal.message());
        planted.nowhere_in(&format!("refusal {number}"), said.as_bytes());
        planted.nowhere_in(&format!("the details of refusal {number}"), refusal.details());
    }
    found
}

async fn hotline(ground: &Ground, planted: &Planted) -> Found {
    let mut request = reporting(ground.town.now(), pb::EventSource::Hotline);
    request.parties = vec![pb::Party {
        id: new_id().to_string(),
        role: pb::PartyRole::Reporter.into(),
        identity: Some(identity(&planted.representative)),
    }];
    let done = ground.caller(&DISPATCHER).events().report_event(request).await.unwrap();
    planted.nowhere_in("the answer to ReportEvent", format!("{done:?}").as_bytes());
    let done = done.into_inner();
    Found::of(&done.event.unwrap().name, done.query_code)
}

/// Everything that reads.
async fn answers(ground: &Ground, found: &Found, planted: &Planted) {
    let mut events = ground.caller(&GRID_AUDITOR).events();
    let (parent, name) = (parent(), found.name.clone());
    let list = pb::ListEventsRequest {
        parent: parent.clone(),
        ..pb::ListEventsRequest::default()
    };
    let export = pb::ExportEventsRequest {
        parent,
        ..pb::ExportEventsRequest::default()
    };
    let exported = events.export_events(export).await.unwrap().into_inner();
    let exported: Vec<pb::ExportEventsResponse> = exported.try_collect().await.unwrap();
    let exported = exported.into_iter().flat_map(|piece| piece.data).collect();
    let who = pb::WhoCanSeeRequest { name: name.clone() };
    let query = pb::QueryReportRequest {
        query_code: found.code.clone(),
    };
    let said = [
        format!("{:?}", found.by(ground, &DISPATCHER).get().await.unwrap()),
        format!("{:?}", events.list_events(list).await.unwrap()),
        String::from_utf8(exported).unwrap(),
        format!("{:?}", events.list_timeline(pb::ListTimelineRequest { name }).await.unwrap()),
        format!("{:?}", ground.caller(&DISPATCHER).events().who_can_see(who).await.unwrap()),
        format!("{:?}", ground.anonymous().reports().query_report(query).await.unwrap()),
    ];
    assert!(said[0].contains("欧***"), "it was read, masked");
    assert!(said[2].contains(&found.id.to_string()), "it was exported");
    for (number, text) in said.iter().enumerate() {
        planted.nowhere_in(&format!("answer {number}"), text.as_bytes());
    }
}

/// A reveal, with a reason and on record, shows what is asked for.
async fn shown(ground: &Ground, found: &Found, planted: &Planted) {
    let party = found.by(ground, &DISPATCHER).get().await.unwrap().parties.remove(0);
    let request = |reason: &str| pb::RevealReporterRequest {
        name: found.name.clone(),
        request_id: new_id().to_string(),
        party: party.id.clone(),
        reason: reason.to_owned(),
        ..pb::RevealReporterRequest::default()
    };
    let mut reporters = ground.caller(&CHIEF).reporters();
    reporters.reveal_reporter(request("")).await.expect_err("a reason is needed");
    let revealed = reporters.reveal_reporter(request("To ask where")).await.unwrap().into_inner();
    assert_eq!(revealed.party.unwrap().identity.unwrap(), identity(&planted.petitioner));
    planted.nowhere_in("the event beside a reveal", format!("{:?}", revealed.event).as_bytes());
    assert!(found.kinds(ground).await.contains(&"party.revealed".to_owned()));
}

/// Requests full of personal values, each wrong in a way of its own.
async fn refusals(ground: &Ground, called: &Found, planted: &Planted) -> Vec<Status> {
    let (name, phone) = (planted.petitioner.name.as_str(), planted.petitioner.phone.as_str());
    let (dispatcher, patrol) = (called.by(ground, &DISPATCHER), ground.caller(&LEAD));
    let mut found = vec![
        dispatcher.dispatch(name, "It is theirs").await.unwrap_err(),
        dispatcher.dispatch(phone, "It is theirs").await.unwrap_err(),
        dispatcher.clone().at(name).accept().await.unwrap_err(),
        dispatcher.merge(&format!("{}/events/{name}", parent())).await.unwrap_err(),
        dispatcher.pay_reward(phone, name).await.unwrap_err(),
    ];
    let mut request = reporting(ground.town.now(), pb::EventSource::Patrol);
    request.class_code = name.to_owned();
    request.address = phone.to_owned();
    found.push(Found::reported(&patrol, request).await.unwrap_err());
    let mut request = reporting(ground.town.now(), pb::EventSource::Patrol);
    request.request_id = called.id.to_string();
    request.report.as_mut().unwrap().title = format!("{name} {phone}");
    found.push(Found::reported(&patrol, request).await.unwrap_err());
    let query = pb::QueryReportRequest {
        query_code: format!("{name}{phone}"),
    };
    found.push(refusal(ground.anonymous().reports().query_report(query).await));
    for summary in [&planted.representative.name, &planted.petitioner.phone] {
        let offer = pb::OfferReferralRequest {
            name: called.name.clone(),
            request_id: new_id().to_string(),
            destination: common::ReferralDestination::Enforcement.into(),
            purpose: "clue".to_owned(),
            summary: format!("Call {summary}"),
            ..pb::OfferReferralRequest::default()
        };
        found.push(refusal(patrol.events().offer_referral(offer).await));
    }
    found
}

#[track_caller]
fn refusal<T: std::fmt::Debug>(answer: Result<Response<T>, Status>) -> Status {
    answer.expect_err("a refusal")
}
