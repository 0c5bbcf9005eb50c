//! Petitions: malformed requests, and what the law does not allow.

use prost_types::Timestamp;
use shiyu_e2e::people::{AUDITOR, CLERK, HANDLER, HEAD, OFFICER, Post, STRANGER};
use shiyu_e2e::sample::{self, NEIGHBOUR};
use shiyu_kit::clock::new_id;
use shiyu_proto::petition::v1 as pb;
use tonic::{Code, Status};

use super::{Scene, Wrong, malformed, refusal, wrong};
use crate::raw;

pub fn table() -> Vec<Wrong> {
    [
        malformed_requests(),
        malformed_names(),
        malformed_opinions(),
        lists(),
        against_the_law(),
        out_of_stage(),
        misdirected(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn register(scene: &Scene, change: impl FnOnce(&mut pb::RegisterPetitionRequest, &mut pb::Petition)) -> Status {
    let mut request = sample::registration(new_id());
    let mut petition = request.petition.take().unwrap();
    change(&mut request, &mut petition);
    request.petition = Some(petition);
    refusal(scene.caller(&OFFICER).petitions().register_petition(request).await)
}

async fn forward(scene: &Scene, change: impl FnOnce(&mut pb::ForwardPetitionRequest)) -> Status {
    let mut request = sample::forwarding(&scene.registered.name);
    change(&mut request);
    refusal(scene.caller(&OFFICER).petitions().forward_petition(request).await)
}

async fn accept(scene: &Scene, post: &Post) -> Status {
    let request = sample::acceptance(&scene.forwarded.name);
    refusal(scene.caller(post).petitions().accept_petition(request).await)
}

async fn issue(scene: &Scene, post: &Post, change: impl FnOnce(&mut pb::IssueOpinionRequest)) -> Status {
    let mut request = sample::opinion(&scene.handling.name);
    change(&mut request);
    refusal(scene.caller(post).petitions().issue_opinion(request).await)
}

async fn list(scene: &Scene, change: impl FnOnce(&mut pb::ListPetitionsRequest)) -> Status {
    let mut request = pb::ListPetitionsRequest {
        parent: sample::parent(),
        ..pb::ListPetitionsRequest::default()
    };
    change(&mut request);
    refusal(scene.caller(&AUDITOR).petitions().list_petitions(request).await)
}

async fn get(scene: &Scene, name: String) -> Status {
    refusal(
        scene
            .caller(&AUDITOR)
            .petitions()
            .get_petition(pb::GetPetitionRequest { name })
            .await,
    )
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
                ("petition.category", "CATEGORY_INVALID"),
                ("petition.place", "INVALID_CODE"),
                ("petition.received_time", "TIME_INVALID"),
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
                Box::pin(issue(scene, &HANDLER, |request| {
                    request.opinion.as_mut().unwrap().legal_basis.clear();
                }))
            },
        ),
        malformed(
            "an opinion with everything wrong at once",
            &[
                ("etag", "ETAG_INVALID"),
                ("approved_by", "REQUIRED"),
                ("opinion.facts_and_reasons", "TOO_LONG"),
                ("opinion.decision", "UNKNOWN_VALUE"),
                ("opinion.legal_basis", "OPINION_WITHOUT_LEGAL_BASIS"),
                ("opinion.remedy_notice", "REQUIRED"),
            ],
            |scene| {
                Box::pin(issue(scene, &HANDLER, |request| {
                    request.etag = "-1".into();
                    request.approved_by = " ".into();
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
                Box::pin(issue(scene, &HANDLER, |request| {
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
                        channel: pb::Channel::Phone.into(),
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
                ("stage", "UNKNOWN_VALUE"),
                ("unit", "INVALID_CODE"),
                ("category", "CATEGORY_INVALID"),
                ("channel", "UNKNOWN_VALUE"),
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
                        stage: 99,
                        unit: "xfj".to_owned(),
                        category: "?".to_owned(),
                        channel: -1,
                        order: 7,
                    };
                }))
            },
        ),
    ]
}

fn against_the_law() -> Vec<Wrong> {
    use Code::{Aborted, AlreadyExists, FailedPrecondition, InvalidArgument, NotFound, PermissionDenied};
    vec![
        wrong("received in the future", FailedPrecondition, "RECEIVED_IN_FUTURE", |scene| {
            let seconds = scene.town.now().unix_timestamp() + 3_600;
            Box::pin(register(scene, move |_, petition| {
                petition.received_time = Some(Timestamp { seconds, nanos: 0 });
            }))
        }),
        wrong(
            "a place outside the county",
            FailedPrecondition,
            "UNIT_OUTSIDE_JURISDICTION",
            |scene| Box::pin(register(scene, |_, petition| petition.place = NEIGHBOUR.into())),
        ),
        wrong("a place that does not exist", FailedPrecondition, "UNIT_UNKNOWN", |scene| {
            Box::pin(register(scene, |_, petition| petition.place = "330602999".into()))
        }),
        wrong("a counter without a unit", FailedPrecondition, "UNIT_UNKNOWN", |scene| {
            Box::pin(async move {
                let nowhere = Post { unit: None, ..CLERK };
                let request = sample::registration(new_id());
                refusal(scene.caller(&nowhere).petitions().register_petition(request).await)
            })
        }),
        wrong(
            "a reference another petition has",
            AlreadyExists,
            "SOURCE_REFERENCE_TAKEN",
            |scene| {
                let taken = sample::registration(scene.registered.id).petition.unwrap().source_reference;
                Box::pin(register(scene, move |_, petition| petition.source_reference = taken))
            },
        ),
        wrong(
            "a request id used for another petition",
            InvalidArgument,
            "REQUEST_ID_REUSED",
            |scene| {
                let id = scene.registered.id;
                Box::pin(register(scene, move |request, petition| {
                    request.request_id = id.to_string();
                    petition.title = "Another title".into();
                }))
            },
        ),
        wrong(
            "a request id used for another verb",
            InvalidArgument,
            "REQUEST_ID_REUSED",
            |scene| Box::pin(forward(scene, |request| request.request_id = scene.registered.id.to_string())),
        ),
        wrong("a petition nobody registered", NotFound, "PETITION_UNKNOWN", |scene| {
            Box::pin(get(scene, sample::name(new_id())))
        }),
        wrong("a verb upon a petition nobody registered", NotFound, "PETITION_UNKNOWN", |scene| {
            Box::pin(forward(scene, |request| request.name = sample::name(new_id())))
        }),
        wrong("an etag of yesterday", Aborted, "STALE_ETAG", |scene| {
            Box::pin(forward(scene, |request| request.etag = "9".into()))
        }),
        wrong(
            "forwarded outside the county",
            FailedPrecondition,
            "UNIT_OUTSIDE_JURISDICTION",
            |scene| Box::pin(forward(scene, |request| request.unit = NEIGHBOUR.into())),
        ),
        wrong(
            "accepted by a unit that was not asked",
            PermissionDenied,
            "UNIT_NOT_ASKED",
            |scene| Box::pin(accept(scene, &STRANGER)),
        ),
        wrong(
            "answered by a unit that does not hold it",
            PermissionDenied,
            "UNIT_NOT_HOLDING",
            |scene| Box::pin(issue(scene, &STRANGER, |_| {})),
        ),
        wrong("approved by whoever issues it", PermissionDenied, "NOT_THE_UNIT_HEAD", |scene| {
            Box::pin(issue(scene, &HEAD, |_| {}))
        }),
    ]
}

fn out_of_stage() -> Vec<Wrong> {
    use Code::FailedPrecondition;
    let not_in_stage = |what, allowed, ask| Wrong {
        allowed,
        ..wrong(what, FailedPrecondition, "NOT_IN_STAGE", ask)
    };
    vec![
        not_in_stage("forwarded twice", &["AcceptPetition"], |scene| {
            Box::pin(forward(scene, |request| request.name.clone_from(&scene.forwarded.name)))
        }),
        not_in_stage("answered before it was accepted", &["ForwardPetition"], |scene| {
            Box::pin(issue(scene, &HANDLER, |request| request.name.clone_from(&scene.registered.name)))
        }),
        wrong(
            "closed while the window is open",
            FailedPrecondition,
            "WINDOW_STILL_OPEN",
            |scene| {
                Box::pin(async move {
                    let request = sample::closing(&scene.served.name);
                    refusal(scene.caller(&OFFICER).petitions().close_petition(request).await)
                })
            },
        ),
        // Nothing is allowed any more, so nothing is listed.
        wrong("forwarded after it was closed", FailedPrecondition, "CLOSED_ALREADY", |scene| {
            Box::pin(forward(scene, |request| request.name.clone_from(&scene.closed.name)))
        }),
        wrong("closed twice", FailedPrecondition, "CLOSED_ALREADY", |scene| {
            Box::pin(async move {
                let request = sample::closing(&scene.closed.name);
                refusal(scene.caller(&OFFICER).petitions().close_petition(request).await)
            })
        }),
    ]
}

fn misdirected() -> Vec<Wrong> {
    vec![
        wrong("a method that does not exist", Code::PermissionDenied, "NOT_PERMITTED", |scene| {
            Box::pin(async move {
                let door = scene.caller(&OFFICER).door();
                raw::call(door, "/shiyu.petition.v1.PetitionService/DeletePetition")
                    .await
                    .unwrap_err()
            })
        }),
        wrong("a service that does not exist", Code::PermissionDenied, "NOT_PERMITTED", |scene| {
            Box::pin(async move {
                let door = scene.caller(&OFFICER).door();
                raw::call(door, "/shiyu.weather.v1.WeatherService/GetWeather").await.unwrap_err()
            })
        }),
    ]
}
