//! A service that runs, and how it is closed.

use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::case::Record;
use crate::clock::WallClock;
use crate::consumer::Consumer;
use crate::database::Database;
use crate::due::{ClockLoop, Settings};
use crate::inbox::Purge;
use crate::ledger::Ledger;
use crate::relay::Relay;
use crate::server::ServerError;
use crate::telemetry::Origin;
use crate::telemetry::lags::Watch;

use super::readiness::Watching;

/// A service whose doors are open.
#[derive(Debug)]
pub struct Running {
    pub(super) server: crate::server::Running,
    pub(super) readiness: Watching,
    pub(super) consumers: Vec<Consumer>,
    pub(super) relay: Relay,
    pub(super) clocks: JoinHandle<()>,
    pub(super) stop: CancellationToken,
    pub(super) db: Database,
    pub(super) last: Option<Last>,
    pub(super) _follow: AbortOnDropHandle<()>,
    pub(super) _sweep: AbortOnDropHandle<()>,
    pub(super) purging: Purging,
    pub(super) _watch: Watch,
}

/// The loops that forget acts done long ago, one for each kind of case.
#[derive(Debug)]
pub(super) struct Purging {
    pub(super) keep: time::Duration,
    pub(super) origin: Origin,
    pub(super) loops: Vec<AbortOnDropHandle<()>>,
}

impl Purging {
    /// And those on these cases are forgotten too.
    pub(super) fn start<C: Record>(&mut self, db: &Database, clock: &WallClock, stop: &CancellationToken) {
        let purge = Purge::<C>::new(db.writer.clone(), clock.clone(), self.keep).told(&self.origin);
        self.loops.push(AbortOnDropHandle::new(tokio::spawn(purge.run(stop.clone()))));
    }
}

/// What is done before the database is closed.
pub(super) struct Last(Box<dyn FnOnce() -> BoxFuture<'static, ()> + Send + Sync>);

impl std::fmt::Debug for Last {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Last")
    }
}

/// How long the parts behind the doors may take to finish what is at hand.
const PATIENCE: Duration = Duration::from_secs(10);

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> std::net::SocketAddr {
        self.server.address()
    }

    /// Where its plain HTTP door listens, if it has one.
    #[must_use]
    pub fn http_address(&self) -> Option<std::net::SocketAddr> {
        self.server.http_address()
    }

    /// And this is done at the end, when nobody calls any more and before the database is closed.
    #[must_use]
    pub fn and_then_close<F>(mut self, last: impl FnOnce() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.last = Some(Last(Box::new(|| last().boxed())));
        self
    }

    /// And the clocks of these cases ring as well, and their acts are forgotten in time: of a service that has more than one kind of case.
    #[must_use]
    pub fn and_clocks<C: Record>(mut self, ledger: Ledger<C>, clock: WallClock) -> Self {
        self.purging.start::<C>(&self.db, &clock, &self.stop);
        let more = ClockLoop::new(ledger, clock, Settings::default()).run(self.stop.clone());
        let first = self.clocks;
        self.clocks = tokio::spawn(async move {
            let (first, ()) = tokio::join!(first, more);
            if let Err(error) = first {
                tracing::error!(error = %error, "a clock loop ended badly");
            }
        });
        self
    }

    /// Waits until the server ends by itself, which it should not.
    pub async fn failed(&mut self) -> ServerError {
        self.server.failed().await
    }

    /// Closes the doors from the outside in: no new call, then no new fact, then no new ring, then the last facts out.
    ///
    /// # Errors
    /// When the server had failed.
    pub async fn stop(self) -> Result<(), ServerError> {
        self.readiness.end().await;
        let served = self.server.stop().await;
        let finish = async {
            for consumer in self.consumers {
                consumer.stop().await;
            }
            self.stop.cancel();
            if let Err(error) = self.clocks.await {
                tracing::error!(error = %error, "the clock loop ended badly");
            }
            self.relay.stop().await;
            if let Some(Last(last)) = self.last {
                last().await;
            }
            self.db.close().await;
        };
        if tokio::time::timeout(PATIENCE, finish).await.is_err() {
            tracing::warn!("parts of the service did not finish in time; what they left is done at the next start");
        }
        served
    }
}
