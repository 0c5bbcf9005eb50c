//! A petition service beside a grid service of the three desks: the same account, clock and tokens, a database of its own, and the units
//! that the grid tells of.

use shiyu_kit::clock::WallClock;
use shiyu_kit::config::NatsConfig;
use shiyu_kit::service::Running;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_petition::{Config, start};
use time::Duration;
use tonic::transport::{Channel, Endpoint};

use super::Desks;
use crate::people::{Caller, Post};
use crate::{Backends, Storage};

/// The petition service of one county.
pub struct Petitioned {
    county: &'static str,
    running: Running,
    channel: Channel,
    _database: TestDatabase,
}

impl Petitioned {
    /// Opens one in a county.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn open(desks: &Desks, backends: &Backends, storage: Storage, county: &'static str) -> Self {
        let database = storage.database(backends).await;
        let told = desks.told(&format!("{county}-petition"), county, database.url());
        let own = |name: &str| !name.contains("FILES") && !name.ends_with("UNITS__OWNED");
        let told = told.into_iter().filter(|(name, _)| own(name));
        let told = told.chain([("SHIYU_UNITS__OWNED".to_owned(), "false".to_owned())]);
        let mut config = Config::load(None, told).expect("the desk's configuration");
        let identity = backends.accounts.named(county).map(shiyu_kit::broker::Account::identity);
        config.common.nats = NatsConfig {
            identity,
            ..NatsConfig::at(&backends.nats_url)
        };
        let running = Box::pin(start(&config, desks.clock.clone())).await.expect("the petition starts");
        let endpoint = Endpoint::from_shared(format!("http://{}", running.address())).expect("an address");
        Self {
            county,
            channel: endpoint.connect().await.expect("an open door"),
            running,
            _database: database,
        }
    }

    /// Whoever holds a post, at its door.
    ///
    /// # Panics
    /// When no token can be issued.
    #[must_use]
    pub fn caller(&self, desks: &Desks, post: &Post) -> Caller {
        let from = WallClock::system().now();
        let principal = post.principal(self.county);
        let token = desks.issuer.issue(&principal, Duration::HOUR, from).expect("a token");
        Caller::anonymous(self.channel.clone()).showing("authorization", format!("Bearer {token}"))
    }

    /// Closes the doors.
    ///
    /// # Panics
    /// When the server had failed.
    pub async fn stop(self) {
        self.running.stop().await.expect("the petition stops");
    }
}
