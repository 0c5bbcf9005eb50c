//! Hears facts and hands them to a handler: cases in parallel, one case in order, acknowledged after the handler's commit.
//!
//! The handler makes its effect idempotent by putting the fact's id into the inbox, in the transaction of the effect. That
//! is what "exactly once" rests on here; everything below only spares the inbox work and keeps a case's order.

mod delivery;
mod lane;
mod lease;
mod order;
mod read_back;
mod session;

use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy, PullConsumer, pull};
use sea_orm::DatabaseConnection;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::clock::WallClock;
use crate::fault::{Fault, Refusal};
use crate::nats::{ACK_WAIT, COUNTY_STREAM, Fact, Nats, NatsError, ensure_consumer};
use lease::Lease;
use session::Session;

/// How a consumer works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsumerSettings {
    /// The stream it hears.
    pub stream: String,
    /// Its lasting name; one per service and purpose.
    pub durable: String,
    /// Subjects it hears; none means all.
    pub filter_subjects: Vec<String>,
    /// How many cases are handled at once.
    pub lanes: usize,
    /// How many messages may be out before JetStream waits.
    pub max_ack_pending: i64,
    /// How long a message may be out without a sign of life before JetStream hands it out again.
    pub ack_wait: Duration,
    /// The delay after the first trouble with a message; it doubles with every further one.
    pub first_delay: Duration,
    /// The longest delay.
    pub longest_delay: Duration,
    /// How often a replica that stands by asks whether it may take over, and an active one whether it still may.
    pub lease_interval: Duration,
}

impl ConsumerSettings {
    /// The usual settings, on a county's stream.
    #[must_use]
    pub fn new(durable: impl Into<String>, filter_subjects: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            stream: COUNTY_STREAM.to_owned(),
            durable: durable.into(),
            filter_subjects: filter_subjects.into_iter().map(Into::into).collect(),
            lanes: 16,
            max_ack_pending: 1024,
            ack_wait: ACK_WAIT,
            first_delay: Duration::from_secs(1),
            longest_delay: Duration::from_mins(5),
            lease_interval: Duration::from_secs(2),
        }
    }

    /// Deliveries are not counted against a message: trouble is ours, and it ends; what cannot be read is put away at once.
    fn declaration(&self) -> pull::Config {
        pull::Config {
            durable_name: Some(self.durable.clone()),
            deliver_policy: DeliverPolicy::All,
            ack_policy: AckPolicy::Explicit,
            ack_wait: self.ack_wait,
            max_deliver: -1,
            max_ack_pending: self.max_ack_pending,
            filter_subjects: self.filter_subjects.clone(),
            ..pull::Config::default()
        }
    }

    /// The delay after so many troubles.
    fn delay(&self, troubles: u32) -> Duration {
        let doublings = troubles.saturating_sub(1).min(16);
        (self.first_delay * 2_u32.pow(doublings)).min(self.longest_delay)
    }
}

/// What became of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The effect is committed (now or, as the inbox says, before).
    Done,
    /// Not our affair.
    Ignored,
    /// The law says no, for this reason; telling it again would not help.
    Refused(&'static str),
    /// The data cannot be read, for this reason: to the dead letters.
    Unreadable(&'static str),
    /// We failed, in these words, which must name no person: again later, however often.
    Trouble(String),
}

impl Outcome {
    /// What became of it, as the act upon it tells.
    #[must_use]
    pub fn of<T, R: Refusal>(act: Result<T, Fault<R>>) -> Self {
        match once(act) {
            Ok(()) => Self::Done,
            Err(Fault::Refused(refusal)) => Self::Refused(refusal.reason()),
            Err(fault) => Self::Trouble(fault.to_string()),
        }
    }
}

/// The act upon a fact is named by the fact: one on record under that name means that the fact was taken in, though an older build read
/// another command in it.
pub(crate) fn once<T, R: Refusal>(act: Result<T, Fault<R>>) -> Result<(), Fault<R>> {
    match act {
        Err(Fault::Reused) => {
            tracing::warn!("a fact was taken in before, as another command: it is not taken in again");
            Ok(())
        }
        done => done.map(drop),
    }
}

/// How far a consumer is behind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lag {
    /// Facts not handed out yet.
    pub waiting: u64,
    /// Facts handed out and not finished.
    pub out: u64,
}

/// Where a consumer sits: the database of its effects, the bus and the time.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The service's database, which has the dead letters.
    pub db: DatabaseConnection,
    /// The bus.
    pub nats: Nats,
    /// What time it is.
    pub clock: WallClock,
}

/// A running consumer. Dropping it stops it after the facts at hand, as [`Consumer::stop`] does.
#[derive(Debug)]
pub struct Consumer {
    stopping: DropGuard,
    task: JoinHandle<()>,
}

impl Consumer {
    /// Declares the consumer and starts hearing. On PostgreSQL one replica hears and the others stand by, by a session lock
    /// on the consumer's name; for the moment of a take-over two may hear, which the inbox makes harmless.
    ///
    /// # Errors
    /// The declaration's. Later troubles are waited out.
    pub async fn start<F, Fut>(seat: Seat, settings: ConsumerSettings, handler: F) -> Result<Self, NatsError>
    where
        F: Fn(Fact) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Outcome> + Send + 'static,
    {
        ensure_consumer(&seat.nats, &settings.stream, settings.declaration()).await?;
        let Seat { db, nats, clock } = seat;
        let stopping = CancellationToken::new();
        let running = Running {
            office: Arc::new(Office {
                db,
                nats,
                clock,
                settings,
                handler,
            }),
            stopping: stopping.clone(),
        };
        Ok(Self {
            stopping: stopping.drop_guard(),
            task: tokio::spawn(running.run()),
        })
    }

    /// Stops after the facts at hand; the rest goes back to JetStream.
    pub async fn stop(self) {
        drop(self.stopping);
        if let Err(error) = self.task.await {
            tracing::error!(error = %error, "the consumer ended badly");
        }
    }
}

/// How far a consumer is behind.
///
/// # Errors
/// JetStream's.
pub async fn lag(nats: &Nats, stream: &str, durable: &str) -> Result<Lag, NatsError> {
    let what = format!("consumer {durable} of stream {stream}");
    let consumer: PullConsumer = nats
        .jetstream()
        .get_consumer_from_stream(durable, stream)
        .await
        .map_err(|error| NatsError::Refused { what, cause: error.into() })?;
    let info = consumer.cached_info();
    Ok(Lag {
        waiting: info.num_pending,
        out: info.num_ack_pending as u64,
    })
}

/// What every part of a consumer needs.
struct Office<F> {
    db: DatabaseConnection,
    nats: Nats,
    clock: WallClock,
    settings: ConsumerSettings,
    handler: F,
}

struct Running<F> {
    office: Arc<Office<F>>,
    stopping: CancellationToken,
}

impl<F, Fut> Running<F>
where
    F: Fn(Fact) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Outcome> + Send + 'static,
{
    const PAUSE: Duration = Duration::from_secs(1);

    async fn run(self) {
        while !self.stopping.is_cancelled() {
            let durable = self.office.settings.durable.as_str();
            if let Err(error) = self.hear().await {
                tracing::warn!(consumer = durable, error = &*error as &dyn std::error::Error, "the consumer waits");
                // Elapsing is the usual end of this wait.
                let _ = tokio::time::timeout(Self::PAUSE, self.stopping.cancelled()).await;
            }
        }
    }

    /// Hears until told to stop, or until the lock, the server or the consumer is gone.
    async fn hear(&self) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let settings = &self.office.settings;
        let waiting = Lease::wait(&self.office.db, &settings.durable, settings.lease_interval);
        let mut lease = tokio::select! {
            () = self.stopping.cancelled() => return Ok(()),
            lease = waiting => lease?,
        };
        let heard = match Session::open(Arc::clone(&self.office)).await {
            Ok(session) => session.run(&mut lease, &self.stopping).await,
            Err(error) => Err(error),
        };
        lease.give_back().await;
        heard
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Never;

    #[test]
    fn what_is_on_record_under_the_facts_id_was_taken_in_and_never_comes_again() {
        let of = |fault: Fault<Never>| Outcome::of::<(), _>(Err(fault));
        assert_eq!(of(Fault::Reused), Outcome::Done);
        assert!(matches!(of(Fault::Busy), Outcome::Trouble(_)));
    }

    #[test]
    fn delays_double_up_to_the_longest() {
        let settings = ConsumerSettings::new("petition", ["shiyu.grid.>"]);
        let seconds: Vec<u64> = [0, 1, 2, 3, 9, 10, 1_000]
            .map(|troubles| settings.delay(troubles).as_secs())
            .to_vec();
        assert_eq!(seconds, [1, 1, 2, 4, 256, 300, 300]);
    }
}
