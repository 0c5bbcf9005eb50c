//! A county's petition service, whole: its database, the bus, its clock, and a token for everybody who works there.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::path::{Path, PathBuf};
use std::time::Duration as Span;

use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use shiyu_kit::auth::{DEVELOPMENT_ISSUER, DevelopmentIssuer, Principal};
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::Environment;
use shiyu_kit::config::NatsConfig;
use shiyu_kit::database::Database;
use shiyu_kit::nats::{Nats, connect};
use shiyu_kit::party::keys;
use shiyu_kit::relay;
use shiyu_kit::service::Running;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use shiyu_petition::store::row;
use shiyu_petition::{Config, facts};
use shiyu_proto::common::v1 as common;
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};
use tonic::transport::{Channel, Endpoint};

use crate::people::{Caller, OPERATOR, Post};
use crate::sample::{COUNTY, import, units};
use crate::{Backends, Storage, house};

/// How long anything that was caused may take to happen.
pub const PATIENCE: Span = Span::from_secs(40);

/// A county's petition service and its people. At its end it insists that nothing is left pending: every fact is told,
/// every fact it hears is taken in, no clock is due, no dead letter is open, every chain is whole.
///
/// It closes when it is dropped, which needs a runtime of several threads.
#[derive(Debug)]
pub struct Town {
    service: Option<(Running, Channel)>,
    config: Config,
    clock: WallClock,
    issuer: DevelopmentIssuer,
    database: TestDatabase,
    folder: TempDir,
}

/// The keys of its party vaults.
const VAULT: [&str; 2] = ["envelope.key", "index.key"];

impl Town {
    /// A town that keeps its own units, those of [`units`].
    ///
    /// # Panics
    /// When it does not start.
    pub async fn open(backends: &Backends, storage: Storage) -> Self {
        Box::pin(Self::open_with(backends, storage, &[])).await
    }

    /// The same, told more than it needs to be.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn open_with(backends: &Backends, storage: Storage, settings: &[(&str, &str)]) -> Self {
        let town = Self::with(backends, storage, settings).await;
        let imported = town.caller(&OPERATOR).units().import_units(import(units())).await;
        imported.expect("the town's units");
        town
    }

    /// A town without units, told more than it needs to be: `("SHIYU_UNITS__OWNED", "false")`.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn with(backends: &Backends, storage: Storage, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let issuer = DevelopmentIssuer::open(folder.path(), Environment::Development).expect("an issuer of tokens");
        let database = storage.database(backends).await;
        for key in VAULT {
            keys::generate(&folder.path().join(key)).expect("a key of the vault");
        }
        let told = told(folder.path(), database.url(), &backends.nats_url);
        let settings = settings.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        let mut town = Self {
            service: None,
            config: Config::load(None, told.into_iter().chain(settings)).expect("the town's configuration"),
            clock: WallClock::movable(),
            issuer,
            database,
            folder,
        };
        town.start().await;
        town
    }

    /// Opens the doors, at another address than before.
    ///
    /// # Panics
    /// When they do not open.
    pub async fn start(&mut self) {
        let running = shiyu_petition::start(&self.config, self.clock.clone())
            .await
            .expect("the service starts");
        let endpoint = Endpoint::from_shared(format!("http://{}", running.address())).expect("an address");
        let channel = endpoint.connect().await.expect("an open door");
        self.service = Some((running, channel));
    }

    /// Closes the doors, as a deployment does. Calls under way are answered.
    ///
    /// # Panics
    /// When the server had failed.
    pub async fn stop(&mut self) {
        if let Some((running, _)) = self.service.take() {
            running.stop().await.expect("the service stops");
        }
    }

    /// Somebody who shows no token.
    ///
    /// # Panics
    /// When the doors are closed.
    #[must_use]
    pub fn anonymous(&self) -> Caller {
        let (_, channel) = self.service.as_ref().expect("open doors");
        Caller::anonymous(channel.clone())
    }

    /// Somebody who shows this token.
    ///
    /// # Panics
    /// When the doors are closed.
    #[must_use]
    pub fn bearing(&self, token: &str) -> Caller {
        self.anonymous().showing("authorization", format!("Bearer {token}"))
    }

    /// Whoever holds a post.
    ///
    /// # Panics
    /// When the doors are closed.
    #[must_use]
    pub fn caller(&self, post: &Post) -> Caller {
        self.bearing(&self.token(&post.principal(COUNTY), Duration::ZERO))
    }

    /// A token for an hour that was given out so long ago.
    ///
    /// # Panics
    /// When it cannot be signed.
    #[must_use]
    pub fn token(&self, principal: &Principal, ago: Duration) -> String {
        // Tokens go by real time, wherever the town's clock was moved to.
        let from = WallClock::system().now() - ago;
        self.issuer.issue(principal, Duration::HOUR, from).expect("a token")
    }

    /// What time it is in town.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// Moves the town's clock, through its own door.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn advance(&self, by: Duration) {
        let request = common::AdvanceClockRequest {
            duration: Some(prost_types::Duration {
                seconds: by.whole_seconds(),
                nanos: by.subsec_nanoseconds(),
            }),
        };
        let moved = self.caller(&OPERATOR).development().advance_clock(request).await;
        moved.expect("a clock that moves");
    }

    /// Moves the town's clock to a second after a moment to come.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn advance_past(&self, moment: OffsetDateTime) {
        self.advance(moment - self.now() + Duration::SECOND).await;
    }

    /// Its clock, for a service beside it.
    pub(crate) fn clock(&self) -> WallClock {
        self.clock.clone()
    }

    /// A place in its folder.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What a service beside it is told first.
    pub(crate) fn told_beside(&self, database: &str) -> Vec<(String, String)> {
        told(self.folder.path(), database, &self.config.common.nats.url)
    }

    /// Where its database is.
    #[must_use]
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// A connection to its database, beside the service's own.
    ///
    /// # Panics
    /// When it does not answer.
    pub async fn connect(&self) -> Database {
        self.database.connect().await
    }

    /// A connection to its bus.
    ///
    /// # Panics
    /// When it does not answer.
    pub async fn nats(&self) -> Nats {
        connect(&NatsConfig::at(&self.config.common.nats.url)).await.expect("the bus")
    }

    /// How many facts wait to be told.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn untold(&self) -> u64 {
        let db = self.connect().await;
        let lag = relay::lag(&db.reader, self.now()).await.expect("the journal");
        db.close().await;
        lag.rows
    }

    /// Waits until every fact is told, every fact it hears is taken in, and no clock is due.
    ///
    /// # Panics
    /// When that does not happen.
    pub async fn settled(&self) {
        let (db, nats) = (self.connect().await, self.nats().await);
        eventually(PATIENCE, async || self.is_settled(&db, &nats).await).await;
        db.close().await;
    }

    async fn is_settled(&self, db: &Database, nats: &Nats) -> bool {
        let now = self.now();
        let due = row::Entity::find().filter(row::Column::DueAt.lte(now)).count(&db.reader).await;
        due.expect("the petitions") == 0 && house::is_heard_out(db, nats, now, &facts::hears(&self.config)).await
    }

    async fn close(&mut self) {
        self.settled().await;
        let db = self.connect().await;
        house::is_whole(&db).await;
        db.close().await;
        self.stop().await;
    }
}

/// What every service of the town is told.
fn told(folder: &Path, database: &str, nats: &str) -> Vec<(String, String)> {
    let place = |name: &str| folder.join(name).display().to_string();
    let [envelope, index] = VAULT.map(place);
    let told = [
        ("SHIYU_COUNTY__CODE", COUNTY.to_owned()),
        ("SHIYU_DATABASE__URL", database.to_owned()),
        ("SHIYU_NATS__URL", nats.to_owned()),
        ("SHIYU_AUTH__ENVIRONMENT", "development".to_owned()),
        ("SHIYU_AUTH__JWKS_FILE", place("jwks.json")),
        ("SHIYU_AUTH__ISSUER", DEVELOPMENT_ISSUER.to_owned()),
        ("SHIYU_PARTY__ENVELOPE_KEY_FILE", envelope),
        ("SHIYU_PARTY__INDEX_KEY_FILE", index),
        ("SHIYU_SERVER__LISTEN", "127.0.0.1:0".to_owned()),
        ("SHIYU_SERVER__DRAIN_DELAY", "10ms".to_owned()),
        ("SHIYU_SERVER__DRAIN_TIMEOUT", "5s".to_owned()),
    ];
    told.map(|(name, value)| (name.to_owned(), value)).to_vec()
}

impl Drop for Town {
    fn drop(&mut self) {
        if std::thread::panicking() || self.service.is_none() {
            return;
        }
        tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(self.close()));
    }
}
