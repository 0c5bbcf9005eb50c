//! What is wrong with who stands in a petition, who acts in it and who decides it.

use shiyu_e2e::people::{CLERK, HANDLER, HEAD, OFFICER, Post, REVIEWER};
use shiyu_e2e::sample::{BUREAU, STATION, another, party, person};
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1::{self as pb, DeliveryMethod, PartyRole};
use tonic::Code;

use super::asking::register;
use super::{Wrong, malformed, wrong};

pub fn table() -> Vec<Wrong> {
    [standing(), acting(), deciding()].into_iter().flatten().collect()
}

/// A petition whose first party says something else of itself.
fn saying(change: impl FnOnce(&mut common::Identity) + Send + 'static) -> impl FnOnce(&mut pb::RegisterPetitionRequest, &mut pb::Petition) {
    |_, petition| change(petition.parties[0].identity.as_mut().unwrap())
}

fn standing() -> Vec<Wrong> {
    vec![
        malformed(
            "six representatives",
            &[("petition.parties", "TOO_MANY_REPRESENTATIVES")],
            |scene| {
                Box::pin(register(scene, |_, petition| {
                    let six = (1..=6).map(|number| {
                        let id = another(new_id(), number);
                        party(id, PartyRole::Representative, person("陆若耶", number.into()))
                    });
                    petition.parties.extend(six);
                }))
            },
        ),
        malformed(
            "an identity number with a wrong check digit",
            &[("petition.parties[0].identity.document_number", "IDENTITY_NUMBER_INVALID")],
            |scene| {
                Box::pin(register(
                    scene,
                    saying(|identity| {
                        let last = if identity.document_number.ends_with('1') { "2" } else { "1" };
                        identity.document_number.replace_range(17.., last);
                    }),
                ))
            },
        ),
        malformed(
            "a credit code with a wrong check digit",
            &[("petition.parties[0].identity.document_number", "CREDIT_CODE_INVALID")],
            |scene| {
                Box::pin(register(
                    scene,
                    saying(|identity| {
                        identity.document_kind = common::DocumentKind::CreditCode.into();
                        identity.document_number = "91350100M000100Y44".to_owned();
                    }),
                ))
            },
        ),
        malformed(
            "a telephone nobody has, and no name",
            &[
                ("petition.parties[0].identity.name", "REQUIRED"),
                ("petition.parties[0].identity.phone", "PHONE_INVALID"),
            ],
            |scene| {
                Box::pin(register(
                    scene,
                    saying(|identity| {
                        identity.name = " ".to_owned();
                        identity.phone = "1234".to_owned();
                    }),
                ))
            },
        ),
        malformed("the same party twice", &[("petition.parties[1].id", "DUPLICATE")], |scene| {
            Box::pin(register(scene, |_, petition| {
                petition.parties.push(petition.parties[0].clone());
            }))
        }),
        malformed("nobody who brings it", &[("petition.parties", "PETITIONER_MISSING")], |scene| {
            Box::pin(register(scene, |_, petition| {
                petition.parties[0].role = PartyRole::Respondent.into();
            }))
        }),
        wrong("a party of another petition", Code::AlreadyExists, "PARTY_ID_TAKEN", |scene| {
            let taken = scene.registered.petitioner.clone();
            Box::pin(register(scene, move |_, petition| petition.parties[0].id = taken))
        }),
    ]
}

fn acting() -> Vec<Wrong> {
    use Code::{FailedPrecondition, PermissionDenied};
    vec![
        wrong("a withdrawal by a stranger", PermissionDenied, "NOT_A_PARTY", |scene| {
            Box::pin(async move {
                let clerk = scene.registered.by(&scene.town, &CLERK);
                clerk
                    .withdraw(scene.forwarded.petitioner.clone(), "", "statement 4")
                    .await
                    .unwrap_err()
            })
        }),
        wrong("a review asked for by a stranger", PermissionDenied, "NOT_A_PARTY", |scene| {
            Box::pin(async move {
                let officer = scene.served.by(&scene.town, &OFFICER);
                officer.request_remedy(new_id().to_string(), "It leaks").await.unwrap_err()
            })
        }),
        wrong("a review asked for on day 31", FailedPrecondition, "REMEDY_LAPSED", |scene| {
            Box::pin(async move {
                let officer = scene.closed.by(&scene.town, &OFFICER);
                officer
                    .request_remedy(scene.closed.petitioner.clone(), "It leaks")
                    .await
                    .unwrap_err()
            })
        }),
        wrong("a stranger who is shown", PermissionDenied, "NOT_A_PARTY", |scene| {
            Box::pin(async move {
                let officer = scene.registered.by(&scene.town, &OFFICER);
                officer.reveal(new_id().to_string(), "To call").await.unwrap_err()
            })
        }),
        malformed("a reveal without a reason", &[("reason", "REQUIRED")], |scene| {
            Box::pin(async move {
                let officer = scene.registered.by(&scene.town, &OFFICER);
                officer.reveal(scene.registered.petitioner.clone(), "").await.unwrap_err()
            })
        }),
    ]
}

fn deciding() -> Vec<Wrong> {
    use Code::{FailedPrecondition, PermissionDenied};
    vec![
        malformed(
            "an acceptance that nobody is told of who could be",
            &[("notice_method", "REQUIRED")],
            |scene| {
                Box::pin(async move {
                    let handler = scene.forwarded.by(&scene.town, &HANDLER);
                    handler.accept(DeliveryMethod::Unspecified).await.unwrap_err()
                })
            },
        ),
        malformed("an extension of 31 days", &[("days", "OUT_OF_RANGE")], |scene| {
            Box::pin(async move {
                let head = scene.handling.by(&scene.town, &HEAD);
                head.extend(31, "A survey", DeliveryMethod::Mail).await.unwrap_err()
            })
        }),
        wrong("a second extension", FailedPrecondition, "EXTENDED_ALREADY", |scene| {
            Box::pin(async move {
                let head = scene.drafted.by(&scene.town, &HEAD);
                head.extend(1, "Another", DeliveryMethod::Mail).await.unwrap_err()
            })
        }),
        wrong(
            "an accusation forwarded to the accused unit",
            PermissionDenied,
            "FORWARDED_TO_ACCUSED",
            |scene| Box::pin(async move { scene.accusing.by(&scene.town, &OFFICER).forward(BUREAU).await.unwrap_err() }),
        ),
        wrong(
            "an accusation forwarded to what answers to the accused unit",
            PermissionDenied,
            "FORWARDED_TO_ACCUSED",
            |scene| Box::pin(async move { scene.accusing.by(&scene.town, &OFFICER).forward(STATION).await.unwrap_err() }),
        ),
        wrong(
            "an accusation against the office that would hold it",
            FailedPrecondition,
            "HELD_BY_ACCUSED",
            |scene| {
                Box::pin(register(scene, |_, petition| {
                    petition.accused = Some(pb::Accused {
                        units: vec!["330602".to_owned()],
                        subjects: Vec::new(),
                    });
                }))
            },
        ),
        wrong(
            "a reviewer who handled the case",
            PermissionDenied,
            "REVIEWER_HANDLED_THE_CASE",
            |scene| {
                Box::pin(async move {
                    let moved = Post {
                        subject: HANDLER.subject,
                        ..REVIEWER
                    };
                    scene.contested.by(&scene.town, &moved).take_up().await.unwrap_err()
                })
            },
        ),
        wrong(
            "an opinion on a path that has none",
            FailedPrecondition,
            "PATH_WITHOUT_OPINION",
            |scene| {
                Box::pin(async move {
                    let handler = scene.studied.by(&scene.town, &HANDLER);
                    handler.draft(shiyu_e2e::sample::opinion()).await.unwrap_err()
                })
            },
        ),
    ]
}
