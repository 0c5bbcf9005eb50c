//! A city desk and two counties: three grid services, each with a database of its own, in an account of its own on one bus. Their units
//! are their own, and so are their maps; one clock goes for all of them.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

mod assess;
mod others;
mod petition;
pub(crate) mod prepare;

use std::path::Path;

use shiyu_grid::{Config, facts};
use shiyu_kit::auth::{DEVELOPMENT_ISSUER, DevelopmentIssuer};
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::{Environment, NatsConfig};
use shiyu_kit::nats::connect;
use shiyu_kit::party::keys;
use shiyu_kit::relay;
use shiyu_kit::service::Running;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use shiyu_proto::common::v1 as common;
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};
use tonic::transport::{Channel, Endpoint};

use crate::house::whole;
use crate::people::{Caller, OPERATOR, Post};
use crate::{Backends, PATIENCE, Storage, Wire};

pub use assess::Assessed;
pub use others::Door;
pub use petition::Petitioned;
pub use prepare::{in_county, spot, spot_in};

/// The city.
pub const CITY: &str = "330600";
/// The county that receives first.
pub const COUNTY: &str = "330602";
/// The county beside it.
pub const NEIGHBOUR: &str = "330681";

/// One grid service.
struct Desk {
    county: &'static str,
    config: Config,
    database: TestDatabase,
    service: Running,
    channel: Channel,
}

/// The three of them.
pub struct Desks {
    all: Vec<Desk>,
    clock: WallClock,
    issuer: DevelopmentIssuer,
    folder: TempDir,
}

impl Desks {
    /// Both counties with their maps and one team each, and the city's desk, which gathers from them and is heard by them.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn open(backends: &Backends, storage: Storage) -> Self {
        Self::over(backends, storage, None).await
    }

    /// The same, the first county's service hanging on a wire.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn over(backends: &Backends, storage: Storage, wire: Option<&Wire>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let issuer = DevelopmentIssuer::open(folder.path(), Environment::Development).expect("an issuer of tokens");
        let mut desks = Self {
            all: Vec::new(),
            clock: WallClock::movable(),
            issuer,
            folder,
        };
        // The counties first: the city gathers from streams that must be there.
        for county in [COUNTY, NEIGHBOUR, CITY] {
            let url = wire
                .filter(|_| county == COUNTY)
                .map_or_else(|| backends.nats_url.clone(), Wire::url);
            Box::pin(desks.start((backends, &url), storage, county)).await;
        }
        for county in [COUNTY, NEIGHBOUR, CITY] {
            Box::pin(prepare::prepare(&desks, county)).await;
        }
        desks
    }

    async fn start(&mut self, (backends, url): (&Backends, &str), storage: Storage, county: &'static str) {
        let database = storage.database(backends).await;
        let mut config = Config::load(None, self.told(county, county, database.url())).expect("the desk's configuration");
        let identity = backends.accounts.named(county).map(shiyu_kit::broker::Account::identity);
        config.common.nats = NatsConfig {
            identity,
            ..NatsConfig::at(url)
        };
        let service = shiyu_grid::start(&config, self.clock.clone()).await.expect("the grid starts");
        let endpoint = Endpoint::from_shared(format!("http://{}", service.address())).expect("an address");
        self.all.push(Desk {
            county,
            config,
            database,
            channel: endpoint.connect().await.expect("an open door"),
            service,
        });
    }

    /// What a service that keeps identities is told, its keys under a name of its own.
    fn told(&self, own: &str, county: &str, database: &str) -> Vec<(String, String)> {
        let folder = self.folder.path();
        let key = |name: &str| {
            let file = folder.join(format!("{own}.{name}.key"));
            // Made once, also where a service is started again.
            if !file.exists() {
                keys::generate(&file).expect("a key of the vault");
            }
            file.display().to_string()
        };
        let own = [
            ("SHIYU_PARTY__ENVELOPE_KEY_FILE", key("envelope")),
            ("SHIYU_PARTY__INDEX_KEY_FILE", key("index")),
            ("SHIYU_UNITS__OWNED", "true".to_owned()),
            ("SHIYU_FILES__STORE", "folder".to_owned()),
            ("SHIYU_FILES__FOLDER", folder.join(own).display().to_string()),
        ];
        let own = own.map(|(name, value)| (name.to_owned(), value));
        told(folder, county, database).into_iter().chain(own).collect()
    }

    fn desk(&self, county: &str) -> &Desk {
        let found = self.all.iter().find(|desk| desk.county == county);
        found.expect("a desk of the county")
    }

    /// Whoever holds a post in a county, at its door.
    ///
    /// # Panics
    /// When there is no such county.
    #[must_use]
    pub fn caller(&self, county: &str, post: &Post) -> Caller {
        let from = WallClock::system().now();
        let token = self.issuer.issue(&post.principal(county), Duration::HOUR, from).expect("a token");
        Caller::anonymous(self.desk(county).channel.clone()).showing("authorization", format!("Bearer {token}"))
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// Moves the clock of all of them to a second after a moment to come.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn advance_past(&self, moment: OffsetDateTime) {
        let by = moment - self.now() + Duration::SECOND;
        let request = common::AdvanceClockRequest {
            duration: Some(prost_types::Duration {
                seconds: by.whole_seconds(),
                nanos: by.subsec_nanoseconds(),
            }),
        };
        let moved = self.caller(COUNTY, &OPERATOR).development().advance_clock(request).await;
        moved.expect("a clock that moves");
    }

    /// How many facts of a county wait to be told.
    ///
    /// # Panics
    /// When its database does not answer.
    pub async fn untold(&self, county: &str) -> u64 {
        let db = self.desk(county).database.connect().await;
        let lag = relay::lag(&db.reader, self.now()).await.expect("the journal");
        db.close().await;
        lag.rows
    }

    /// Waits until every fact is told and taken in, insists that no dead letter is open and every chain is whole, and closes the doors.
    ///
    /// # Panics
    /// When that is not so.
    pub async fn close(self) {
        for desk in &self.all {
            let db = desk.database.connect().await;
            let nats = connect(&desk.config.common.nats).await.expect("the bus");
            let hears = facts::hears(&desk.config);
            eventually(PATIENCE, async || whole::is_heard_out(&db, &nats, self.now(), &hears).await).await;
            whole::is_whole(&db).await;
            db.close().await;
        }
        for desk in self.all {
            desk.service.stop().await.expect("the grid stops");
        }
    }
}

/// What every service of a city or county is told, whichever it is; its tokens are in the folder.
#[must_use]
pub fn told(folder: &Path, county: &str, database: &str) -> Vec<(String, String)> {
    let neighbours = format!("{COUNTY},{NEIGHBOUR}");
    let link = if county == CITY {
        ("SHIYU_CITY__GATHER", neighbours)
    } else {
        ("SHIYU_CITY__DESK", CITY.to_owned())
    };
    let told = [
        ("SHIYU_COUNTY__CODE", county.to_owned()),
        ("SHIYU_DATABASE__URL", database.to_owned()),
        ("SHIYU_AUTH__ENVIRONMENT", "development".to_owned()),
        ("SHIYU_AUTH__JWKS_FILE", folder.join("jwks.json").display().to_string()),
        ("SHIYU_AUTH__ISSUER", DEVELOPMENT_ISSUER.to_owned()),
        ("SHIYU_SERVER__LISTEN", "127.0.0.1:0".to_owned()),
        ("SHIYU_SERVER__DRAIN_DELAY", "10ms".to_owned()),
        ("SHIYU_SERVER__DRAIN_TIMEOUT", "5s".to_owned()),
        link,
    ];
    told.map(|(name, value)| (name.to_owned(), value)).to_vec()
}
