//! What a citizen reported and was merged into another event: its code leads there, to how that one ended.

use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;

use crate::citizen::{cleared, query, report};
use crate::scene::{DISPATCHER, LEAD, PATROL, Scene, by, here, id, order, reason};

both_databases! {
    a_duplicate_shows_the_event_that_goes_on;
    a_duplicate_is_rated_with_its_own_code_as_the_other_ended;
}

async fn a_duplicate_shows_the_event_that_goes_on(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (mut public, mut events) = (scene.public(), scene.events());
    let first = scene.reported(PATROL, pb::EventSource::Patrol).await.event.unwrap();
    let mut request = report(&scene);
    (request.address, request.point) = (String::new(), Some(here()));
    let name = format!("counties/330602/events/{}", request.request_id);
    let code = public.submit_report(request).await.unwrap().into_inner().query_code;
    let found = events.list_duplicate_candidates(by(DISPATCHER, pb::ListDuplicateCandidatesRequest { name: name.clone() }));
    let found = found.await.unwrap().into_inner().candidates;
    let told: Vec<_> = found
        .iter()
        .map(|found| (&found.event.as_ref().unwrap().name, found.same_grid, found.metres))
        .collect();
    assert_eq!(told, [(&first.name, true, 0)]);
    let into_itself = order!(name, MergeEventRequest { other_event: name.clone() });
    let refused = events.merge_event(by(DISPATCHER, into_itself)).await;
    assert_eq!(reason(refused), "LINKED_EVENT_UNKNOWN");
    let merge = order!(
        name,
        MergeEventRequest {
            other_event: first.name.clone()
        }
    );
    events.merge_event(by(DISPATCHER, merge)).await.unwrap();
    events
        .dispatch_event(by(DISPATCHER, order!(first.name, DispatchEventRequest {})))
        .await
        .unwrap();
    let shown = public.query_report(query(&code)).await.unwrap().into_inner();
    assert_eq!((shown.stage(), shown.result.as_str()), (pb::EventStage::Dispatched, "duplicate"));
    let unmerge = order!(
        name,
        UnmergeEventRequest {
            reason: "Another door".to_owned()
        }
    );
    events.unmerge_event(by(DISPATCHER, unmerge)).await.unwrap();
    let shown = public.query_report(query(&code)).await.unwrap().into_inner();
    assert_eq!((shown.stage(), shown.result.as_str()), (pb::EventStage::Reported, ""));
}

/// A citizen's report, merged into what a patrol found: the names of both, and the code.
async fn merged(scene: &Scene) -> (String, String, String) {
    let first = scene.reported(PATROL, pb::EventSource::Patrol).await.event.unwrap().name;
    let mut request = report(scene);
    (request.address, request.point) = (String::new(), Some(here()));
    let name = format!("counties/330602/events/{}", request.request_id);
    let code = scene.public().submit_report(request).await.unwrap().into_inner().query_code;
    let merge = order!(
        name,
        MergeEventRequest {
            other_event: first.clone()
        }
    );
    scene.events().merge_event(by(DISPATCHER, merge)).await.unwrap();
    (name, first, code)
}

/// Solved in the grid.
async fn closed(scene: &Scene, name: &str) {
    let (mut events, name) = (scene.events(), name.to_owned());
    events
        .accept_event(by(DISPATCHER, order!(name, AcceptEventRequest {})))
        .await
        .unwrap();
    events
        .take_up_in_grid(by(LEAD, order!(name, TakeUpInGridRequest {})))
        .await
        .unwrap();
    cleared(scene, &name).await;
    events
        .close_event(by(DISPATCHER, order!(name, CloseEventRequest {})))
        .await
        .unwrap();
}

async fn a_duplicate_is_rated_with_its_own_code_as_the_other_ended(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut public = scene.public();
    let (own, first, code) = merged(&scene).await;
    let rating = || pb::SubmitRatingRequest {
        query_code: code.clone(),
        request_id: id(),
        rating: pb::EventRating::Satisfied.into(),
    };
    assert_eq!(reason(public.submit_rating(rating()).await), "NOT_IN_STAGE", "the other goes on");
    closed(&scene, &first).await;
    let shown = public.query_report(query(&code)).await.unwrap().into_inner();
    assert_eq!((shown.stage(), shown.result.as_str()), (pb::EventStage::Closed, "handled"));
    assert!(shown.rate_before_time.is_some());
    let rated = public.submit_rating(rating()).await.unwrap().into_inner();
    assert_eq!((rated.result.as_str(), rated.rate_before_time), ("handled", None));
    assert_eq!(reason(public.submit_rating(rating()).await), "EVALUATED_ALREADY");
    for (name, is_rated) in [(own, true), (first, false)] {
        let event = scene.events().get_event(by(DISPATCHER, pb::GetEventRequest { name })).await;
        let course = event.unwrap().into_inner().course.unwrap();
        assert_eq!(course.evaluation.is_some(), is_rated);
    }
}
