//! What the city tells a county, no other county hears, and none can ask for it.

use std::time::Duration;

use async_nats::jetstream::stream::Config;
use futures::StreamExt;
use shiyu_kit::broker::{api_prefix, desk_deliver_prefix};
use shiyu_kit::nats::{
    CITY_STREAM, CityImport, CitySource, DESK_STREAM, Nats, city_desk, city_stream, county_desk, desk_stream, ensure_stream,
};
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::eventually;

use super::{PATIENCE, count, enter, messages, of_county, source, tell};

/// Where a county finds what the desk of the city tells it.
fn desk(county: &str) -> CitySource {
    CitySource {
        code: "330600".to_owned(),
        external: Some(CityImport {
            api_prefix: api_prefix("330600"),
            deliver_prefix: desk_deliver_prefix("330600", county),
        }),
    }
}

/// A city and two counties, all of whose streams are there.
async fn told(home: &TestBroker) -> (Nats, [(&'static str, Nats); 2]) {
    let counties = [
        ("330602", enter(home.broker(), "330602").await),
        ("330681", enter(home.broker(), "330681").await),
    ];
    let city = enter(home.broker(), "330600").await;
    of_county(&city).await;
    for (code, county) in &counties {
        of_county(county).await;
        ensure_stream(&city, city_desk(code, 1)).await.unwrap();
        ensure_stream(county, county_desk(&desk(code), code, 1)).await.unwrap();
    }
    ensure_stream(&city, city_stream(&[source("330602"), source("330681")], 1))
        .await
        .unwrap();
    (city, counties)
}

#[tokio::test]
async fn the_city_tells_a_county_what_is_for_it_and_nothing_else() {
    let Some(home) = TestBroker::with_accounts(Some("330600"), &["330602", "330681"]).await else {
        return;
    };
    let (city, counties) = told(&home).await;
    tell(&city, "shiyu.grid.event.closed", 3).await;
    tell(&city, "shiyu.grid.desk.designated", 5).await;
    tell(&city, "shiyu.grid.desk.330602.designated", 2).await;
    tell(&city, "shiyu.grid.desk.330681.designated", 1).await;
    tell(&counties[0].1, "shiyu.grid.desk.330681.designated", 4).await;
    for ((_, county), many) in counties.iter().zip([2, 1]) {
        let desk = county.jetstream().get_stream(DESK_STREAM).await.unwrap();
        eventually(PATIENCE, || async { messages(&desk).await >= many }).await;
        assert_eq!(
            count(&desk, "county.330600.grid.desk.designated").await,
            usize::try_from(many).unwrap()
        );
        assert_eq!(
            messages(&desk).await,
            many,
            "no county hears another's, and none speaks for the city"
        );
    }
    // The city goes on hearing its counties.
    let gathered = city.jetstream().get_stream(CITY_STREAM).await.unwrap();
    eventually(PATIENCE, || async { messages(&gathered).await >= 4 }).await;
}

#[tokio::test]
async fn a_county_that_asks_for_what_is_told_another_gets_nothing() {
    let Some(home) = TestBroker::with_accounts(Some("330600"), &["330602", "330681"]).await else {
        return;
    };
    let (city, [(_, one), (_, other)]) = told(&home).await;
    // Its account sources the other's desk, under the prefix of the other's deliveries and under its own, and listens to everything.
    let mut everything = other.client().subscribe(">").await.unwrap();
    for (name, prefix) in [("THEIRS", desk("330602")), ("MINE", desk("330681"))] {
        let forged = county_desk(&prefix, "330602", 1);
        assert_eq!(forged.sources.as_ref().unwrap()[0].name, desk_stream("330602"));
        let named = Config {
            name: name.to_owned(),
            ..forged
        };
        other.jetstream().create_stream(named).await.unwrap();
    }
    tell(&city, "shiyu.grid.desk.330602.designated", 3).await;
    let own = one.jetstream().get_stream(DESK_STREAM).await.unwrap();
    eventually(PATIENCE, || async { messages(&own).await == 3 }).await;
    // What is told the other county after it has come: what was to come before would have come.
    tell(&city, "shiyu.grid.desk.330681.designated", 1).await;
    let theirs = other.jetstream().get_stream(DESK_STREAM).await.unwrap();
    eventually(PATIENCE, || async { messages(&theirs).await == 1 }).await;
    for name in ["THEIRS", "MINE"] {
        assert_eq!(messages(&other.jetstream().get_stream(name).await.unwrap()).await, 0, "{name}");
    }
    let mut heard = 0;
    while let Ok(Some(message)) = tokio::time::timeout(Duration::from_millis(200), everything.next()).await {
        // What it asks for is its own word, and no answer.
        if message.subject.starts_with("JS.") {
            continue;
        }
        assert!(!message.subject.contains("desk.330602"), "{}", message.subject);
        let headers = format!("{:?}", message.headers);
        assert!(!headers.contains("desk.330602"), "{headers}");
        heard += 1;
        if heard > 10_000 {
            break;
        }
    }
    assert!(heard > 0, "a bus that was not heard shows nothing");
}
