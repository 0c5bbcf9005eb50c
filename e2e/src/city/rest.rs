//! When a whole city is at rest: everything told, heard and gathered, and nothing happening any more.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::collections::BTreeMap;

use futures::{StreamExt as _, TryStreamExt as _};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use shiyu_kit::clock::WallClock;
use shiyu_kit::nats::{CITY_STREAM, COUNTY_STREAM, DESK_STREAM, Nats, desk_stream};
use shiyu_kit::{journal, relay};

use super::City;
use crate::house::whole::is_whole;

/// Whether it is. The bus is looked at before and after the journals, for what is heard may be told on.
pub(super) async fn is_at_rest(city: &City) -> bool {
    let Some(before) = heard(city).await else { return false };
    for place in city.places.values() {
        for office in place.offices() {
            let db = office.connect().await;
            let lag = relay::lag(&db.reader, WallClock::system().now()).await.expect("the journal");
            db.close().await;
            if lag.rows > 0 {
                return false;
            }
        }
    }
    heard(city).await == Some(before)
}

/// How many messages each stream has, where everything in them was taken in and gathered.
async fn heard(city: &City) -> Option<BTreeMap<(&'static str, String), u64>> {
    let mut all = BTreeMap::new();
    for (code, nats) in &city.buses {
        for (stream, messages) in streams(nats).await? {
            all.insert((*code, stream), messages);
        }
    }
    // A stream whose servers are choosing who leads it is not listed: nothing is known of it then.
    let of = |code: &'static str, stream: &str| all.get(&(code, stream.to_owned())).copied();
    if let Some(desk) = city.desk {
        let counties = || city.buses.keys().copied().filter(|code| *code != desk);
        let told = counties().map(|county| of(county, COUNTY_STREAM)).sum::<Option<u64>>()?;
        let copied = counties().all(|county| of(county, DESK_STREAM).is_some_and(|copy| Some(copy) == of(desk, &desk_stream(county))));
        if told != of(desk, CITY_STREAM)? || !copied {
            return None;
        }
    }
    Some(all)
}

/// The streams of an account; `None` while one of its consumers has something to take in, or is not to be seen.
async fn streams(nats: &Nats) -> Option<Vec<(String, u64)>> {
    let mut found = Vec::new();
    let listed: Vec<_> = nats.jetstream().streams().try_collect().await.ok()?;
    for info in listed {
        let stream = nats.jetstream().get_stream(&info.config.name).await.ok()?;
        let mut consumers = stream.consumers();
        let mut seen = 0;
        while let Some(consumer) = consumers.next().await {
            let consumer = consumer.ok()?;
            if consumer.num_pending > 0 || consumer.num_ack_pending > 0 {
                return None;
            }
            seen += 1;
        }
        if seen < info.state.consumer_count {
            return None;
        }
        // A bucket of files is no stream of facts.
        let name = info.config.name.as_str();
        if [COUNTY_STREAM, CITY_STREAM].contains(&name) || name.starts_with(DESK_STREAM) {
            found.push((info.config.name, info.state.messages));
        }
    }
    Some(found)
}

/// Insists that nothing of any service is broken, and counts its journal.
pub(super) async fn whole(city: &City) -> BTreeMap<(&'static str, &'static str), u64> {
    let mut rows = BTreeMap::new();
    for place in city.places.values() {
        for office in place.offices() {
            let db = office.connect().await;
            is_whole(&db).await;
            let count = journal::Entity::find().count(&db.reader).await.expect("the journal");
            rows.insert((place.code, office.service), count);
            db.close().await;
        }
    }
    rows
}
