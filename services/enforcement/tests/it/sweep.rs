//! A power changes hands while cases are in flight (S15).

use shiyu_enforcement::power::Swept;
use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;

use crate::office::Offices;
use crate::scene::{BUREAU, LI, Scene, TOWN, WATER, uuid};

both_databases! {
    what_is_in_flight_stays_with_who_filed_it;
    what_is_in_flight_goes_with_its_power_where_the_list_says_so;
}

/// A case of the bureau's, and a list that gives its power to the water bureau in ten days.
async fn before(home: TestDatabase, in_flight: pb::InFlight) -> (Scene, Offices, String) {
    let scene = Scene::on(home).await;
    let offices = Offices::beside(&scene).await;
    let (name, _) = scene.filed().await;
    let today = scene.today();
    offices.edition(BUREAU, today, (pb::InFlight::Keep, today)).await;
    offices.edition(WATER, today + Duration::days(10), (in_flight, today)).await;
    (scene, offices, name)
}

async fn what_is_in_flight_stays_with_who_filed_it(home: TestDatabase) {
    let (scene, offices, name) = before(home, pb::InFlight::Keep).await;
    assert_eq!(offices.sweep.sweep().await.unwrap(), Swept::default(), "the day has not come");
    scene.lives(Duration::days(10)).await;
    let swept = offices.sweep.sweep().await.unwrap();
    assert_eq!((swept.moves, swept.kept, swept.handed_over), (1, 1, 0));
    assert_eq!(offices.sweep.sweep().await.unwrap(), Swept::default(), "it is seen to once");
    let case = scene.ledger.get(uuid(&name)).await.unwrap().unwrap().case;
    assert_eq!((case.unit.as_str(), case.course.rehomings.len()), (BUREAU, 0));
    assert_eq!(scene.get(LI, &name).await.unwrap().stage(), pb::Stage::Investigating);
}

async fn what_is_in_flight_goes_with_its_power_where_the_list_says_so(home: TestDatabase) {
    let (scene, offices, name) = before(home, pb::InFlight::Transfer).await;
    offices.sworn(WATER).await;
    scene.lives(Duration::days(10)).await;
    let swept = offices.sweep.sweep().await.unwrap();
    assert_eq!((swept.moves, swept.kept, swept.handed_over), (1, 0, 1));
    let case = scene.ledger.get(uuid(&name)).await.unwrap().unwrap().case;
    let gone = &case.course.rehomings[0];
    assert_eq!((case.unit.as_str(), gone.from.as_str(), gone.to.as_str()), (WATER, BUREAU, WATER));
    assert_eq!(gone.document, "越政函〔2026〕12号");
    assert_eq!(case.clue.place.as_str(), TOWN);
    let told = scene.told().await;
    let moved = told.iter().filter(|(kind, _)| kind == "power.item_moved").count();
    assert_eq!(moved, 1);
    assert_eq!(offices.sweep.sweep().await.unwrap(), Swept::default());
    assert_eq!(scene.told().await, told, "swept again, nothing is told again");
}
