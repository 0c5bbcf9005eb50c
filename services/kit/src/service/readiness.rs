//! Looks every two seconds whether the database and the county's stream are in reach, and tells health.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_util::task::AbortOnDropHandle;
use tonic_health::ServingStatus;
use tonic_health::server::HealthReporter;

use crate::config::Need;
use crate::database::Database;
use crate::nats::{COUNTY_STREAM, Nats};
use crate::server::{Board, READINESS};

/// How often it is looked.
const PACE: Duration = Duration::from_secs(2);
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// What is looked at, and who is told.
pub(super) struct Readiness {
    pub db: Database,
    pub nats: Nats,
    pub health: HealthReporter,
    pub board: Board,
    pub needs: Vec<Need>,
}

impl Readiness {
    /// Looks until the handle is dropped or ended.
    pub fn watch(self) -> Watching {
        let looking = tokio::spawn(async move {
            let mut rounds = interval(PACE);
            rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                rounds.tick().await;
                self.look().await;
            }
        });
        Watching(AbortOnDropHandle::new(looking))
    }

    async fn look(&self) {
        let (database, stream) = tokio::join!(self.database(), self.stream());
        if !self.board.reached(database, stream) {
            return;
        }
        let ready = self.board.now().is_ready(&self.needs);
        tracing::warn!(ready, database, stream, "what is in reach has changed");
        let status = if ready { ServingStatus::Serving } else { ServingStatus::NotServing };
        self.health.set_service_status(READINESS, status).await;
    }

    async fn database(&self) -> bool {
        matches!(timeout(PATIENCE, self.db.ping()).await, Ok(Ok(())))
    }

    async fn stream(&self) -> bool {
        self.nats.is_connected() && matches!(timeout(PATIENCE, self.nats.jetstream().get_stream(COUNTY_STREAM)).await, Ok(Ok(_)))
    }
}

/// Somebody is looking.
#[derive(Debug)]
pub(super) struct Watching(AbortOnDropHandle<()>);

impl Watching {
    /// Nobody looks any more when this returns, so that nothing is said after the last word.
    pub async fn end(self) {
        self.0.abort();
        // It was aborted, which is how it ends.
        let _ = self.0.await;
    }
}
