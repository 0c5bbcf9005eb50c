//! Starts a server again that ended by itself: on the same port and over the same streams, so that everybody finds it
//! where it was.

use std::path::Path;
use std::time::Duration;

use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use super::{Broker, BrokerConfig, BrokerError};

/// The pause before the first new start; it doubles with every further one.
const FIRST: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(30);

/// A server that ran so long ended for a new reason.
const LASTING: Duration = Duration::from_mins(1);

/// A server that is kept running as long as this value lives.
#[derive(Debug)]
pub struct Keeper {
    url: String,
    stopping: CancellationToken,
    task: AbortOnDropHandle<Result<(), BrokerError>>,
}

impl Keeper {
    /// Keeps a server running.
    #[must_use]
    pub fn over(broker: Broker) -> Self {
        let stopping = CancellationToken::new();
        Self {
            url: broker.url(),
            task: AbortOnDropHandle::new(tokio::spawn(keep(broker, stopping.clone()))),
            stopping,
        }
    }

    /// Where it listens, before and after a new start.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Lets it put its streams away, and starts it no more.
    ///
    /// # Errors
    /// As [`Broker::stop`].
    pub async fn stop(self) -> Result<(), BrokerError> {
        self.stopping.cancel();
        // A keeper that panicked kept nothing: its server is gone with it.
        self.task.await.unwrap_or(Ok(()))
    }
}

async fn keep(mut broker: Broker, stopping: CancellationToken) -> Result<(), BrokerError> {
    let mut pause = FIRST;
    loop {
        let since = Instant::now();
        let Some((program, config)) = stopping.run_until_cancelled(broker.ended()).await else {
            return broker.stop().await;
        };
        if since.elapsed() > LASTING {
            pause = FIRST;
        }
        tracing::warn!(nats.port = config.port, "nats-server ended by itself; it is started again");
        match again(&program, &config, &mut pause, &stopping).await {
            Some(started) => broker = started,
            None => return Ok(()),
        }
    }
}

/// Tries until it runs, with growing pauses; `None` when it need not run any more.
async fn again(program: &Path, config: &BrokerConfig, pause: &mut Duration, stopping: &CancellationToken) -> Option<Broker> {
    loop {
        if timeout(*pause, stopping.cancelled()).await.is_ok() {
            return None;
        }
        *pause = (*pause * 2).min(LONGEST);
        match stopping.run_until_cancelled(Broker::start(program, config.clone())).await? {
            Ok(broker) => {
                tracing::warn!(nats.port = config.port, "nats-server runs again");
                return Some(broker);
            }
            Err(error) => tracing::error!(
                error = &error as &dyn std::error::Error,
                pause = ?pause,
                "nats-server could not be started again; it will be tried again"
            ),
        }
    }
}
