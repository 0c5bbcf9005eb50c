//! Three servers of the bus, as in production: each stream lies on all of them, and one may be lost.

use shiyu_e2e::city::Plan;
use shiyu_e2e::city::load::{Load, WRITES};
use shiyu_e2e::{City, Servers};
use shiyu_kit::nats::{CITY_STREAM, COUNTY_STREAM};

use super::{count, figures};

const COUNTIES: [&str; 2] = ["330602", "330681"];

/// How many messages a stream of a place has, and in how many copies.
async fn messages(city: &City, code: &str, stream: &str) -> (u64, usize) {
    let mut stream = city.bus(code).jetstream().get_stream(stream).await.unwrap();
    let info = stream.info().await.unwrap();
    (info.state.messages, info.config.num_replicas)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_three_servers_is_lost_and_nothing_with_it() {
    let plan = Plan {
        services: vec!["petition", "grid", "assessment"],
        servers: Servers::Three,
        ..Plan::default()
    };
    let Some(mut city) = City::open(&plan).await else { return };
    city.prepare().await;
    let loads = COUNTIES.map(|county| Load::of(&city, county));
    for number in 0..4 {
        for load in &loads {
            load.story(number).await;
        }
    }
    city.backends.lose_server(1).await;
    for number in 4..8 {
        for load in &loads {
            load.story(number).await;
        }
    }
    city.backends.bring_back_server(1).await;
    city.settled().await;

    let mut told = 0;
    for (load, county) in loads.iter().zip(COUNTIES) {
        let book = load.take();
        assert_eq!(book.failed, [] as [String; 0]);
        assert_eq!(book.answered.len(), 8 * usize::try_from(WRITES).unwrap());
        told += u64::try_from(city.each_fact_is_told_once(county).await).unwrap();
        assert_eq!(messages(&city, county, COUNTY_STREAM).await.1, 3, "each stream has three copies");
        let figures = figures(&city, county).await;
        assert_eq!((count(&figures, "grid.reported"), figures.watermarks.len()), (8, 1));
    }
    assert_eq!(
        messages(&city, "330600", CITY_STREAM).await,
        (told, 3),
        "the desk has what both told"
    );
    assert_eq!(count(&figures(&city, "330600").await, "grid.reported"), 16);
    city.close().await;
}
