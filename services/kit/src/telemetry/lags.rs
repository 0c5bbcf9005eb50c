//! How far behind each part of a service is, looked up as often as metrics are sent.

use std::time::Duration;

use time::{Duration as Span, OffsetDateTime};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::task::AbortOnDropHandle;

use super::{CONSUMER_PENDING, DEAD_LETTERS, DUE_LAG, Level, Origin, RELAY_LAG, RELAY_PENDING, WITHIN_CLOCK};
use crate::case::Record;
use crate::clock::WallClock;
use crate::consumer::ConsumerSettings;
use crate::database::Database;
use crate::nats::Nats;
use crate::{consumer, dead_letter, due, relay};

/// Where to look.
#[derive(Debug, Clone)]
pub struct Office {
    /// The service's database.
    pub db: Database,
    /// The bus.
    pub nats: Nats,
    /// What time it is.
    pub clock: WallClock,
    /// Its consumers.
    pub consumers: Vec<ConsumerSettings>,
}

/// A running watch over one service. It ends when it is dropped, and its gauges are no longer sent.
#[derive(Debug)]
pub struct Watch {
    _running: AbortOnDropHandle<()>,
}

impl Watch {
    /// Watches the relay, the consumers and the clocks of the cases `C`. Telemetry must have been started before.
    #[must_use]
    pub fn start<C: Record>(origin: &Origin, office: Office, every: Duration) -> Self {
        let watching = Watching::new(origin, office);
        let running = tokio::spawn(async move {
            let mut rounds = interval(every);
            rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                rounds.tick().await;
                watching.round::<C>().await;
            }
        });
        Self {
            _running: AbortOnDropHandle::new(running),
        }
    }
}

struct Watching {
    office: Office,
    relay_lag: Level,
    relay_pending: Level,
    /// In the order of the office's consumers.
    consumers_pending: Vec<Level>,
    dead_letters: Level,
    due_lag: Level,
    within_clock: Level,
}

impl Watching {
    fn new(origin: &Origin, office: Office) -> Self {
        let pending = |consumer: &ConsumerSettings| CONSUMER_PENDING.level(origin, &[("shiyu.consumer", &consumer.durable)]);
        Self {
            relay_lag: RELAY_LAG.level(origin, &[]),
            relay_pending: RELAY_PENDING.level(origin, &[]),
            consumers_pending: office.consumers.iter().map(pending).collect(),
            dead_letters: DEAD_LETTERS.level(origin, &[]),
            due_lag: DUE_LAG.level(origin, &[]),
            within_clock: WITHIN_CLOCK.level(origin, &[]),
            office,
        }
    }

    async fn round<C: Record>(&self) {
        let now = self.office.clock.now();
        self.relay(now).await;
        self.clocks::<C>(now).await;
        let letters = found("dead letters", dead_letter::pending(&self.office.db.reader).await);
        self.dead_letters.know(letters.map(count));
        self.consumers().await;
    }

    async fn relay(&self, now: OffsetDateTime) {
        let lag = found("relay", relay::lag(&self.office.db.reader, now).await);
        self.relay_lag
            .know(lag.map(|lag| Span::seconds(lag.oldest_seconds).as_seconds_f64()));
        self.relay_pending.know(lag.map(|lag| count(lag.rows)));
    }

    async fn clocks<C: Record>(&self, now: OffsetDateTime) {
        let db = &self.office.db.reader;
        self.due_lag.know(found("clock loop", due::lag::<C>(db, now).await));
        let share = found("legal clocks", due::within_clock::<C>(db, now).await);
        self.within_clock.know(share.flatten());
    }

    async fn consumers(&self) {
        for (consumer, level) in self.office.consumers.iter().zip(&self.consumers_pending) {
            let lag = consumer::lag(&self.office.nats, &consumer.stream, &consumer.durable).await;
            level.know(found(&consumer.durable, lag).map(|lag| count(lag.waiting + lag.out)));
        }
    }
}

fn found<T, E: std::error::Error + 'static>(what: &str, answer: Result<T, E>) -> Option<T> {
    answer
        .inspect_err(|error| tracing::warn!(what, error = error as &dyn std::error::Error, "how far it is behind is not known"))
        .ok()
}

/// Past four thousand million nobody counts.
fn count(of: u64) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}
