//! The doors of a county, and the services that stand beside its grid: petition, mediation and enforcement, empty.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use shiyu_kit::auth::Principal;
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::NatsConfig;
use shiyu_kit::database::Database;
use shiyu_kit::service::Running;
use shiyu_kit::testkit::database::TestDatabase;
use time::Duration;
use tonic::transport::{Channel, Endpoint};

use super::{Desks, NEIGHBOUR};
use crate::people::{self, Caller};
use crate::{Backends, Storage};

/// A door, and what stands behind it where that is ours to close.
#[derive(Debug)]
pub struct Door {
    channel: Channel,
    behind: Option<(Running, TestDatabase)>,
}

impl Door {
    pub(super) const fn beside(channel: Channel) -> Self {
        Self { channel, behind: None }
    }

    async fn of(running: Running, database: TestDatabase) -> Self {
        let endpoint = Endpoint::from_shared(format!("http://{}", running.address())).expect("an address");
        Self {
            channel: endpoint.connect().await.expect("an open door"),
            behind: Some((running, database)),
        }
    }

    /// The database behind it.
    ///
    /// # Panics
    /// When it is another's to close.
    pub async fn connect(&self) -> (Database, String) {
        let (_, database) = self.behind.as_ref().expect("a service of ours");
        (database.connect().await, database.url().to_owned())
    }

    /// Closes what stands behind it.
    ///
    /// # Panics
    /// When the server had failed.
    pub async fn close(self) {
        if let Some((running, _)) = self.behind {
            running.stop().await.expect("the service stops");
        }
    }
}

impl Desks {
    /// The door of a county's grid.
    #[must_use]
    pub fn door(&self, county: &str) -> Door {
        Door::beside(self.desk(county).channel.clone())
    }

    /// Somebody at a door.
    ///
    /// # Panics
    /// When no token can be signed.
    #[must_use]
    pub fn at(&self, door: &Door, by: Option<&Principal>) -> people::Door {
        let caller = Caller::anonymous(door.channel.clone());
        let Some(by) = by else { return caller.door() };
        let token = self.issuer.issue(by, Duration::HOUR, WallClock::system().now()).expect("a token");
        caller.showing("authorization", format!("Bearer {token}")).door()
    }

    /// The database of a county's grid.
    pub async fn connect(&self, county: &str) -> (Database, String) {
        let database = &self.desk(county).database;
        (database.connect().await, database.url().to_owned())
    }

    /// Petition, mediation and enforcement of the neighbour, each with a database of its own.
    ///
    /// # Panics
    /// When one does not start.
    pub async fn neighbours(&self, backends: &Backends, storage: Storage) -> Vec<Door> {
        let identity = || backends.accounts.named(NEIGHBOUR).map(shiyu_kit::broker::Account::identity);
        let nats = || NatsConfig {
            identity: identity(),
            ..NatsConfig::at(&backends.nats_url)
        };
        let mut doors = Vec::new();
        for service in ["petition", "mediation", "enforcement"] {
            let database = storage.database(backends).await;
            let told = self.told(&format!("{NEIGHBOUR}-{service}"), NEIGHBOUR, database.url()).into_iter();
            let told = told.filter(|(name, _)| !name.ends_with("UNITS__OWNED"));
            let told = told.chain([("SHIYU_UNITS__OWNED".to_owned(), "false".to_owned())]);
            let clock = self.clock.clone();
            let running = match service {
                "petition" => {
                    let told = told.filter(|(name, _)| !name.contains("FILES"));
                    let mut config = shiyu_petition::Config::load(None, told).expect("petition's configuration");
                    config.common.nats = nats();
                    Box::pin(shiyu_petition::start(&config, clock)).await
                }
                "mediation" => {
                    let mut config = shiyu_mediation::Config::load(None, told).expect("mediation's configuration");
                    config.common.nats = nats();
                    Box::pin(shiyu_mediation::start(&config, clock)).await
                }
                _ => {
                    let mut config = shiyu_enforcement::Config::load(None, told).expect("enforcement's configuration");
                    config.common.nats = nats();
                    Box::pin(shiyu_enforcement::start(&config, clock)).await
                }
            };
            doors.push(Door::of(running.expect("a neighbour's service"), database).await);
        }
        doors
    }
}
