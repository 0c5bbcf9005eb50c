//! Well-formed requests upon petitions that the law, the stage or the contract does not allow.

use prost_types::Timestamp;
use shiyu_e2e::people::{CLERK, HANDLER, HEAD, OFFICER, Post, STRANGER};
use shiyu_e2e::sample::{self, NEIGHBOUR};
use shiyu_kit::clock::new_id;
use tonic::Code;

use super::asking::{accept, draft, forward, get, issue, register};
use super::{Wrong, refusal, wrong};
use crate::raw;

/// Sees what every unit of the county does, and holds none of it.
const LEADER: Post = Post {
    subject: "leader",
    unit: Some(sample::COUNTY),
    ..HANDLER
};

pub fn table() -> Vec<Wrong> {
    [against_the_law(), out_of_stage(), misdirected()].into_iter().flatten().collect()
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
            |scene| Box::pin(accept(scene, &LEADER)),
        ),
        wrong(
            "answered by a unit that does not hold it",
            PermissionDenied,
            "UNIT_NOT_HOLDING",
            |scene| Box::pin(draft(scene, &LEADER, |_| {})),
        ),
        wrong("accepted by whoever does not see it", NotFound, "PETITION_UNKNOWN", |scene| {
            Box::pin(accept(scene, &STRANGER))
        }),
        wrong("an etag by whoever does not see it", NotFound, "PETITION_UNKNOWN", |scene| {
            Box::pin(draft(scene, &STRANGER, |request| request.etag = "9".into()))
        }),
        wrong("answered by whoever does not see it", NotFound, "PETITION_UNKNOWN", |scene| {
            Box::pin(draft(scene, &STRANGER, |_| {}))
        }),
        wrong("issued by whoever drafted it", PermissionDenied, "NOT_THE_UNIT_HEAD", |scene| {
            Box::pin(issue(scene, &HEAD))
        }),
        wrong("issued without a draft", FailedPrecondition, "NOTHING_DRAFTED", |scene| {
            Box::pin(async move { scene.handling.by(&scene.town, &HEAD).issue().await.unwrap_err() })
        }),
    ]
}

/// What goes on beside every stage.
macro_rules! beside {
    ($($own:literal),*) => {
        &[
            $($own,)*
            "SupplementPetition",
            "SendMessage",
            "AddParty",
            "AgreeBoundary",
            "RecordReceipt",
            "TransferPetition",
            "WithdrawReferral",
            "ReportUrgent",
            "RecuseStaff",
            "SponsorPetition",
            "CompleteMilestone",
            "SupervisePetition",
            "AnswerSupervision",
            "ProposeAccountability",
        ]
    };
}

const REGISTERED: &[&str] = beside!(
    "ForwardPetition",
    "AssignPetition",
    "AcceptPetition",
    "RedirectPetition",
    "DivertPetition",
    "MergePetition",
    "DeclinePetition",
    "GiveCompletenessNotice",
    "SimplifyHandling",
    "ResumeOrdinaryHandling",
    "RaiseBoundary",
    "OfferOutside",
    "WithdrawPetition"
);
const FORWARDED: &[&str] = beside!(
    "AcceptPetition",
    "ObjectToForwarding",
    "SimplifyHandling",
    "ResumeOrdinaryHandling",
    "RaiseBoundary",
    "OfferOutside",
    "WithdrawPetition"
);
const CLOSED: &[&str] = &[
    "RequestRemedy",
    "ReportExecution",
    "ProposeAccountability",
    "EvaluatePetition",
    "AddCareTask",
    "CompleteCareTask",
    "ArchivePetition",
];

fn out_of_stage() -> Vec<Wrong> {
    use Code::FailedPrecondition;
    let not_in_stage = |what, allowed, ask| Wrong {
        allowed,
        ..wrong(what, FailedPrecondition, "NOT_IN_STAGE", ask)
    };
    let closed_already = |what, ask| Wrong {
        allowed: CLOSED,
        ..wrong(what, FailedPrecondition, "CLOSED_ALREADY", ask)
    };
    vec![
        not_in_stage("forwarded twice", FORWARDED, |scene| {
            Box::pin(forward(scene, |request| request.name.clone_from(&scene.forwarded.name)))
        }),
        not_in_stage("answered before it was accepted", REGISTERED, |scene| {
            Box::pin(draft(scene, &LEADER, |request| request.name.clone_from(&scene.registered.name)))
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
        closed_already("forwarded after it was closed", |scene| {
            Box::pin(forward(scene, |request| request.name.clone_from(&scene.closed.name)))
        }),
        closed_already("closed twice", |scene| {
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
