//! The databases of a county are lost and come back from their dumps; what an older dump lacks is heard again from the stream.

use shiyu_e2e::city::Plan;
use shiyu_e2e::city::load::Load;
use shiyu_e2e::{City, Dump, Storage};

use super::{ANEW, count, figures, hears_no_more};

const COUNTY: &str = "330602";

async fn dumped(city: &City, service: &str) -> Dump {
    let url = city.place(COUNTY).office(service).database_url();
    city.backends.dump(url).await.unwrap()
}

async fn moved(city: &mut City, service: &str, dump: &Dump) {
    let url = city.backends.restore(dump).await.unwrap();
    city.place_mut(COUNTY).office_mut(service).move_to(url);
}

async fn dumps_and_the_stream_give_the_same_totals(storage: Storage) {
    let plan = Plan {
        counties: vec![COUNTY],
        services: vec!["petition", "grid", "assessment"],
        storage,
        ..Plan::default()
    };
    let Some(mut city) = City::open(&plan).await else { return };
    city.prepare().await;
    let load = Load::of(&city, COUNTY);
    load.story(0).await;
    load.story(1).await;
    city.settled().await;
    // Last night's, while everything goes on; figures are computed from the stream.
    let figured = dumped(&city, "assessment").await;
    for number in 2..6 {
        load.story(number).await;
    }
    city.settled().await;
    let (before, whole) = (figures(&city, COUNTY).await, figures(&city, "330600").await);
    assert_eq!(count(&before, "grid.reported"), 6);
    let facts = city.each_fact_is_told_once(COUNTY).await;
    let services = ["petition", "grid", "assessment"];
    // Of what nobody else has, up to the last moment.
    let (petitions, events) = (dumped(&city, "petition").await, dumped(&city, "grid").await);
    for service in services {
        city.place_mut(COUNTY).office_mut(service).kill().await;
    }
    for (service, dump) in [("petition", &petitions), ("grid", &events), ("assessment", &figured)] {
        moved(&mut city, service, dump).await;
    }
    city.place_mut(COUNTY)
        .office_mut("assessment")
        .tell("SHIYU_FACTS__GENERATION", ANEW.to_string());
    let programs = city.programs().clone();
    for service in services {
        city.place_mut(COUNTY).office_mut(service).start(&programs).await.unwrap();
    }
    city.settled().await;
    assert_eq!(figures(&city, COUNTY).await, before);
    assert_eq!(city.each_fact_is_told_once(COUNTY).await, facts, "nothing is told again");
    hears_no_more(&city, COUNTY, ANEW).await;

    // And it goes on where it was.
    let book = load.take();
    assert_eq!(book.failed, [] as [String; 0]);
    assert_eq!(book.events.len(), 6);
    load.story(6).await;
    city.settled().await;
    assert_eq!(load.take().failed, [] as [String; 0]);
    let (after, desk) = (figures(&city, COUNTY).await, figures(&city, "330600").await);
    assert_eq!(
        (count(&after, "grid.reported"), count(&desk, "grid.reported")),
        (7, count(&whole, "grid.reported") + 1)
    );
    city.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dumps_of_postgresql_and_the_stream_give_the_same_totals() {
    dumps_and_the_stream_give_the_same_totals(Storage::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_of_sqlite_and_the_stream_give_the_same_totals() {
    dumps_and_the_stream_give_the_same_totals(Storage::Sqlite).await;
}
