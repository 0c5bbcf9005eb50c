//! Solved in the grid (小事不出格), with reporting, handling and looking at it in hands that stay apart (巡办分离).

use shiyu_e2e::ground::people::{DISPATCHER, IDLE_PATROL, LEAD, PATROL, SECOND_PATROL};
use shiyu_e2e::ground::{WORDS, reporting};
use shiyu_e2e::{Backends, Found, Ground, Storage};
use shiyu_proto::grid::v1 as pb;
use tonic::Code::{FailedPrecondition, PermissionDenied};

use crate::saying::refused;

on_both_storages! {
    the_lead_solves_it_and_others_look;
    who_works_elsewhere_does_not_patrol_here;
}

async fn the_lead_solves_it_and_others_look(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let [.., done, seen] = WORDS;

    let own = Found::reported(&ground.caller(&LEAD), reporting(ground.town.now(), pb::EventSource::Patrol)).await;
    refused(
        own.unwrap().by(&ground, &LEAD).take_up().await,
        PermissionDenied,
        "REPORTER_HANDLES",
    );

    let found = Found::by_patrol(&ground).await;
    let (lead, patrol) = (found.by(&ground, &LEAD), found.by(&ground, &PATROL));
    refused(patrol.take_up().await, PermissionDenied, "NOT_PERMITTED");
    let taken = lead.take_up().await.unwrap();
    assert_eq!((taken.stage(), taken.level()), (pb::EventStage::InGrid, pb::Level::Grid));
    let fined = lead.report_handled(done, pb::Measure::Fined, vec![]).await;
    refused(fined, PermissionDenied, "BEYOND_GRID_POWERS");
    lead.report_handled(done, pb::Measure::Cleared, vec![]).await.unwrap();
    refused(lead.inspect(true, seen).await, PermissionDenied, "NOT_PERMITTED");
    refused(found.by(&ground, &DISPATCHER).close().await, FailedPrecondition, "NOT_IN_STAGE");
    let again = found.by(&ground, &SECOND_PATROL).inspect(false, "Still blocked").await.unwrap();
    assert_eq!(again.stage(), pb::EventStage::InGrid, "what is not done is done again");
    lead.report_handled(done, pb::Measure::Cleared, vec![]).await.unwrap();
    let closed = found.closed(&ground).await;
    assert_eq!(closed.ending.unwrap().tier(), pb::ResolutionTier::Grid);
    let hands = closed.hands.unwrap();
    let people = [hands.reported_by, hands.handled_by, hands.verified_by];
    assert_eq!(people, [PATROL, LEAD, PATROL].map(|post| post.subject.to_owned()));
}

async fn who_works_elsewhere_does_not_patrol_here(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let request = reporting(ground.town.now(), pb::EventSource::Patrol);
    let reported = Found::reported(&ground.caller(&IDLE_PATROL), request).await;
    refused(reported, PermissionDenied, "NOT_GRID_STAFF");
}
