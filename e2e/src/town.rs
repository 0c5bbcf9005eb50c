//! A county's petition service, whole: its database, the bus, its clock, and a token for everybody who works there.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::time::Duration as Span;

use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use shiyu_kit::auth::{DEVELOPMENT_ISSUER, DevelopmentIssuer, Principal};
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::Environment;
use shiyu_kit::config::NatsConfig;
use shiyu_kit::consumer;
use shiyu_kit::database::Database;
use shiyu_kit::dead_letter;
use shiyu_kit::journal;
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
use crate::{Backends, Storage};

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
    _folder: TempDir,
}

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
        let keys = folder.path().join("jwks.json").display().to_string();
        let [envelope, index] = ["envelope.key", "index.key"].map(|name| folder.path().join(name));
        for key in [&envelope, &index] {
            keys::generate(key).expect("a key of the vault");
        }
        let [envelope, index] = [envelope, index].map(|key| key.display().to_string());
        let told = [
            ("SHIYU_COUNTY__CODE", COUNTY),
            ("SHIYU_DATABASE__URL", database.url()),
            ("SHIYU_NATS__URL", &backends.nats_url),
            ("SHIYU_AUTH__ENVIRONMENT", "development"),
            ("SHIYU_AUTH__JWKS_FILE", &keys),
            ("SHIYU_AUTH__ISSUER", DEVELOPMENT_ISSUER),
            ("SHIYU_PARTY__ENVELOPE_KEY_FILE", &envelope),
            ("SHIYU_PARTY__INDEX_KEY_FILE", &index),
            ("SHIYU_SERVER__LISTEN", "127.0.0.1:0"),
            ("SHIYU_SERVER__DRAIN_DELAY", "10ms"),
            ("SHIYU_SERVER__DRAIN_TIMEOUT", "5s"),
        ];
        let told = told
            .iter()
            .chain(settings)
            .map(|&(name, value)| (name.to_owned(), value.to_owned()));
        let mut town = Self {
            service: None,
            config: Config::load(None, told).expect("the town's configuration"),
            clock: WallClock::movable(),
            issuer,
            database,
            _folder: folder,
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
        if due.expect("the petitions") > 0 || relay::lag(&db.reader, now).await.expect("the journal").rows > 0 {
            return false;
        }
        for heard in facts::hears(&self.config) {
            let lag = consumer::lag(nats, &heard.stream, &heard.durable).await.expect("the consumer");
            if lag.waiting + lag.out > 0 {
                return false;
            }
        }
        true
    }

    async fn close(&mut self) {
        self.settled().await;
        let db = self.connect().await;
        let open = dead_letter::list(&db.reader, dead_letter::State::Pending, None, 10).await;
        assert_eq!(open.expect("the dead letters"), [], "no dead letter is open");
        for head in journal::head::Entity::find().all(&db.reader).await.expect("the chains") {
            let verdict = journal::verify(&db.reader, head.case_id).await.expect("the journal");
            let findings = verdict.map(|verdict| verdict.findings);
            assert_eq!(findings, Some(Vec::new()), "the chain of {} is whole", head.case_id);
        }
        db.close().await;
        self.stop().await;
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        if std::thread::panicking() || self.service.is_none() {
            return;
        }
        tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(self.close()));
    }
}
