//! A program outside of the bus watches what is told of petitions: what its unit may see, from a token on, each fact once.

use shiyu_e2e::people::{AUDITOR, Caller, HANDLER, MEDIATION, OFFICER, OPERATOR, PRIVACY, Post, STRANGER, post};
use shiyu_e2e::sample::{BUREAU, TRANSPORT, parent};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_proto::common::v1::event_stream_service_client::EventStreamServiceClient;
use shiyu_proto::common::v1::{CaseFact, WatchEventsRequest, WatchEventsResponse};
use shiyu_proto::petition::v1::{Accused, DeliveryMethod, Stage};
use tonic::Code::{InvalidArgument, PermissionDenied};
use tonic::Streaming;
use uuid::Uuid;

use crate::saying::refused;

on_both_storages! {
    a_bureaus_program_goes_on_where_it_stopped_and_misses_nothing;
    of_an_accusation_the_accused_are_told_nothing;
    nobody_watches_who_may_not_list;
}

/// The program of a bureau: it shows a token of an office, as whoever works there.
const PROGRAM: Post = post("bureau-program", "unit_handler", Some(BUREAU));

async fn watch(caller: &Caller, token: &str) -> Result<Streaming<WatchEventsResponse>, tonic::Status> {
    let request = WatchEventsRequest {
        parent: parent(),
        token: token.to_owned(),
    };
    let mut client = EventStreamServiceClient::new(caller.door());
    client.watch_events(request).await.map(tonic::Response::into_inner)
}

/// What comes until so many facts have, and there are no more for now; with the token behind it.
async fn heard(stream: &mut Streaming<WatchEventsResponse>, at_least: usize) -> (Vec<CaseFact>, String) {
    let mut facts = Vec::new();
    loop {
        let message = stream.message().await.unwrap().expect("a stream that goes on");
        facts.extend(message.facts);
        if message.up_to_date && facts.len() >= at_least {
            return (facts, message.token);
        }
    }
}

/// What there is from a token on, and the token behind it.
async fn all(caller: &Caller, token: &str) -> (Vec<CaseFact>, String) {
    heard(&mut watch(caller, token).await.unwrap(), 0).await
}

fn id(matter: &Matter) -> Uuid {
    matter.name.rsplit('/').next().unwrap().parse().unwrap()
}

fn of(facts: &[CaseFact], matter: &Matter) -> Vec<CaseFact> {
    let case = id(matter).to_string();
    facts.iter().filter(|fact| fact.case_id == case).cloned().collect()
}

/// These facts are the bus's own of a matter, each once and in order.
async fn are_those_of_the_bus(town: &Town, facts: &[CaseFact], matter: &Matter) {
    let told = town.told_of(id(matter)).await;
    let ids: Vec<&str> = told.iter().map(|told| told.header("ce-id")).collect();
    assert_eq!(facts.iter().map(|fact| fact.id.as_str()).collect::<Vec<_>>(), ids);
    for (fact, told) in facts.iter().zip(&told) {
        assert_eq!(fact.data, told.data);
        assert_eq!(
            [&fact.r#type, &fact.source, &fact.case_version.to_string(), &fact.trace_parent],
            ["ce-type", "ce-source", "ce-caseversion", "traceparent"].map(|name| told.header(name))
        );
    }
}

async fn a_bureaus_program_goes_on_where_it_stopped_and_misses_nothing(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let (own, others) = (Matter::register(&town).await, Matter::register(&town).await);
    own.bring_to(&town, Stage::Forwarded).await;
    others.by(&town, &OFFICER).forward(TRANSPORT).await.unwrap();
    town.settled().await;
    let program = town.caller(&PROGRAM);
    let mut stream = watch(&program, "").await.unwrap();
    let (first, token) = heard(&mut stream, 1).await;
    assert_eq!(of(&first, &own), first, "what another bureau has in hand is not told");
    are_those_of_the_bus(&town, &first, &own).await;

    // What happens while it listens it hears; what happened while it was away it finds behind its token.
    own.step(&town).await;
    let (second, token_after) = heard(&mut stream, 1).await;
    drop(stream);
    own.bring_to(&town, Stage::Handling).await;
    others.by(&town, &STRANGER).accept(DeliveryMethod::Mail).await.unwrap();
    town.settled().await;
    let (again, _) = all(&program, &token).await;
    assert_eq!(again[..second.len()], second);
    let (third, last) = all(&program, &token_after).await;
    are_those_of_the_bus(&town, &[first, second, third].concat(), &own).await;
    assert_eq!(all(&program, &last).await.0, [], "there is no more");

    let (everything, _) = all(&town.caller(&OFFICER), "").await;
    for matter in [&own, &others] {
        are_those_of_the_bus(&town, &of(&everything, matter), matter).await;
    }
}

async fn of_an_accusation_the_accused_are_told_nothing(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let accused = Accused {
        units: vec![BUREAU.to_owned()],
        subjects: vec!["named".to_owned()],
    };
    let matter = Matter::register_as(&town.caller(&OFFICER), |petition| petition.accused = Some(accused)).await;
    matter.by(&town, &OFFICER).forward(TRANSPORT).await.unwrap();
    town.settled().await;
    let (told, _) = all(&town.caller(&STRANGER), "").await;
    are_those_of_the_bus(&town, &told, &matter).await;
    let inside = |post: Post| Post {
        unit: Some(BUREAU),
        ..post
    };
    for barred in [
        PROGRAM,
        HANDLER,
        inside(AUDITOR),
        inside(OFFICER),
        Post {
            subject: "named",
            ..OFFICER
        },
    ] {
        let (told, token) = all(&town.caller(&barred), "").await;
        assert_eq!(told, [], "{barred:?}");
        let (told, _) = all(&town.caller(&barred), &token).await;
        assert_eq!(told, [], "{barred:?}");
    }
}

async fn nobody_watches_who_may_not_list(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    for post in [OPERATOR, PRIVACY, MEDIATION] {
        refused(watch(&town.caller(&post), "").await, PermissionDenied, "NOT_PERMITTED");
    }
    refused(
        watch(&town.caller(&PROGRAM), "no token").await,
        InvalidArgument,
        "WATCH_TOKEN_INVALID",
    );
}
