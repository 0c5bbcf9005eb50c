//! What a collector is told about what waits and what is late.

use std::ops::RangeInclusive;
use std::time::Duration;

use shiyu_kit::both_databases;
use shiyu_kit::clock::new_id;
use shiyu_kit::consumer::{Consumer, ConsumerSettings, Outcome, Seat};
use shiyu_kit::dead_letter::{self, Letter};
use shiyu_kit::nats::{Headers, county_stream, ensure_stream};
use shiyu_kit::telemetry::lags::{Office, Watch};
use shiyu_kit::telemetry::{CONSUMER_PENDING, DEAD_LETTERS, DUE_LAG, Gauge, RELAY_LAG, RELAY_PENDING, WITHIN_CLOCK};
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use shiyu_kit::testkit::otlp::Collector;
use time::Duration as Span;

use crate::desk::origin;
use crate::docket::{Command, Docket};
use crate::rooms::{Room, act};
use crate::telemetry::{level, watched};

both_databases! {
    what_waits_is_counted_and_what_is_late_is_timed;
}

const DAY: f64 = 86_400.0;

async fn open(room: &Room, dockets: usize) {
    let ledger = room.ledger();
    for number in 0..dockets {
        let open = Command::Open { title: number.to_string() };
        ledger.execute(act(new_id()), open).await.unwrap();
    }
}

/// The value sent last.
fn told(collector: &Collector, gauge: Gauge) -> Option<f64> {
    let received = collector.so_far().metrics;
    received
        .iter()
        .rev()
        .find(|(_, metric)| metric.name == gauge.name)
        .map(|(_, metric)| level(metric))
}

async fn what_waits_is_counted_and_what_is_late_is_timed(home: TestDatabase) {
    let Some(broker) = TestBroker::start().await else { return };
    let (collector, telemetry) = watched();
    let nats = broker.connect().await;
    ensure_stream(&nats, county_stream(1)).await.unwrap();
    let room = Room::on(home).await;
    let office = Office {
        db: room.db.clone(),
        nats: nats.clone(),
        clock: room.clock.clone(),
        consumers: vec![ConsumerSettings::new("lags", ["shiyu.docket.>"])],
    };
    let seat = Seat {
        db: room.db.writer.clone(),
        nats: nats.clone(),
        clock: room.clock.clone(),
    };
    // Declared, and gone before there is anything to hear.
    let consumer = Consumer::start(seat, office.consumers[0].clone(), |_| async { Outcome::Done }).await;
    consumer.unwrap().stop().await;
    for _ in 0..2 {
        let publishing = nats.jetstream().publish("shiyu.docket.docket.opened", "fact".into());
        publishing.await.unwrap().await.unwrap();
    }
    let letter = Letter {
        durable: "lags",
        subject: "shiyu.docket.docket.opened",
        sequence: 1,
        published_at: room.clock.now(),
        reason: "DATA_INVALID",
        headers: &Headers::new(),
        payload: b"?",
    };
    assert!(dead_letter::record(&room.db.writer, &letter, room.clock.now()).await.unwrap());
    // A docket's limit is 15 days: three are a day late, the fourth is within it.
    open(&room, 3).await;
    room.clock.advance(Span::days(10)).unwrap();
    open(&room, 1).await;
    room.clock.advance(Span::days(6)).unwrap();

    let watch = Watch::start::<Docket>(&origin(), office, Duration::from_millis(20));
    let expected: [(Gauge, RangeInclusive<f64>); 6] = [
        (DEAD_LETTERS, 1.0..=1.0),
        (RELAY_PENDING, 4.0..=4.0),
        (RELAY_LAG, 16.0 * DAY..=16.1 * DAY),
        (CONSUMER_PENDING, 2.0..=2.0),
        (DUE_LAG, DAY..=1.1 * DAY),
        (WITHIN_CLOCK, 0.25..=0.25),
    ];
    let arrived = || async {
        telemetry.flush().await;
        let holds = |(gauge, range): &(Gauge, RangeInclusive<f64>)| told(&collector, *gauge).is_some_and(|value| range.contains(&value));
        expected.iter().all(holds)
    };
    eventually(Duration::from_secs(30), arrived).await;
    drop(watch);
}
