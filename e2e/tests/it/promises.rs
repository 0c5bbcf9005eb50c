//! What the office promises beside the law: the fast track (简易办理), and its own share of the fifteen days.

use shiyu_e2e::people::{HANDLER, HEAD, OFFICER, STRANGER};
use shiyu_e2e::sample::{BUREAU, factor, opinion, resident};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_proto::petition::v1::{self as pb, DeliveryMethod, Stage};
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};

use crate::saying::{at, refused};

on_both_storages! {
    a_simple_matter_is_promised_an_answer_and_its_petitioner_reads_it;
    what_is_not_simple_any_more_goes_back_to_the_ordinary_course;
}

async fn status(town: &Town, matter: &Matter) -> pb::QueryStatusResponse {
    let query = pb::QueryStatusRequest {
        query_code: matter.code.clone(),
        second_factor: factor(&resident()),
    };
    town.anonymous().status().query_status(query).await.unwrap().into_inner()
}

async fn a_simple_matter_is_promised_an_answer_and_its_petitioner_reads_it(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = Matter::register(&town).await;
    assert_eq!(matter.running(&town).await, ["forward", "pass_on"]);
    matter.by(&town, &OFFICER).forward(BUREAU).await.unwrap();
    let handler = matter.by(&town, &HANDLER);
    refused(matter.by(&town, &STRANGER).simplify().await, NotFound, "PETITION_UNKNOWN");
    refused(matter.by(&town, &OFFICER).simplify().await, PermissionDenied, "NOT_PERMITTED");
    handler.simplify().await.unwrap();
    refused(handler.simplify().await, FailedPrecondition, "DONE_ALREADY");
    assert_eq!(matter.running(&town).await, ["accept", "fast_accept"]);
    let due = matter.due(&town, "fast_accept").await;
    let shown = status(&town, &matter).await;
    assert_eq!(shown.fast_track_time.unwrap().seconds, due.unix_timestamp());
    assert_eq!(shown.due_clock, "accept", "the law's own time is told as before");

    handler.accept(DeliveryMethod::Electronic).await.unwrap();
    handler.relieve(pb::ReliefPath::HandlingOpinion).await.unwrap();
    assert_eq!(matter.running(&town).await, ["fast_answer", "handle"]);
    let longer = matter.by(&town, &HEAD).extend(10, "?", DeliveryMethod::Mail).await;
    refused(longer, FailedPrecondition, "ON_FAST_TRACK");
    handler.draft(opinion()).await.unwrap();
    matter.by(&town, &HEAD).issue().await.unwrap();
    handler.serve(DeliveryMethod::Direct, "receipt 1").await.unwrap();
    assert_eq!(matter.running(&town).await, ["review_window"]);
    assert_eq!(status(&town, &matter).await.fast_track_time, None);
    town.settled().await;
    let told = town.told_of(matter.id).await.into_iter().map(|fact| fact.subject);
    assert!(told.into_iter().any(|subject| subject == "shiyu.petition.handling.simplified"));
}

async fn what_is_not_simple_any_more_goes_back_to_the_ordinary_course(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Handling).await;
    let handler = matter.by(&town, &HANDLER);
    refused(handler.resume("?").await, FailedPrecondition, "NOT_ON_FAST_TRACK");
    handler.simplify().await.unwrap();
    town.advance_past(matter.due(&town, "fast_answer").await).await;
    town.settled().await;
    assert_eq!(
        matter.kinds(&town).await.last().unwrap(),
        "clock.overdue",
        "a promise that is not kept is told"
    );
    handler.resume("The roof has to be surveyed first").await.unwrap();
    assert_eq!(matter.running(&town).await, ["handle"]);
    assert_eq!(status(&town, &matter).await.fast_track_left, "The roof has to be surveyed first");
    refused(handler.simplify().await, FailedPrecondition, "NOT_SIMPLE");
    matter.by(&town, &HEAD).extend(10, "A survey", DeliveryMethod::Mail).await.unwrap();
}
