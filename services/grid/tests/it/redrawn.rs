//! A new map cuts the ground otherwise: what was reported before follows its place.

use prost::Message;
use sea_orm::EntityTrait;
use shiyu_kit::calendar::local_date;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{both_databases, journal};
use shiyu_proto::grid::v1 as pb;

use crate::citizen;
use crate::registers::{GRID, HEIR};
use crate::scene::{DISPATCHER, OTHER_TOWN, PATROL, Scene, VILLAGE, Who, by, order, reason, uuid};

both_databases! {
    the_team_of_the_grid_that_covers_the_place_today_acts;
    the_team_of_the_grid_that_covers_the_place_today_lists_it;
}

/// Who patrols the grid that came in the place of the other.
const NEWCOMER: Who = ("newcomer", VILLAGE, "grid_patrol");

/// The last report, as it was told.
async fn reported(scene: &Scene) -> pb::EventReported {
    let rows = journal::Entity::find().all(&scene.ledger.database().reader).await.unwrap();
    let row = rows.into_iter().rfind(|row| row.kind == "event.reported").unwrap();
    pb::EventReported::decode(row.fact.unwrap().as_slice()).unwrap()
}

async fn the_team_of_the_grid_that_covers_the_place_today_acts(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (mut public, mut events) = (scene.public(), scene.events());
    let request = citizen::report(&scene);
    let name = format!("counties/330602/events/{}", request.request_id);
    public.submit_report(request).await.unwrap();
    events
        .order_verification(by(DISPATCHER, order!(name, OrderVerificationRequest {})))
        .await
        .unwrap();
    scene.tables.redraw(local_date(scene.clock.now()));

    let seen = || {
        order!(
            name,
            ReportVerificationRequest {
                found: true,
                note: "So it is".to_owned()
            }
        )
    };
    assert_eq!(reason(events.report_verification(by(PATROL, seen())).await), "NOT_GRID_STAFF");
    let accepted = events.report_verification(by(NEWCOMER, seen())).await.unwrap().into_inner();
    assert_eq!(accepted.stage(), pb::EventStage::Accepted);
    assert_ne!(accepted.place.unwrap().grid, HEIR, "an event keeps the grid of its day");

    let again = scene.reported(NEWCOMER, pb::EventSource::Patrol).await.event.unwrap();
    assert_eq!(again.place.unwrap().grid, HEIR);
    assert!(
        reported(&scene).await.repeats,
        "it was reported there before, whatever the grid was called"
    );
    let again = again.name;
    let same = order!(again, MergeEventRequest { other_event: name.clone() });
    let merged = events.merge_event(by(DISPATCHER, same)).await.unwrap().into_inner();
    assert_eq!(merged.stage(), pb::EventStage::Duplicate);
}

/// What somebody of another town, who works in the grids alone, is listed of a grid.
async fn listed(scene: &Scene, subject: &'static str, grid: &str) -> Vec<String> {
    let request = pb::ListEventsRequest {
        parent: "counties/330602".to_owned(),
        filter: Some(pb::EventFilter {
            grid: grid.to_owned(),
            ..pb::EventFilter::default()
        }),
        ..pb::ListEventsRequest::default()
    };
    let who = (subject, OTHER_TOWN, "grid_patrol");
    let events = scene.events().list_events(by(who, request)).await.unwrap().into_inner().events;
    events.into_iter().map(|event| event.name).collect()
}

async fn the_team_of_the_grid_that_covers_the_place_today_lists_it(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let name = scene.reported(PATROL, pb::EventSource::Patrol).await.event.unwrap().name;
    assert_eq!(listed(&scene, "police", GRID).await, std::slice::from_ref(&name));
    assert_eq!(scene.ears.desk.follow_map().await.unwrap(), 0, "the map is the same");
    scene.tables.redraw(local_date(scene.clock.now()));
    assert!(listed(&scene, "police", GRID).await.is_empty(), "that grid is gone");
    assert_eq!(scene.ears.desk.follow_map().await.unwrap(), 1);
    assert_eq!(scene.ears.desk.follow_map().await.unwrap(), 0, "it is where it belongs");
    assert_eq!(listed(&scene, "newcomer", HEIR).await, std::slice::from_ref(&name));
    assert!(listed(&scene, "police", GRID).await.is_empty());
    let filed = scene.ledger.get(uuid(&name)).await.unwrap().unwrap();
    assert_eq!((filed.case.grid().as_str(), filed.case.place.grid.as_str()), (HEIR, GRID));
}
