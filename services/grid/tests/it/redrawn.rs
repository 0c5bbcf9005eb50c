//! A new map cuts the ground otherwise: what was reported before follows its place.

use prost::Message;
use sea_orm::EntityTrait;
use shiyu_kit::calendar::local_date;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{both_databases, journal};
use shiyu_proto::grid::v1 as pb;

use crate::citizen;
use crate::registers::HEIR;
use crate::scene::{DISPATCHER, PATROL, Scene, VILLAGE, Who, by, order, reason};

both_databases! {
    the_team_of_the_grid_that_covers_the_place_today_acts;
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
