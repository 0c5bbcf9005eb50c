//! Two events that are the same: both are on the record of it, whoever comes first.

use shiyu_kit::both_databases;
use shiyu_kit::journal;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;

use crate::scene::{DISPATCHER, PATROL, SECOND, Scene, Who, by, order, reason, uuid};

both_databases! {
    of_two_events_that_are_merged_into_each_other_at_once_one_goes_on;
    a_merger_is_on_the_record_of_both_until_it_is_taken_back;
}

async fn found(scene: &Scene) -> String {
    scene.reported(PATROL, pb::EventSource::Patrol).await.event.unwrap().name
}

async fn merge(scene: &Scene, who: Who, (name, into): (&str, &str)) -> Result<pb::Event, tonic::Status> {
    let name = name.to_owned();
    let request = order!(
        name,
        MergeEventRequest {
            other_event: into.to_owned()
        }
    );
    scene.events().merge_event(by(who, request)).await.map(tonic::Response::into_inner)
}

async fn of_two_events_that_are_merged_into_each_other_at_once_one_goes_on(home: TestDatabase) {
    let scene = Scene::on(home).await;
    for _ in 0..10 {
        let (one, two) = (found(&scene).await, found(&scene).await);
        let (there, back) = tokio::join!(merge(&scene, DISPATCHER, (&one, &two)), merge(&scene, SECOND, (&two, &one)));
        let (merged, refused) = if there.is_ok() { (there, back) } else { (back, there) };
        assert_eq!(merged.unwrap().stage(), pb::EventStage::Duplicate);
        let refused = reason(refused);
        assert!(["LINKED_EVENT_ENDED", "CLOSED_ALREADY"].contains(&refused.as_str()), "{refused}");
        let mut stages = Vec::new();
        for name in [&one, &two] {
            let get = pb::GetEventRequest { name: name.clone() };
            stages.push(scene.events().get_event(by(DISPATCHER, get)).await.unwrap().into_inner().stage());
        }
        stages.sort_unstable();
        assert_eq!(stages, [pb::EventStage::Reported, pb::EventStage::Duplicate]);
    }
}

async fn a_merger_is_on_the_record_of_both_until_it_is_taken_back(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (one, two) = (found(&scene).await, found(&scene).await);
    merge(&scene, DISPATCHER, (&one, &two)).await.unwrap();
    let duplicates = async || {
        let get = pb::GetEventRequest { name: two.clone() };
        let event = scene.events().get_event(by(DISPATCHER, get)).await.unwrap().into_inner();
        event.course.unwrap().duplicates
    };
    assert_eq!(duplicates().await, std::slice::from_ref(&one));
    let unmerge = order!(
        one,
        UnmergeEventRequest {
            reason: "Another door".to_owned()
        }
    );
    scene.events().unmerge_event(by(DISPATCHER, unmerge)).await.unwrap();
    assert_eq!(duplicates().await, [""; 0]);
    let db = &scene.ledger.database().reader;
    for (name, expected) in [
        (&one, ["event.reported", "event.merged", "event.unmerged"]),
        (&two, ["event.reported", "duplicate.joined", "duplicate.left"]),
    ] {
        let rows = journal::timeline(db, uuid(name)).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.kind.as_str()).collect::<Vec<_>>(), expected);
        assert_eq!(journal::verify(db, uuid(name)).await.unwrap().unwrap().findings, []);
    }
}
