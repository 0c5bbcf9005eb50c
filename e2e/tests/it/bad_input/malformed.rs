//! Malformed requests upon petitions.

use prost_types::Timestamp;
use shiyu_e2e::people::{AUDITOR, HANDLER, OFFICER};
use shiyu_e2e::sample::{self, NEIGHBOUR};
use shiyu_proto::petition::v1 as pb;
use tonic::Code;

use super::asking::{draft, forward, get, list, register};
use super::{Wrong, malformed, refusal, wrong};

pub fn table() -> Vec<Wrong> {
    let tables = [malformed_requests(), malformed_names(), malformed_opinions(), lists()];
    tables.into_iter().flatten().collect()
}

fn malformed_requests() -> Vec<Wrong> {
    vec![
        malformed("a county that is not served here", &[("parent", "UNKNOWN_COUNTY")], |scene| {
            Box::pin(register(scene, |request, _| request.parent = format!("counties/{NEIGHBOUR}")))
        }),
        malformed("a name that is none", &[("parent", "NAME_INVALID")], |scene| {
            Box::pin(register(scene, |request, _| request.parent = "330602".into()))
        }),
        malformed(
            "an empty request",
            &[
                ("parent", "NAME_INVALID"),
                ("request_id", "REQUEST_ID_MISSING"),
                ("petition", "REQUIRED"),
            ],
            |scene| {
                Box::pin(async move {
                    let empty = pb::RegisterPetitionRequest::default();
                    refusal(scene.caller(&OFFICER).petitions().register_petition(empty).await)
                })
            },
        ),
        malformed(
            "an empty petition",
            &[
                ("petition.channel", "REQUIRED"),
                ("petition.category", "REQUIRED"),
                ("petition.title", "REQUIRED"),
                ("petition.request", "REQUIRED"),
                ("petition.facts_and_reasons", "REQUIRED"),
                ("petition.place", "REQUIRED"),
                ("petition.parties", "PETITIONER_MISSING"),
            ],
            |scene| Box::pin(register(scene, |_, petition| *petition = pb::Petition::default())),
        ),
        malformed("a channel of a later version", &[("petition.channel", "UNKNOWN_VALUE")], |scene| {
            Box::pin(register(scene, |_, petition| petition.channel = 99))
        }),
        malformed(
            "a text that is too long",
            &[("petition.title", "TOO_LONG"), ("petition.request", "TOO_LONG")],
            |scene| {
                Box::pin(register(scene, |_, petition| {
                    petition.title = "标".repeat(201);
                    petition.request = "求".repeat(20_001);
                }))
            },
        ),
        malformed("a text no database keeps", &[("petition.request", "CHARACTER_INVALID")], |scene| {
            Box::pin(register(scene, |_, petition| petition.request = "a\0b".into()))
        }),
        malformed(
            "a category, a place and a time that are none",
            &[
                ("petition.received_time", "TIME_INVALID"),
                ("petition.category", "CATEGORY_INVALID"),
                ("petition.place", "INVALID_CODE"),
            ],
            |scene| {
                Box::pin(register(scene, |_, petition| {
                    petition.category = "Housing Repair".into();
                    petition.place = "水沟营".into();
                    petition.received_time = Some(Timestamp {
                        seconds: i64::MAX,
                        nanos: -1,
                    });
                }))
            },
        ),
        malformed("an office as a place", &[("petition.place", "PLACE_INVALID")], |scene| {
            Box::pin(register(scene, |_, petition| petition.place = sample::OFFICE.into()))
        }),
    ]
}

fn malformed_names() -> Vec<Wrong> {
    vec![
        malformed("a request id that is garbage", &[("request_id", "ID_INVALID")], |scene| {
            Box::pin(forward(scene, |request| request.request_id = "garbage".into()))
        }),
        malformed("a petition id that is garbage", &[("name", "ID_INVALID")], |scene| {
            Box::pin(get(scene, format!("{}/petitions/garbage", sample::parent())))
        }),
        malformed("a name of another collection", &[("name", "NAME_INVALID")], |scene| {
            Box::pin(get(scene, format!("{}/units/{}", sample::parent(), scene.registered.id)))
        }),
        malformed("a petition of another county", &[("name", "UNKNOWN_COUNTY")], |scene| {
            Box::pin(get(scene, format!("counties/{NEIGHBOUR}/petitions/{}", scene.registered.id)))
        }),
        malformed("an etag that is none", &[("etag", "ETAG_INVALID")], |scene| {
            Box::pin(forward(scene, |request| request.etag = "W/\"1\"".into()))
        }),
    ]
}

fn malformed_opinions() -> Vec<Wrong> {
    vec![
        malformed(
            "an opinion without a legal basis",
            &[("opinion.legal_basis", "OPINION_WITHOUT_LEGAL_BASIS")],
            |scene| {
                Box::pin(draft(scene, &HANDLER, |request| {
                    request.opinion.as_mut().unwrap().legal_basis.clear();
                }))
            },
        ),
        malformed(
            "an opinion with everything wrong at once",
            &[
                ("etag", "ETAG_INVALID"),
                ("opinion.facts_and_reasons", "TOO_LONG"),
                ("opinion.decision", "UNKNOWN_VALUE"),
                ("opinion.legal_basis", "OPINION_WITHOUT_LEGAL_BASIS"),
                ("opinion.remedy_notice", "REQUIRED"),
            ],
            |scene| {
                Box::pin(draft(scene, &HANDLER, |request| {
                    request.etag = "-1".into();
                    let opinion = request.opinion.as_mut().unwrap();
                    opinion.facts_and_reasons = "x".repeat(20_001);
                    opinion.decision = -1;
                    opinion.legal_basis.clear();
                    opinion.remedy_notice.clear();
                }))
            },
        ),
        malformed(
            "more provisions than an opinion has",
            &[("opinion.legal_basis", "TOO_MANY")],
            |scene| {
                Box::pin(draft(scene, &HANDLER, |request| {
                    request.opinion.as_mut().unwrap().legal_basis = vec!["art. 1".to_owned(); 51];
                }))
            },
        ),
        wrong("ten megabytes of text", Code::ResourceExhausted, "MESSAGE_TOO_LARGE", |scene| {
            Box::pin(register(scene, |_, petition| petition.request = "x".repeat(10_000_000)))
        }),
    ]
}

fn lists() -> Vec<Wrong> {
    vec![
        malformed("a negative page size", &[("page_size", "PAGE_SIZE_NEGATIVE")], |scene| {
            Box::pin(list(scene, |request| request.page_size = -1))
        }),
        malformed("a page token that is none", &[("page_token", "PAGE_TOKEN_INVALID")], |scene| {
            Box::pin(list(scene, |request| request.page_token = "none".into()))
        }),
        malformed(
            "a page token of another filter",
            &[("page_token", "PAGE_TOKEN_MISMATCH")],
            |scene| {
                Box::pin(async move {
                    let first = pb::ListPetitionsRequest {
                        parent: sample::parent(),
                        page_size: 1,
                        filter: Some(pb::PetitionFilter {
                            channel: pb::Channel::Phone.into(),
                            ..pb::PetitionFilter::default()
                        }),
                        ..pb::ListPetitionsRequest::default()
                    };
                    let page = scene.caller(&AUDITOR).petitions().list_petitions(first).await.unwrap();
                    let token = page.into_inner().next_page_token;
                    assert!(!token.is_empty());
                    list(scene, |request| request.page_token = token).await
                })
            },
        ),
        malformed(
            "every filter wrong at once",
            &[
                ("parent", "NAME_INVALID"),
                ("filter.stage", "UNKNOWN_VALUE"),
                ("filter.unit", "INVALID_CODE"),
                ("filter.category", "CATEGORY_INVALID"),
                ("filter.channel", "UNKNOWN_VALUE"),
                ("filter.due_before", "TIME_INVALID"),
                ("filter.window", "UNKNOWN_VALUE"),
                ("filter.query", "QUERY_EMPTY"),
                ("order", "UNKNOWN_VALUE"),
                ("page_size", "PAGE_SIZE_NEGATIVE"),
                ("page_token", "PAGE_TOKEN_INVALID"),
            ],
            |scene| {
                Box::pin(list(scene, |request| {
                    *request = pb::ListPetitionsRequest {
                        parent: String::new(),
                        page_size: i32::MIN,
                        page_token: "%".to_owned(),
                        filter: Some(pb::PetitionFilter {
                            stage: 99,
                            unit: "xfj".to_owned(),
                            category: "?".to_owned(),
                            channel: -1,
                            due_before: Some(Timestamp {
                                seconds: i64::MIN,
                                nanos: 0,
                            }),
                            window: 9,
                            query: " ?! ".to_owned(),
                            number: String::new(),
                        }),
                        order: 7,
                    };
                }))
            },
        ),
    ]
}
