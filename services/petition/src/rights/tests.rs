//! Subjects' requests as callers and services find them, on both databases.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use sea_orm::{EntityTrait, QueryOrder};
use shiyu_kit::auth::{Kind, Policy, Principal};
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::consumer::Outcome as Heard;
use shiyu_kit::database::Database;
use shiyu_kit::fault::violations;
use shiyu_kit::nats::Fact;
use shiyu_kit::party::{Identity, PartyKind, row, store as vault};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::party::{person, vault as keys};
use shiyu_kit::testkit::scene::office;
use shiyu_kit::wire::clear;
use shiyu_kit::{both_databases, journal};
use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::subject_identity_service_server::SubjectIdentityService;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::subject_request_service_server::SubjectRequestService;
use time::Duration;
use uuid::Uuid;

use super::{POLICY, Rights};
use crate::migration::Migrator;
use crate::reception::tests::scene::{COUNTY, OFFICE, TOWN, asked, code, id, parent, principal, reason, units};

both_databases! {
    a_request_is_told_answered_by_all_and_replied_to_once;
    who_asks_is_found_by_no_search_and_destroyed_with_the_reply;
    what_is_wrong_with_a_request_is_told_at_once;
    the_limit_of_the_answers_warns_once_and_passes_once;
}

const SERVICES: [&str; 2] = ["petition", "mediation"];

async fn open(home: &TestDatabase) -> (Rights, Database) {
    open_by(home, WallClock::system()).await
}

async fn open_by(home: &TestDatabase, clock: WallClock) -> (Rights, Database) {
    let office = office::<Migrator>(home, "petition", units(), clock).await;
    let db = office.db.clone();
    let rights = Rights::new(code(COUNTY), office, keys("petition"), &SERVICES.map(str::to_owned));
    (rights, db)
}

fn clerk(unit: &str) -> Principal {
    principal(&format!("clerk-{unit}"), Some(unit), "intake_clerk")
}

fn privacy() -> Principal {
    principal("privacy", Some(OFFICE), "privacy_officer")
}

fn service(name: &str) -> Principal {
    Principal {
        unit: None,
        kind: Kind::Service,
        ..principal(name, None, &format!("{name}_service"))
    }
}

fn wanted(who: &Identity, wish: common::SubjectWish) -> pb::TakeSubjectRequestRequest {
    pb::TakeSubjectRequestRequest {
        parent: parent(),
        request_id: id(),
        subject_request: Some(pb::SubjectRequest {
            wish: wish.into(),
            ..pb::SubjectRequest::default()
        }),
        identity: Some(clear(who)),
    }
}

async fn taken(rights: &Rights, who: &Identity) -> pb::SubjectRequest {
    let request = wanted(who, common::SubjectWish::Copy);
    let taken = rights.take_subject_request(asked(&clerk(OFFICE), request)).await;
    taken.unwrap().into_inner()
}

async fn read(rights: &Rights, by: &str, name: &str) -> Result<common::Identity, String> {
    let request = common::ReadSubjectRequest { name: name.to_owned() };
    let answer = rights.read_subject(asked(&service(by), request)).await;
    answer
        .map(|answer| answer.into_inner().identity.unwrap())
        .map_err(|status| reason(&status))
}

/// What a service tells of its answer.
fn told(by: &str, name: &str) -> Fact {
    let data = common::SubjectAnswered {
        subject_request: named(name).to_string(),
        outcome: common::SubjectOutcome::NothingHeld.into(),
        basis: String::new(),
        answer_time: Some(prost_types::Timestamp {
            seconds: 1_788_000_000,
            nanos: 0,
        }),
    };
    Fact {
        id: new_id(),
        kind: format!("{by}.subject.answered"),
        source: format!("//shiyu/{COUNTY}/{by}"),
        county: None,
        case: named(name),
        case_version: 1,
        at: WallClock::system().now(),
        trace: None,
        data: data.encode_to_vec().into(),
        headers: shiyu_kit::nats::Headers::default(),
    }
}

fn named(name: &str) -> Uuid {
    name.rsplit('/').next().unwrap().parse().unwrap()
}

async fn replied(rights: &Rights, by: &Principal, name: &str) -> Result<pb::SubjectRequest, String> {
    let request = pb::ReplySubjectRequestRequest {
        name: name.to_owned(),
        request_id: id(),
        reply: "各部门均未持有您的个人信息。".to_owned(),
    };
    let answer = rights.reply_subject_request(asked(by, request)).await;
    answer.map(tonic::Response::into_inner).map_err(|status| reason(&status))
}

async fn a_request_is_told_answered_by_all_and_replied_to_once(home: TestDatabase) {
    let (rights, db) = open(&home).await;
    let request = taken(&rights, &person("林晓", 7)).await;
    assert_eq!((request.unit.as_str(), request.wish()), (OFFICE, common::SubjectWish::Copy));
    let services: Vec<_> = request.answers.iter().map(|answer| answer.service.as_str()).collect();
    assert_eq!(services, SERVICES);

    assert_eq!(replied(&rights, &privacy(), &request.name).await, Err("ANSWERS_MISSING".to_owned()));
    let stranger = rights.heard(&told("assessment", &request.name)).await;
    assert_eq!(stranger, Heard::Refused("NOT_ASKED"));
    for by in SERVICES {
        let fact = told(by, &request.name);
        assert_eq!(rights.heard(&fact).await, Heard::Done, "{by}");
        assert_eq!(rights.heard(&fact).await, Heard::Done, "{by}: heard twice, taken in once");
        assert_eq!(
            rights.heard(&told(by, &request.name)).await,
            Heard::Refused("ANSWERED_ALREADY"),
            "{by}"
        );
    }
    let done = replied(&rights, &privacy(), &request.name).await.unwrap();
    let outcomes: Vec<_> = done.answers.iter().map(pb::SubjectAnswer::outcome).collect();
    assert_eq!(outcomes, [common::SubjectOutcome::NothingHeld; 2]);
    assert_eq!(replied(&rights, &privacy(), &request.name).await, Err("REPLIED_ALREADY".to_owned()));

    let rows = journal::Entity::find().all(&db.reader).await.unwrap();
    let facts: Vec<_> = rows.iter().filter(|row| row.fact.is_some()).map(|row| row.kind.as_str()).collect();
    assert_eq!(facts, ["subject.requested", "subject.replied"]);
}

async fn who_asks_is_found_by_no_search_and_destroyed_with_the_reply(home: TestDatabase) {
    let (rights, db) = open(&home).await;
    let who = person("林晓", 7);
    let request = taken(&rights, &who).await;
    let found = vault::matches(&db.reader, &rights.vault.probe(&who), 10).await.unwrap();
    assert_eq!(found, []);
    assert_eq!(vault::held_of(&db.reader, &rights.vault.probe(&who)).await.unwrap(), []);

    let identity = read(&rights, "mediation", &request.name).await.unwrap();
    assert_eq!((identity.name.as_str(), identity.address.as_str()), ("林晓", ""));
    assert_eq!(read(&rights, "grid", &request.name).await, Err("NOT_GRANTED".to_owned()));
    assert_eq!(rights.heard(&told("mediation", &request.name)).await, Heard::Done);
    assert_eq!(read(&rights, "mediation", &request.name).await, Err("NOT_GRANTED".to_owned()));

    assert_eq!(rights.heard(&told("petition", &request.name)).await, Heard::Done);
    assert_eq!(row::Entity::find().all(&db.reader).await.unwrap().len(), 1);
    replied(&rights, &privacy(), &request.name).await.unwrap();
    assert_eq!(row::Entity::find().all(&db.reader).await.unwrap(), []);
    let request = pb::ListSubjectRequestsRequest {
        parent: parent(),
        open: true,
        ..pb::ListSubjectRequestsRequest::default()
    };
    let open = rights.list_subject_requests(asked(&privacy(), request)).await.unwrap();
    assert_eq!(open.into_inner().subject_requests, []);
}

async fn what_is_wrong_with_a_request_is_told_at_once(home: TestDatabase) {
    let (rights, _) = open(&home).await;
    let mut firm = person("某公司", 7);
    firm.kind = PartyKind::Organisation;
    firm.document = None;
    let request = wanted(&firm, common::SubjectWish::Correction);
    let status = rights.take_subject_request(asked(&clerk(OFFICE), request)).await.unwrap_err();
    let wrong: BTreeSet<String> = violations(&status).into_iter().map(|(_, reason)| reason).collect();
    assert_eq!(wrong, ["DOCUMENT_MISSING", "NOT_A_PERSON", "REQUIRED"].map(str::to_owned).into());
    let town = wanted(&person("林晓", 7), common::SubjectWish::Copy);
    let status = rights.take_subject_request(asked(&clerk(TOWN), town)).await.unwrap_err();
    assert_eq!(reason(&status), "NOT_THE_PETITION_OFFICE");
}

/// What rang so far: the kind, whom it is about, and who had not answered.
async fn rang(rights: &Rights, db: &Database) -> Vec<(String, String, Vec<String>)> {
    for _ in 0..2 {
        rights.ring_all().await.unwrap();
    }
    let rows = journal::Entity::find()
        .order_by_asc(journal::Column::Position)
        .all(&db.reader)
        .await
        .unwrap();
    let rings = rows
        .into_iter()
        .filter(|row| ["subject.warned", "subject.overdue"].contains(&row.kind.as_str()));
    rings
        .map(|row| {
            let told = pb::SubjectRang::decode(row.fact.unwrap().as_slice()).unwrap();
            (row.kind, told.subject_request, told.services)
        })
        .collect()
}

async fn the_limit_of_the_answers_warns_once_and_passes_once(home: TestDatabase) {
    let clock = WallClock::movable();
    let (rights, db) = open_by(&home, clock.clone()).await;
    let (late, met) = (taken(&rights, &person("林晓", 7)).await, taken(&rights, &person("王强", 8)).await);
    for by in SERVICES {
        assert_eq!(rights.heard(&told(by, &met.name)).await, Heard::Done, "{by}");
    }
    assert_eq!(rang(&rights, &db).await, []);
    let span = late.due_time.unwrap().seconds - late.take_time.unwrap().seconds;
    clock.advance(Duration::seconds(span * 4 / 5 + 1)).unwrap();
    let id = named(&late.name).to_string();
    let warned = ("subject.warned".to_owned(), id.clone(), SERVICES.map(str::to_owned).to_vec());
    assert_eq!(rang(&rights, &db).await, std::slice::from_ref(&warned));
    assert_eq!(rights.heard(&told("mediation", &late.name)).await, Heard::Done);
    clock.advance(Duration::seconds(span / 5 + 1)).unwrap();
    let passed = ("subject.overdue".to_owned(), id, vec!["petition".to_owned()]);
    assert_eq!(rang(&rights, &db).await, [warned, passed]);
    let request = pb::ListSubjectRequestsRequest {
        parent: parent(),
        ..pb::ListSubjectRequestsRequest::default()
    };
    let listed = rights.list_subject_requests(asked(&privacy(), request)).await.unwrap();
    let mut rings: Vec<_> = listed.into_inner().subject_requests.iter().map(pb::SubjectRequest::ring).collect();
    rings.sort_unstable();
    assert_eq!(rings, [common::Ring::Unspecified, common::Ring::Overdue]);
}

#[test]
fn each_role_has_its_verbs() {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(POLICY, &descriptors).unwrap();
    let of = |by: &Principal| {
        let may = |verb: &&str| policy.allows(Some(by), &format!("shiyu.petition.v1.SubjectRequestService/{verb}"), COUNTY);
        let verbs = ["TakeSubjectRequest", "ReplySubjectRequest", "ListSubjectRequests"];
        verbs.into_iter().filter(may).collect::<Vec<_>>()
    };
    let role = |role: &str| principal("somebody", Some(OFFICE), role);
    assert_eq!(of(&role("intake_clerk")), ["TakeSubjectRequest"]);
    assert_eq!(
        of(&role("privacy_officer")),
        ["TakeSubjectRequest", "ReplySubjectRequest", "ListSubjectRequests"]
    );
    assert_eq!(of(&role("auditor")), ["ListSubjectRequests"]);
    for other in ["citizen", "operator", "unit_head", "petition_officer"] {
        assert_eq!(of(&role(other)), [""; 0], "{other}");
    }
    assert_eq!(of(&service("mediation")), [""; 0]);
}
