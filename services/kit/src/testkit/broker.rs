//! A broker of its own for every test, which can be killed, started again and robbed of its disk.
#![expect(clippy::expect_used, reason = "a test without a broker has nothing to show")]

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::database::skip;
use crate::broker::{Accounts, Broker, BrokerConfig, BrokerError, Found, Search};
use crate::config::NatsConfig;
use crate::nats::{Nats, connect};

/// The path of a fit nats-server; without it one on `PATH` is taken.
pub const NATS_SERVER: &str = "SHIYU_TEST_NATS_SERVER";

/// A running server whose streams are gone with it.
#[derive(Debug)]
pub struct TestBroker {
    program: PathBuf,
    config: BrokerConfig,
    /// None while it is dead.
    running: Option<Broker>,
    folder: TempDir,
}

/// Where tests look for a server they start: as everybody does, but [`NATS_SERVER`] comes first and a server that runs
/// already is not taken.
#[must_use]
pub fn search(tools: &Path) -> Search {
    let usual = Search::from_environment(tools);
    Search {
        address: None,
        program: std::env::var_os(NATS_SERVER).map(PathBuf::from).or(usual.program),
        ..usual
    }
}

/// The program to start; `None`, and a loud line, where there is none at hand.
///
/// # Panics
/// When there is none and skipping is forbidden.
pub async fn nats_server() -> Option<PathBuf> {
    let nowhere = tempfile::tempdir().expect("a temporary folder");
    let at_hand = Search {
        may_fetch: false,
        ..search(nowhere.path())
    };
    if let Ok(Found::Program { path, .. }) = at_hand.find().await {
        return Some(path);
    }
    skip("fit nats-server", NATS_SERVER);
    None
}

impl TestBroker {
    /// A server without accounts: it asks nobody who they are. `None`, and a loud line, where there is no program.
    ///
    /// # Panics
    /// As [`TestBroker::with_accounts`].
    pub async fn start() -> Option<Self> {
        Self::with_accounts(None, &[]).await
    }

    /// A server with these accounts. `None`, and a loud line, where there is no program.
    ///
    /// # Panics
    /// When the server does not start, or there is none and skipping is forbidden.
    pub async fn with_accounts(city: Option<&str>, counties: &[&str]) -> Option<Self> {
        let program = nats_server().await?;
        Some(Self::of(&program, city, counties).await.expect("a broker for the test"))
    }

    /// A server of this program, on a folder of its own.
    ///
    /// # Errors
    /// As [`Broker::start`].
    ///
    /// # Panics
    /// When no folder can be made.
    pub async fn of(program: &Path, city: Option<&str>, counties: &[&str]) -> Result<Self, BrokerError> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut config = BrokerConfig {
            folder: folder.path().to_owned(),
            accounts: Accounts::kept_in(folder.path(), city, counties)?,
            port: 0,
        };
        let running = Broker::start(program, config.clone()).await?;
        config.port = running.port();
        Ok(Self {
            program: program.to_owned(),
            config,
            running: Some(running),
            folder,
        })
    }

    /// The server.
    ///
    /// # Panics
    /// While it is dead.
    #[must_use]
    pub fn broker(&self) -> &Broker {
        self.running.as_ref().expect("the broker lives")
    }

    /// Connects to a server without accounts.
    ///
    /// # Panics
    /// When it refuses.
    pub async fn connect(&self) -> Nats {
        connect(&NatsConfig::at(self.broker().url())).await.expect("a connection")
    }

    /// Kills it, as a power failure would.
    ///
    /// # Panics
    /// When it cannot be killed.
    pub async fn kill(&mut self) {
        if let Some(broker) = self.running.take() {
            broker.kill().await.expect("the broker dies");
        }
    }

    /// Starts it again where it was, with what its disk holds.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn restart(&mut self) {
        self.kill().await;
        let broker = Broker::start(&self.program, self.config.clone()).await;
        self.running = Some(broker.expect("the broker starts again"));
    }

    /// Loses every stream; only while it is dead.
    ///
    /// # Panics
    /// When it lives, or the streams cannot be removed.
    pub fn lose_disk(&self) {
        assert!(self.running.is_none(), "a broker that lives keeps its disk");
        std::fs::remove_dir_all(self.folder.path().join("jetstream")).expect("the streams are removed");
    }
}
