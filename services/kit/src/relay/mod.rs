//! Carries journal rows to the bus. A row stays pending until JetStream acknowledged it, so the relay may die anywhere.
//!
//! One relay is active per database: on PostgreSQL each batch holds an advisory lock, so replicas take turns and a dead
//! one frees its turn with its connection; SQLite has one process. While the bus is away rows wait, for as long as it takes.

mod astray;
mod batch;
mod lag;
mod rows;
mod tail;
mod wake;

use std::time::Duration;

use sea_orm::DatabaseConnection;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_util::sync::{CancellationToken, DropGuard};

pub use lag::{Lag, lag};
pub use wake::{CHANNEL, Wake, announce};

use crate::nats::Nats;
use crate::nats::event::Teller;
use batch::{Desk, Step};

/// How a relay works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelaySettings {
    /// Who tells.
    pub teller: Teller,
    /// Rows of one batch; at most 4,096, the number of acknowledgements that may be outstanding.
    pub batch: u64,
    /// How long to wait when nobody wakes the relay.
    pub poll: Duration,
    /// At least so long from one batch to the next that is not full: a stream of commits is carried in handfuls, while a
    /// single one after a silence goes at once.
    pub pace: Duration,
    /// The longest pause between two attempts while the bus is away.
    pub longest_pause: Duration,
}

impl RelaySettings {
    /// The usual settings.
    #[must_use]
    pub fn new(teller: Teller) -> Self {
        Self {
            teller,
            batch: 256,
            poll: Duration::from_secs(2),
            pace: Duration::from_millis(20),
            longest_pause: Duration::from_secs(5),
        }
    }
}

/// A running relay. Dropping it stops it after the batch at hand, as [`Relay::stop`] does.
#[derive(Debug)]
pub struct Relay {
    stopping: DropGuard,
    tasks: Vec<JoinHandle<()>>,
}

impl Relay {
    /// Starts the relay of a database. `wake` is the one the ledger of the same process rings.
    #[must_use]
    pub fn start(db: DatabaseConnection, nats: Nats, settings: RelaySettings, wake: Wake) -> Self {
        let stopping = CancellationToken::new();
        let listening = tokio::spawn(wake::listen(db.clone(), wake.clone(), stopping.clone()));
        let relay = Running {
            pause: Pause::up_to(settings.longest_pause),
            poll: settings.poll,
            pace: settings.pace,
            desk: Desk::new(db, nats, settings),
            wake,
            stopping: stopping.clone(),
        };
        Self {
            stopping: stopping.drop_guard(),
            tasks: vec![listening, tokio::spawn(relay.run())],
        }
    }

    /// Stops after the batch at hand; what is pending stays pending.
    pub async fn stop(self) {
        drop(self.stopping);
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(error = %error, "the relay ended badly");
            }
        }
    }
}

struct Running {
    desk: Desk,
    wake: Wake,
    poll: Duration,
    pace: Duration,
    pause: Pause,
    stopping: CancellationToken,
}

impl Running {
    async fn run(mut self) {
        while !self.stopping.is_cancelled() {
            let next = Instant::now() + self.pace;
            match self.desk.step().await {
                Ok(Step::Again) => self.pause.reset(),
                Ok(Step::Idle) => {
                    self.pause.reset();
                    self.idle().await;
                    self.stopped_within(next.saturating_duration_since(Instant::now())).await;
                }
                Err(trouble) => {
                    let pause = self.pause.next();
                    tracing::warn!(
                        error = &trouble as &dyn std::error::Error,
                        pause.millis = pause.as_millis(),
                        "the relay waits"
                    );
                    self.stopped_within(pause).await;
                }
            }
        }
    }

    async fn idle(&self) {
        tokio::select! {
            () = self.wake.rung() => {}
            () = self.stopped_within(self.poll) => {}
        }
    }

    async fn stopped_within(&self, span: Duration) {
        // Elapsing is the usual end of this wait.
        let _ = tokio::time::timeout(span, self.stopping.cancelled()).await;
    }
}

/// Pauses that double up to a limit.
struct Pause {
    next: Duration,
    longest: Duration,
}

impl Pause {
    const FIRST: Duration = Duration::from_millis(100);

    fn up_to(longest: Duration) -> Self {
        Self {
            next: Self::FIRST.min(longest),
            longest,
        }
    }

    fn reset(&mut self) {
        self.next = Self::FIRST.min(self.longest);
    }

    fn next(&mut self) -> Duration {
        let pause = self.next;
        self.next = (pause * 2).min(self.longest);
        pause
    }
}
