//! The closed loop of seven steps (C4): reported by point, dispatched, signed in, handled, looked at, closed; told in order, and
//! nobody and nobody's words in what is told.

use shiyu_e2e::ground::people::{DISPATCHER, GRID_AUDITOR, STAFF};
use shiyu_e2e::ground::{GRID, TOWN, WORDS};
use shiyu_e2e::{Backends, Found, Ground, Storage};
use shiyu_proto::grid::v1 as pb;

on_both_storages! {
    an_event_goes_round_and_is_told_in_order;
}

const STEPS: [&str; 8] = [
    "event.reported",
    "event.accepted",
    "event.filed",
    "event.dispatched",
    "event.signed_in",
    "event.handled",
    "event.verified",
    "event.closed",
];

async fn an_event_goes_round_and_is_told_in_order(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    let reported = found.get(&ground).await;
    let place = reported.place.unwrap();
    assert_eq!((place.grid.as_str(), place.town.as_str()), (GRID, TOWN));
    assert_eq!((place.map_version, place.professional_grids.len()), (1, 3));
    assert_eq!(reported.receiver, TOWN);
    found.handled(&ground).await;
    let course = found.course(&ground).await;
    let dispatch = &course.dispatches[0];
    assert_eq!(
        (dispatch.unit.as_str(), dispatch.rule.as_str(), dispatch.by.as_str()),
        (TOWN, "public-security", DISPATCHER.subject)
    );
    let closed = found.closed(&ground).await;
    assert_eq!((closed.stage(), &closed.missing_slots[..]), (pb::EventStage::Closed, &[][..]));
    assert_eq!(closed.ending.unwrap().tier(), pb::ResolutionTier::Department);
    assert_eq!(found.kinds(&ground).await, STEPS);

    ground.settled().await;
    let told = ground.town.told_of(found.id).await;
    let subjects: Vec<_> = told.iter().map(|fact| fact.subject.clone()).collect();
    assert_eq!(subjects, STEPS.map(|step| format!("shiyu.grid.{step}")));
    let versions: Vec<_> = told.iter().map(|fact| fact.header("ce-caseversion").to_owned()).collect();
    assert_eq!(versions, (1..=8).map(|version| version.to_string()).collect::<Vec<_>>());
    for fact in ground.town.told().await {
        let bytes = fact.bytes();
        let text = String::from_utf8_lossy(&bytes);
        for secret in WORDS.into_iter().chain([STAFF]) {
            assert!(!text.contains(secret), "{} tells {secret}", fact.subject);
        }
    }
    counted(&ground, &found).await;
}

/// The auditor's list, count and export say the same.
async fn counted(ground: &Ground, found: &Found) {
    let mut events = ground.caller(&GRID_AUDITOR).events();
    let filter = Some(pb::EventFilter {
        stage: pb::EventStage::Closed.into(),
        grid: GRID.to_owned(),
        ..pb::EventFilter::default()
    });
    let parent = shiyu_e2e::sample::parent();
    let request = pb::ListEventsRequest {
        parent: parent.clone(),
        filter: filter.clone(),
        ..pb::ListEventsRequest::default()
    };
    let listed = events.list_events(request).await.unwrap().into_inner().events;
    let names: Vec<_> = listed.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, [found.name.as_str()]);
    let count = events.count_events(pb::CountEventsRequest { parent, filter }).await;
    assert_eq!(count.unwrap().into_inner().count, 1);
}
