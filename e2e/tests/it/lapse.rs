//! Three matters under one clock: one goes the whole way until the petitioner's window lapses, one is forgotten at the
//! counter, one is forgotten in the bureau.

use std::collections::BTreeSet;

use prost::Message;
use shiyu_e2e::people::{AUDITOR, OFFICER};
use shiyu_e2e::sample::{BUREAU, OFFICE, PLACE, WORDS, resident};
use shiyu_e2e::{Backends, Matter, Storage, Told, Town, traced};
use shiyu_proto::common::v1::{self as common, ActorKind, Ring};
use shiyu_proto::petition::v1 as pb;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

on_both_storages! {
    three_matters_under_one_clock;
}

const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";

const WHOLE_WAY: [&str; 9] = [
    "matter.registered",
    "matter.forwarded",
    "matter.accepted",
    "matter.classified",
    "opinion.drafted",
    "opinion.issued",
    "opinion.served",
    "matter.closed",
    "matter.archived",
];

/// A step that concerns nobody else, and so is not told.
const KEPT: &str = "opinion.drafted";

/// The office's own three days ring first, the law's fifteen then.
const FORGOTTEN_AT_THE_COUNTER: [&str; 9] = [
    "matter.registered",
    "clock.warned",
    "clock.warned",
    "clock.warned",
    "clock.overdue",
    "clock.warned",
    "clock.warned",
    "clock.warned",
    "clock.overdue",
];

const FORGOTTEN_IN_THE_BUREAU: [&str; 8] = [
    "matter.registered",
    "matter.forwarded",
    "matter.accepted",
    "matter.classified",
    "clock.warned",
    "clock.warned",
    "clock.warned",
    "clock.overdue",
];

async fn three_matters_under_one_clock(backends: Backends, storage: Storage) {
    let (_collector, _telemetry) = traced();
    let town = Town::open(&backends, storage).await;

    let traced = town
        .caller(&OFFICER)
        .showing("traceparent", format!("00-{TRACE}-b7ad6b7169203331-01"));
    let whole = Matter::register_by(&traced).await;
    whole.bring_to(&town, pb::Stage::OpinionServed).await;
    let counter = Matter::register(&town).await;
    let bureau = Matter::register(&town).await;
    bureau.bring_to(&town, pb::Stage::Handling).await;
    town.settled().await;
    assert_eq!(counter.kinds(&town).await, FORGOTTEN_AT_THE_COUNTER[..1]);

    town.advance_past(counter.due(&town, "forward").await).await;
    town.settled().await;
    assert_eq!(counter.kinds(&town).await, FORGOTTEN_AT_THE_COUNTER);
    for clock in ["pass_on", "forward"] {
        assert_eq!(rung(&counter.get(&town).await, clock), ALL_RINGS, "{clock}");
    }
    assert_eq!(whole.get(&town).await.stage(), pb::Stage::OpinionServed);

    town.advance_past(whole.due(&town, "review_window").await).await;
    town.settled().await;
    assert_eq!(whole.kinds(&town).await, WHOLE_WAY[..8]);
    assert_closed_by_the_clock(&town, &whole).await;

    let last = bureau.due(&town, "handle").await.max(whole.due(&town, "archive").await);
    town.advance_past(last).await;
    town.settled().await;
    assert_eq!(whole.kinds(&town).await, WHOLE_WAY);
    assert_eq!(bureau.kinds(&town).await, FORGOTTEN_IN_THE_BUREAU);
    assert_eq!(rung(&bureau.get(&town).await, "handle"), ALL_RINGS);
    assert_eq!(counter.kinds(&town).await, FORGOTTEN_AT_THE_COUNTER, "nothing rings twice");

    for (matter, steps) in [
        (&whole, &WHOLE_WAY[..]),
        (&counter, &FORGOTTEN_AT_THE_COUNTER),
        (&bureau, &FORGOTTEN_IN_THE_BUREAU),
    ] {
        assert_journal(&town, matter, steps.len()).await;
        assert_told(&town, matter, steps).await;
    }
    assert_trace_kept(&town, &whole).await;
    assert_nobody_is_named(&town).await;
}

const ALL_RINGS: [Ring; 4] = [Ring::Half, Ring::Eighty, Ring::Internal, Ring::Overdue];

fn rung(petition: &pb::Petition, clock: &str) -> Vec<Ring> {
    let clock = petition.clocks.iter().find(|one| one.name == clock).unwrap();
    clock.rung().collect()
}

async fn assert_closed_by_the_clock(town: &Town, matter: &Matter) {
    let petition = matter.get(town).await;
    assert_eq!(
        (petition.stage(), petition.etag.as_str(), petition.unit.as_str()),
        (pb::Stage::Closed, "8", BUREAU)
    );
    assert_eq!(petition.ending.unwrap().closing(), pb::Closing::Lapsed);
    assert_eq!(matter.running(town).await, ["archive"]);
    let names: Vec<_> = petition.clocks.iter().map(|clock| clock.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "forward",
            "pass_on",
            "accept",
            "classify",
            "handle",
            "serve",
            "review_window",
            "archive"
        ]
    );

    let steps = matter.timeline(town).await;
    let actors: Vec<_> = steps.iter().map(|step| step.actor.clone().unwrap()).collect();
    let units: Vec<_> = actors.iter().map(|actor| actor.unit.as_str()).collect();
    assert_eq!(units, [OFFICE, OFFICE, BUREAU, BUREAU, BUREAU, BUREAU, BUREAU, ""]);
    let clock = actors.last().unwrap();
    assert_eq!((clock.kind(), clock.subject.as_str()), (ActorKind::Clock, ""));
    assert!(
        actors[..7]
            .iter()
            .all(|actor| actor.kind() == ActorKind::Person && !actor.subject.is_empty())
    );
    let versions: Vec<_> = steps.iter().map(|step| step.version).collect();
    assert_eq!(versions, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(steps[0].act_id, matter.id.to_string());
}

async fn assert_journal(town: &Town, matter: &Matter, rows: usize) {
    let request = common::VerifyJournalRequest { name: matter.name.clone() };
    let verdict = town
        .caller(&AUDITOR)
        .operations()
        .verify_journal(request)
        .await
        .unwrap()
        .into_inner();
    assert_eq!((verdict.rows, verdict.findings), (i64::try_from(rows).unwrap(), Vec::new()));
}

/// The facts of one matter, each once and in order, with all that CloudEvents asks for.
async fn assert_told(town: &Town, matter: &Matter, steps: &[&str]) {
    let told = town.told_of(matter.id).await;
    let subjects: Vec<_> = told.iter().map(|fact| fact.subject.clone()).collect();
    let expected: Vec<_> = (1..).zip(steps).filter(|(_, step)| **step != KEPT).collect();
    let expected_subjects: Vec<_> = expected.iter().map(|(_, step)| format!("shiyu.petition.{step}")).collect();
    assert_eq!(subjects, expected_subjects);
    let ids: BTreeSet<Uuid> = told.iter().map(|fact| fact.header("ce-id").parse().unwrap()).collect();
    assert_eq!(ids.len(), told.len());
    for (fact, (version, _)) in told.iter().zip(expected) {
        assert_attributes(fact, version);
    }
    let registered = pb::MatterRegistered::decode(told[0].data.as_slice()).unwrap().matter.unwrap();
    assert_eq!(
        (
            registered.name.as_str(),
            registered.version,
            registered.unit.as_str(),
            registered.place.as_str()
        ),
        (matter.name.as_str(), 1, OFFICE, PLACE)
    );
    assert_eq!(
        (registered.stage(), registered.channel()),
        (pb::Stage::Registered, pb::Channel::Phone)
    );
}

fn assert_attributes(fact: &Told, version: i64) {
    for (name, value) in [
        ("ce-specversion", "1.0"),
        ("ce-type", &format!("{}.v1", fact.subject)),
        ("ce-source", "//shiyu/330602/petition"),
        ("ce-datacontenttype", "application/protobuf"),
        ("content-type", "application/protobuf"),
        ("ce-caseversion", &version.to_string()),
        ("Nats-Msg-Id", fact.header("ce-id")),
    ] {
        assert_eq!(fact.header(name), value, "{name} of {}", fact.subject);
    }
    OffsetDateTime::parse(fact.header("ce-time"), &Rfc3339).unwrap();
    let hash = fact.header("ce-journalhash");
    assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");
}

/// The caller's trace goes on in the fact of their own act, and in no other.
async fn assert_trace_kept(town: &Town, matter: &Matter) {
    let told = town.told_of(matter.id).await;
    let traces: Vec<_> = told
        .iter()
        .map(|fact| fact.header("traceparent").split('-').nth(1).unwrap_or_default())
        .collect();
    assert_eq!(traces[0], TRACE);
    assert!(traces[1..].iter().all(|trace| *trace != TRACE), "{traces:?}");
}

async fn assert_nobody_is_named(town: &Town) {
    for fact in town.told().await {
        let text = String::from_utf8_lossy(&fact.bytes()).into_owned();
        let resident = resident();
        let identity = [resident.name, resident.document_number, resident.phone, resident.address];
        for word in WORDS.into_iter().map(str::to_owned).chain(identity) {
            assert!(!text.contains(&word), "{} says {word}", fact.subject);
        }
    }
}
