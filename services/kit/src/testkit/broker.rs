//! A broker of its own for every test.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::database::skip;
use crate::broker::{Accounts, Broker, BrokerConfig, BrokerError};

/// The path of a fit nats-server.
pub const NATS_SERVER: &str = "SHIYU_TEST_NATS_SERVER";

/// A running server whose streams are gone with it.
#[derive(Debug)]
pub struct TestBroker {
    /// The server.
    pub broker: Broker,
    /// Where its streams lie.
    pub folder: TempDir,
}

/// The program of [`NATS_SERVER`]; `None`, and a loud line, where there is none.
///
/// # Panics
/// When there is none and skipping is forbidden.
#[must_use]
pub fn nats_server() -> Option<PathBuf> {
    let program = std::env::var_os(NATS_SERVER).map(PathBuf::from);
    if program.is_none() {
        skip("nats-server", NATS_SERVER);
    }
    program
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
    #[expect(clippy::expect_used, reason = "a test without a broker has nothing to show")]
    pub async fn with_accounts(city: Option<&str>, counties: &[&str]) -> Option<Self> {
        let program = nats_server()?;
        Some(Self::of(&program, city, counties).await.expect("a broker for the test"))
    }

    /// A server of this program, on a folder of its own.
    ///
    /// # Errors
    /// As [`Broker::start`].
    ///
    /// # Panics
    /// When no folder can be made.
    #[expect(clippy::expect_used, reason = "a test without a folder has nothing to show")]
    pub async fn of(program: &Path, city: Option<&str>, counties: &[&str]) -> Result<Self, BrokerError> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let config = BrokerConfig {
            folder: folder.path().to_owned(),
            accounts: Accounts::kept_in(folder.path(), city, counties)?,
            port: 0,
        };
        let broker = Broker::start(program, config).await?;
        Ok(Self { broker, folder })
    }
}
