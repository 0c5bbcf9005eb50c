//! Requests tell all that is wrong with them at once; facts tell nobody's words.

use prost::Message;
use prost_types::Timestamp;
use shiyu_kit::calendar::Ring;
use shiyu_kit::case::{Actor, Case, Filed};
use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::{fact, request, resource};
use crate::domain::tests::given::{Given, START, at_every_stage, code, registration};
use crate::domain::{Classification, Command, Event, Petition, StageName};

const ID: &str = "0198f3a0-0000-7000-8000-000000000001";

fn county() -> Code {
    code("330602")
}

fn name() -> String {
    format!("counties/330602/petitions/{ID}")
}

fn wrong<T: std::fmt::Debug>(answer: Result<T, Violations>) -> Vec<(String, &'static str)> {
    let violations = answer.expect_err("violations");
    violations
        .iter()
        .map(|violation| (violation.field.clone(), violation.reason))
        .collect()
}

fn good() -> pb::RegisterPetitionRequest {
    let submission = registration().submission;
    pb::RegisterPetitionRequest {
        parent: "counties/330602".to_owned(),
        petition: Some(pb::Petition {
            channel: pb::Channel::Letter.into(),
            category: submission.category.to_string(),
            title: submission.title,
            request: submission.request,
            facts_and_reasons: submission.facts_and_reasons,
            place: submission.place.to_string(),
            source_reference: submission.source_reference.unwrap_or_default(),
            ..pb::Petition::default()
        }),
        request_id: ID.to_owned(),
    }
}

fn spoiled(spoil: impl FnOnce(&mut pb::Petition)) -> Vec<(String, &'static str)> {
    let mut request = good();
    spoil(request.petition.as_mut().unwrap());
    wrong(request::register(request, &county()))
}

#[test]
fn a_good_registration_is_read() {
    let order = request::register(good(), &county()).unwrap();
    assert_eq!(order.id.to_string(), ID);
    assert_eq!(order.case, order.id, "a repeated request finds its petition");
    assert_eq!(order.command, Command::Register(Box::new(registration())));
    let (act, _) = order.by(Actor::Clock, Some("00-1".to_owned()));
    assert_eq!((act.id, act.expected), (act.case, None));
}

#[test]
fn an_empty_registration_tells_everything_at_once() {
    let request = pb::RegisterPetitionRequest {
        petition: Some(pb::Petition::default()),
        ..pb::RegisterPetitionRequest::default()
    };
    let found = wrong(request::register(request, &county()));
    let required = ["petition.channel", "petition.category", "petition.title", "petition.request"];
    let rest = ["petition.facts_and_reasons", "petition.place"];
    let expected: Vec<(String, &str)> = [("parent", "NAME_INVALID"), ("request_id", "REQUEST_ID_MISSING")]
        .map(|(field, reason)| (field.to_owned(), reason))
        .into_iter()
        .chain(required.into_iter().chain(rest).map(|field| (field.to_owned(), "REQUIRED")))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn each_field_of_a_registration_has_its_limits() {
    let found = |spoil: fn(&mut pb::Petition)| spoiled(spoil);
    assert_eq!(
        found(|petition| petition.channel = 99),
        [("petition.channel".to_owned(), "UNKNOWN_VALUE")]
    );
    assert_eq!(
        found(|petition| petition.category = "House".to_owned()),
        [("petition.category".to_owned(), "CATEGORY_INVALID")]
    );
    assert_eq!(
        found(|petition| petition.title = "长".repeat(201)),
        [("petition.title".to_owned(), "TOO_LONG")]
    );
    assert_eq!(
        found(|petition| petition.title = " \n".to_owned()),
        [("petition.title".to_owned(), "REQUIRED")]
    );
    assert_eq!(
        found(|petition| petition.request = "a\0b".to_owned()),
        [("petition.request".to_owned(), "CHARACTER_INVALID")]
    );
    assert_eq!(
        found(|petition| petition.facts_and_reasons = "长".repeat(20_001)),
        [("petition.facts_and_reasons".to_owned(), "TOO_LONG")]
    );
    assert_eq!(
        found(|petition| petition.place = "33".to_owned()),
        [("petition.place".to_owned(), "INVALID_CODE")]
    );
    assert_eq!(
        found(|petition| petition.place = "330602-XFJ".to_owned()),
        [("petition.place".to_owned(), "PLACE_INVALID")]
    );
    assert_eq!(
        found(|petition| petition.source_reference = "9".repeat(101)),
        [("petition.source_reference".to_owned(), "TOO_LONG")]
    );
    assert_eq!(
        found(|petition| petition.received_time = Some(Timestamp { seconds: -1, nanos: 0 })),
        [("petition.received_time".to_owned(), "TIME_INVALID")]
    );
    assert_eq!(
        found(|petition| petition.received_time = Some(Timestamp { seconds: 1, nanos: -1 })),
        [("petition.received_time".to_owned(), "TIME_INVALID")]
    );
}

#[test]
fn the_limits_themselves_are_inside() {
    let mut request = good();
    let petition = request.petition.as_mut().unwrap();
    petition.title = "长".repeat(200);
    petition.request = "长".repeat(20_000);
    petition.received_time = Some(Timestamp {
        seconds: START.unix_timestamp(),
        nanos: 1_999,
    });
    let order = request::register(request, &county()).unwrap();
    let Command::Register(register) = order.command else {
        panic!("a registration")
    };
    assert_eq!(register.received_at, Some(START + time::Duration::microseconds(1)));
}

#[test]
fn a_name_is_of_this_county_and_a_petition() {
    assert_eq!(request::name(&name(), &county()).unwrap().to_string(), ID);
    for (text, reason) in [
        ("", "NAME_INVALID"),
        ("petitions/1", "NAME_INVALID"),
        ("counties/330602/petitions/1", "ID_INVALID"),
        ("counties/330602/petitions/", "NAME_INVALID"),
    ] {
        assert_eq!(wrong(request::name(text, &county())), [("name".to_owned(), reason)]);
    }
    let found = wrong(request::name(&name(), &code("330603")));
    assert_eq!(found, [("name".to_owned(), "UNKNOWN_COUNTY")]);
}

#[test]
fn every_verb_reads_its_head() {
    let request = pb::ForwardPetitionRequest {
        name: name(),
        etag: "7".to_owned(),
        request_id: Uuid::max().to_string(),
        unit: "330602001".to_owned(),
    };
    let order = request::forward(&request, &county()).unwrap();
    assert_eq!((order.case.to_string().as_str(), order.expected), (ID, Some(7)));
    for etag in ["x", "0", "-1"] {
        let request = pb::ClosePetitionRequest {
            name: name(),
            etag: etag.to_owned(),
            request_id: ID.to_owned(),
        };
        assert_eq!(wrong(request::close(&request, &county())), [("etag".to_owned(), "ETAG_INVALID")]);
    }
    let empty = [
        wrong(request::forward(&pb::ForwardPetitionRequest::default(), &county())),
        wrong(request::accept(&pb::AcceptPetitionRequest::default(), &county())),
        wrong(request::start_handling(&pb::StartHandlingRequest::default(), &county())),
        wrong(request::serve(pb::ServeOpinionRequest::default(), &county())),
        wrong(request::issue(pb::IssueOpinionRequest::default(), &county())),
    ];
    let own: [&[&str]; 5] = [
        &["unit"],
        &["notice_method"],
        &["kind"],
        &["method", "proof"],
        &["approved_by", "opinion"],
    ];
    for (found, own) in empty.iter().zip(own) {
        let fields: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();
        let expected: Vec<&str> = ["name", "request_id"].into_iter().chain(own.iter().copied()).collect();
        assert_eq!(fields, expected);
    }
}

#[test]
fn only_an_appeal_for_relief_has_a_path() {
    let read = |kind: pb::MatterKind, path: pb::ReliefPath| {
        let request = pb::StartHandlingRequest {
            name: name(),
            etag: String::new(),
            request_id: ID.to_owned(),
            kind: kind.into(),
            path: path.into(),
        };
        request::start_handling(&request, &county())
    };
    let suggestion = read(pb::MatterKind::Suggestion, pb::ReliefPath::Unspecified).unwrap();
    let classification = Classification::Suggestion;
    assert_eq!(suggestion.command, Command::StartHandling { classification });
    assert!(read(pb::MatterKind::AppealForRelief, pb::ReliefPath::HandlingOpinion).is_ok());
    let with = wrong(read(pb::MatterKind::Suggestion, pb::ReliefPath::Arbitration));
    assert_eq!(with, [("path".to_owned(), "PATH_WITHOUT_RELIEF")]);
    let without = wrong(read(pb::MatterKind::AppealForRelief, pb::ReliefPath::Unspecified));
    assert_eq!(without, [("path".to_owned(), "REQUIRED")]);
}

#[test]
fn an_opinion_tells_all_it_lacks() {
    let issue = |opinion: pb::Opinion| {
        let request = pb::IssueOpinionRequest {
            name: name(),
            etag: String::new(),
            request_id: ID.to_owned(),
            opinion: Some(opinion),
            approved_by: "head".to_owned(),
        };
        request::issue(request, &county())
    };
    let expected = [
        ("opinion.request", "REQUIRED"),
        ("opinion.facts_and_reasons", "REQUIRED"),
        ("opinion.decision", "REQUIRED"),
        ("opinion.legal_basis", "OPINION_WITHOUT_LEGAL_BASIS"),
        ("opinion.remedy_notice", "REQUIRED"),
    ];
    assert_eq!(
        wrong(issue(pb::Opinion::default())),
        expected.map(|(field, reason)| (field.to_owned(), reason))
    );
    let whole = pb::Opinion {
        request: "r".to_owned(),
        facts_and_reasons: "f".to_owned(),
        decision: pb::Decision::Explained.into(),
        legal_basis: vec!["民法典 art. 237".to_owned(), String::new()],
        remedy_notice: "n".to_owned(),
    };
    assert_eq!(wrong(issue(whole.clone())), [("opinion.legal_basis[1]".to_owned(), "REQUIRED")]);
    let many = pb::Opinion {
        legal_basis: vec!["x".to_owned(); 51],
        ..whole
    };
    assert_eq!(wrong(issue(many)), [("opinion.legal_basis".to_owned(), "TOO_MANY")]);
}

#[test]
fn a_list_is_read_and_its_violations_too() {
    let request = pb::ListPetitionsRequest {
        parent: "counties/330602".to_owned(),
        stage: pb::Stage::Handling.into(),
        unit: "330602001".to_owned(),
        order: pb::PetitionOrder::DueFirst.into(),
        ..pb::ListPetitionsRequest::default()
    };
    let listing = request::list(&request, &county()).unwrap();
    assert_eq!(listing.filter.stage, Some(StageName::Handling));
    assert_eq!(listing.filter.unit, Some(code("330602001")));
    assert_eq!((listing.filter.category, listing.filter.channel), (None, None));
    assert_eq!(listing.order, crate::store::Order::DueFirst);
    let bad = pb::ListPetitionsRequest {
        parent: "counties/330603".to_owned(),
        page_size: -1,
        page_token: "!".to_owned(),
        stage: 99,
        unit: "x".to_owned(),
        category: "X".to_owned(),
        channel: 99,
        order: 99,
    };
    let reasons: Vec<&str> = wrong(request::list(&bad, &county()))
        .into_iter()
        .map(|(_, reason)| reason)
        .collect();
    let expected = [
        "UNKNOWN_COUNTY",
        "UNKNOWN_VALUE",
        "INVALID_CODE",
        "CATEGORY_INVALID",
        "UNKNOWN_VALUE",
        "UNKNOWN_VALUE",
        "PAGE_SIZE_NEGATIVE",
        "PAGE_TOKEN_INVALID",
    ];
    assert_eq!(reasons, expected);
}

#[test]
fn a_page_token_is_good_for_its_own_list_only() {
    let request = pb::ListPetitionsRequest {
        parent: "counties/330602".to_owned(),
        page_size: 1,
        ..pb::ListPetitionsRequest::default()
    };
    let listing = request::list(&request, &county()).unwrap();
    let rows = [StageName::Registered, StageName::Handling].map(|stage| Filed {
        id: Uuid::max(),
        version: 1,
        case: Given::a_petition(stage).petition().clone(),
    });
    let page = listing.paging.page(rows.to_vec(), |filed| listing.order.key(filed)).unwrap();
    let next = pb::ListPetitionsRequest {
        page_token: page.next_page_token,
        ..request
    };
    let again = request::list(&next, &county()).unwrap();
    assert_eq!(again.paging.after(), Some(&listing.order.key(&rows[0])));
    let other = pb::ListPetitionsRequest {
        order: pb::PetitionOrder::DueFirst.into(),
        ..next
    };
    assert_eq!(
        wrong(request::list(&other, &county())),
        [("page_token".to_owned(), "PAGE_TOKEN_MISMATCH")]
    );
}

#[test]
fn a_petition_shows_what_its_stage_knows() {
    for (given, known) in at_every_stage().iter().zip(0..) {
        let stage = StageName::ALL[known];
        let petition = resource::petition(&Filed {
            id: ID.parse().unwrap(),
            version: 4,
            case: given.petition().clone(),
        });
        assert_eq!((petition.name.as_str(), petition.etag.as_str()), (name().as_str(), "4"));
        let parts = [
            petition.forwarding.is_some(),
            petition.acceptance.is_some(),
            petition.handling.is_some(),
            petition.issued_opinion.is_some(),
            petition.delivery.is_some(),
            petition.closure.is_some(),
        ];
        assert_eq!(parts.iter().filter(|part| **part).count(), known);
        assert_eq!(
            petition.stage().as_str_name().trim_start_matches("STAGE_").to_lowercase(),
            stage.as_str()
        );
    }
}

/// Every kind of event, each with the petition after it.
fn events() -> Vec<(Event, Filed<Petition>)> {
    let mut given = Given::a_petition(StageName::Registered);
    given.when_the_next_clock_rings();
    let clock = given.petition().clocks[0].clone();
    let mut journal = given.journal.clone();
    journal.push(Event::ClockOverdue {
        clock: "forward".to_owned(),
        due: clock.due.legal,
    });
    journal.push(Event::ClocksReckoned {
        calendar: 2,
        clocks: vec![clock],
        moved: vec!["forward".to_owned()],
    });
    journal.extend(Given::a_petition(StageName::Closed).journal.into_iter().skip(1));
    let mut case = None;
    let mut events = Vec::new();
    for (version, event) in (1..).zip(journal) {
        case = Petition::evolve(case, &event);
        let after = Filed {
            id: ID.parse().unwrap(),
            version,
            case: case.clone().unwrap(),
        };
        events.push((event, after));
    }
    events
}

/// The first field of every fact is the matter.
#[derive(Clone, PartialEq, Message)]
struct AnyFact {
    #[prost(message, optional, tag = "1")]
    matter: Option<pb::Matter>,
}

#[test]
fn every_fact_tells_the_matter_as_it_stands_and_nobodys_words() {
    let events = events();
    let kinds: std::collections::BTreeSet<&str> = events.iter().map(|(event, _)| event.kind()).collect();
    assert_eq!(kinds.len(), 10, "every kind of event: {kinds:?}");
    for (event, after) in &events {
        let told = fact(event, after).expect("a fact");
        let matter = AnyFact::decode(told.as_slice()).unwrap().matter.unwrap();
        assert_eq!((matter.name, matter.version), (name(), after.version));
        assert_eq!(matter.unit, after.case.unit.to_string());
        assert_eq!(matter.clocks.len(), after.case.clocks.len());
        let told = String::from_utf8_lossy(&told).into_owned();
        for words in [
            "wall",
            "ground",
            "letter 17",
            "officer",
            "head",
            "receipt 3",
            "Review within",
            "art. 237",
        ] {
            assert!(!told.contains(words), "{} tells `{words}`", event.kind());
        }
    }
}

#[test]
fn a_reckoning_that_moved_nothing_concerns_nobody_else() {
    let (event, after) = events().into_iter().find(|(event, _)| event.kind() == "clock.reckoned").unwrap();
    assert!(fact(&event, &after).is_some());
    let Event::ClocksReckoned { calendar, clocks, .. } = event else {
        panic!("a reckoning")
    };
    let still = Event::ClocksReckoned {
        calendar,
        clocks,
        moved: Vec::new(),
    };
    assert_eq!(fact(&still, &after), None);
}

#[test]
fn a_warning_tells_which_clock_and_how_near() {
    let (event, after) = events().into_iter().find(|(event, _)| event.kind() == "clock.warned").unwrap();
    let told = pb::ClockWarned::decode(fact(&event, &after).unwrap().as_slice()).unwrap();
    assert_eq!((told.clock.as_str(), told.ring()), ("forward", shiyu_proto::common::v1::Ring::Half));
    assert_eq!(after.case.clocks[0].rung, [Ring::Half]);
}
