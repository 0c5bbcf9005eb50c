//! What the services of one town have in common: the county, the clock, the tokens, the bus, and a folder.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use shiyu_kit::auth::{DevelopmentIssuer, Kind, Principal};
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::{Environment, NatsConfig};
use shiyu_kit::nats::{Nats, connect};
use shiyu_kit::party::keys;
use tempfile::TempDir;
use time::Duration;

use crate::Backends;
use crate::sample::COUNTY;
use crate::settings::{AT_ONCE, common, told};

/// What the services of one town have in common. Clones are of the same town.
#[derive(Debug, Clone)]
pub struct Plot {
    clock: WallClock,
    issuer: Arc<DevelopmentIssuer>,
    folder: Arc<TempDir>,
    /// Tokens that were given out a moment ago: signing costs an unoptimised program more than many a call.
    tokens: Arc<Mutex<HashMap<String, String>>>,
    nats: String,
}

/// The keys of the party vaults.
const VAULT: [&str; 2] = ["envelope.key", "index.key"];

impl Plot {
    /// A town on this bus.
    ///
    /// # Panics
    /// When there is no folder for it.
    #[must_use]
    pub fn new(backends: &Backends) -> Self {
        Self::at(backends.nats_url.clone())
    }

    /// A town on the bus at this address.
    ///
    /// # Panics
    /// When there is no folder for it.
    #[must_use]
    pub fn at(nats: String) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let issuer = DevelopmentIssuer::open(folder.path(), Environment::Development).expect("an issuer of tokens");
        for key in VAULT {
            keys::generate(&folder.path().join(key)).expect("a key of the vault");
        }
        Self {
            clock: WallClock::movable(),
            issuer: Arc::new(issuer),
            folder: Arc::new(folder),
            tokens: Arc::default(),
            nats,
        }
    }

    /// Its clock.
    #[must_use]
    pub fn clock(&self) -> WallClock {
        self.clock.clone()
    }

    /// Code of its county.
    #[must_use]
    pub fn county(&self) -> &'static str {
        COUNTY
    }

    /// A place in its folder.
    #[must_use]
    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A token for an hour that was given out so long ago.
    ///
    /// # Panics
    /// When it cannot be signed.
    #[must_use]
    pub fn token(&self, principal: &Principal, ago: Duration) -> String {
        // Tokens go by real time, wherever the town's clock was moved to.
        let from = WallClock::system().now() - ago;
        let issue = || self.issuer.issue(principal, Duration::HOUR, from).expect("a token");
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.entry(format!("{principal:?} {ago}")).or_insert_with(issue).clone()
    }

    /// What a service of this name is told of another one that it asks: its token in a file, and the other's address.
    ///
    /// # Panics
    /// When the token cannot be written.
    #[must_use]
    pub fn peers(&self, service: &str, addresses: &[(&str, std::net::SocketAddr)]) -> Vec<(String, String)> {
        let principal = Principal {
            subject: service.to_owned(),
            county: COUNTY.to_owned(),
            unit: None,
            roles: [format!("{service}_service")].into(),
            kind: Kind::Service,
        };
        let file = self.place(&format!("{service}.token"));
        std::fs::write(&file, self.token(&principal, Duration::ZERO)).expect("a token in a file");
        let entries = addresses.iter().map(|(peer, address)| format!("{peer}=http://{address}"));
        let list = entries.collect::<Vec<_>>().join(",");
        vec![
            ("SHIYU_PEERS__ADDRESSES".to_owned(), list),
            ("SHIYU_PEERS__TOKEN_FILE".to_owned(), file.display().to_string()),
        ]
    }

    /// A connection to its bus.
    ///
    /// # Panics
    /// When it does not answer.
    pub async fn nats(&self) -> Nats {
        connect(&NatsConfig::at(&self.nats)).await.expect("the bus")
    }

    /// What every service of the town is told.
    #[must_use]
    pub fn told(&self, database: &str) -> Vec<(String, String)> {
        let place = |name: &str| self.place(name).display().to_string();
        let [envelope, index] = VAULT.map(place);
        let own = [
            ("SHIYU_DATABASE__URL", database.to_owned()),
            ("SHIYU_NATS__URL", self.nats.clone()),
            ("SHIYU_PARTY__ENVELOPE_KEY_FILE", envelope),
            ("SHIYU_PARTY__INDEX_KEY_FILE", index),
        ];
        told(common(COUNTY, self.folder.path(), AT_ONCE).into_iter().chain(own))
    }
}
