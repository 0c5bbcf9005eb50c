//! The same as another, and not the same after all (重复); and closed events taken up again (重开).

use shiyu_e2e::ground::people::{DISPATCHER, PATROL};
use shiyu_e2e::ground::{report, reporting, spot};
use shiyu_e2e::{Backends, Found, Ground, Storage, moment};
use shiyu_proto::grid::v1 as pb;
use time::Duration;
use tonic::Code::FailedPrecondition;

use super::citizen::{submission, submitted};
use crate::saying::refused;

on_both_storages! {
    a_merger_is_taken_back_and_nothing_is_lost;
    what_is_far_away_is_not_the_same;
    a_closed_event_is_taken_up_again_for_thirty_days;
}

async fn candidates(ground: &Ground, found: &Found) -> Vec<String> {
    let request = pb::ListDuplicateCandidatesRequest { name: found.name.clone() };
    let listed = ground.caller(&DISPATCHER).events().list_duplicate_candidates(request).await;
    let candidates = listed.unwrap().into_inner().candidates.into_iter();
    candidates.map(|candidate| candidate.event.unwrap().name).collect()
}

async fn a_merger_is_taken_back_and_nothing_is_lost(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let first = Found::by_patrol(&ground).await;
    let second = submitted(&ground, submission(&ground)).await;
    let accept = second.clock(&ground, "accept").await;
    assert_eq!(candidates(&ground, &second).await, std::slice::from_ref(&first.name));
    let dispatcher = second.by(&ground, &DISPATCHER);
    let merged = dispatcher.merge(&first.name).await.unwrap();
    let ending = merged.ending.unwrap();
    assert_eq!(
        (ending.stage(), ending.other_event.as_str()),
        (pb::EventStage::Duplicate, first.name.as_str())
    );
    refused(dispatcher.accept().await, FailedPrecondition, "CLOSED_ALREADY");

    ground.town.advance(Duration::minutes(5)).await;
    let goes_on = dispatcher.unmerge("Another exit").await.unwrap();
    assert_eq!((goes_on.stage(), goes_on.ending), (pb::EventStage::Reported, None));
    let again = second.clock(&ground, "accept").await;
    assert_eq!((again.legal_due_time, again.stop_time), (accept.legal_due_time, None));
    ground.settled().await;
    let told = ground.town.told_of(second.id).await;
    let kinds: Vec<_> = told.iter().map(|fact| fact.subject.clone()).collect();
    assert_eq!(
        kinds,
        ["reported", "merged", "unmerged"].map(|step| format!("shiyu.grid.event.{step}"))
    );
}

async fn what_is_far_away_is_not_the_same(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let first = Found::by_patrol(&ground).await;
    let mut request = submission(&ground);
    request.point = Some(spot(0, 3));
    let far = submitted(&ground, request).await;
    assert_eq!(candidates(&ground, &far).await, Vec::<String>::new());
    let merged = far.by(&ground, &DISPATCHER).merge(&first.name).await;
    refused(merged, FailedPrecondition, "NOT_THE_SAME_PLACE_AND_CLASS");
    let unknown = format!("{}/events/{}", shiyu_e2e::sample::parent(), shiyu_kit::clock::new_id());
    let merged = far.by(&ground, &DISPATCHER).merge(&unknown).await;
    refused(merged, FailedPrecondition, "LINKED_EVENT_UNKNOWN");
}

async fn a_closed_event_is_taken_up_again_for_thirty_days(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    let patrol = found.by(&ground, &PATROL);
    let again = || report(ground.town.now(), pb::EventSource::Patrol);
    refused(patrol.reopen(again()).await, FailedPrecondition, "LINKED_EVENT_OPEN");
    found.handled(&ground).await;
    found.closed(&ground).await;

    let reopened = patrol.reopen(again()).await.unwrap().event.unwrap();
    assert_eq!(
        (reopened.stage(), &reopened.reopened_event),
        (pb::EventStage::Reported, &found.name)
    );
    let (new, old) = (reopened.place.unwrap(), found.get(&ground).await.place.unwrap());
    assert_eq!((new.grid, new.point), (old.grid, old.point));
    let last = moment(found.clock(&ground, "reopen").await.legal_due_time);
    ground.town.advance_past(last).await;
    ground.settled().await;
    refused(patrol.reopen(again()).await, FailedPrecondition, "REOPEN_LAPSED");
    Found::reported(&ground.caller(&PATROL), reporting(ground.town.now(), pb::EventSource::Patrol))
        .await
        .unwrap();
}
