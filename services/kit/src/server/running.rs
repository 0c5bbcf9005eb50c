//! A door that is open, and how it closes: first it says so, then it takes no new connection, then it waits.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::task::{JoinError, JoinHandle};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tonic_health::ServingStatus;
use tonic_health::server::HealthReporter;

use super::ServerError;
use super::http::Plain;
use super::standing::{Board, LIVENESS, READINESS};

/// How long calls that were cut off have to answer that they were.
const LAST_WORD: Duration = Duration::from_secs(1);

/// A gRPC door that is open.
#[derive(Debug)]
pub struct Running {
    pub(super) address: SocketAddr,
    pub(super) plain: Option<Plain>,
    pub(super) board: Board,
    pub(super) health: HealthReporter,
    pub(super) names: Vec<&'static str>,
    pub(super) drain_delay: Duration,
    pub(super) drain_timeout: Duration,
    pub(super) stop: CancellationToken,
    pub(super) cut: CancellationToken,
    pub(super) task: JoinHandle<Result<(), tonic::transport::Error>>,
}

type Ended = Result<Result<(), tonic::transport::Error>, JoinError>;

impl Running {
    /// Where it listens, with the port it was given.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the plain HTTP door listens, if there is one.
    #[must_use]
    pub fn http_address(&self) -> Option<SocketAddr> {
        self.plain.as_ref().map(|plain| plain.address)
    }

    /// How this replica stands.
    #[must_use]
    pub fn board(&self) -> Board {
        self.board.clone()
    }

    /// Where the parts of a service report that they cannot serve.
    #[must_use]
    pub fn health(&self) -> HealthReporter {
        self.health.clone()
    }

    /// Waits until the server ends by itself, which it should not.
    pub async fn failed(&mut self) -> ServerError {
        match (&mut self.task).await {
            Ok(Err(trouble)) => trouble.into(),
            Ok(Ok(())) | Err(_) => ServerError::Ended,
        }
    }

    /// Closes the door: reports `NOT_SERVING`, serves on for `drain_delay`, takes no new connection, gives calls
    /// under way `drain_timeout`, and answers what is left with `UNAVAILABLE`.
    ///
    /// # Errors
    /// When the server failed.
    pub async fn stop(mut self) -> Result<(), ServerError> {
        self.board.drain();
        self.report(ServingStatus::NotServing).await;
        if let Ok(ended) = timeout(self.drain_delay, &mut self.task).await {
            return outcome(ended);
        }
        self.end_watches().await;
        self.stop.cancel();
        if let Ok(ended) = timeout(self.drain_timeout, &mut self.task).await {
            return outcome(ended);
        }
        tracing::warn!("calls were still under way when the drain was over");
        self.cut.cancel();
        if let Ok(ended) = timeout(LAST_WORD, &mut self.task).await {
            return outcome(ended);
        }
        self.task.abort();
        Ok(())
    }

    /// Under every name but that of the process itself, which lives on.
    async fn report(&self, status: ServingStatus) {
        for name in self.names.iter().chain(&["", READINESS]) {
            self.health.set_service_status(name, status).await;
        }
    }

    /// Whoever watches health would keep the connection open to the end of the drain.
    async fn end_watches(&mut self) {
        for name in self.names.iter().chain(&["", READINESS, LIVENESS]) {
            self.health.clear_service_status(name).await;
        }
    }
}

fn outcome(ended: Ended) -> Result<(), ServerError> {
    match ended {
        Ok(served) => served.map_err(ServerError::from),
        Err(_) => Err(ServerError::Ended),
    }
}

/// Waits until the process is asked to end: SIGTERM, or Ctrl-C.
///
/// # Errors
/// When signals cannot be listened to.
pub async fn terminated() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut term = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
