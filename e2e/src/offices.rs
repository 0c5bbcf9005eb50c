//! A city desk and two counties: three petition services, each with a database of its own, in an account of its own on one bus. Their
//! units are their own; one clock goes for all of them.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use shiyu_kit::auth::DevelopmentIssuer;
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::config::{Environment, NatsConfig};
use shiyu_kit::nats::connect;
use shiyu_kit::party::keys;
use shiyu_kit::service::Running;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use shiyu_petition::{Config, facts};
use shiyu_proto::common::v1 as common;
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};
use tonic::transport::{Channel, Endpoint};

use crate::desks::{CITY, COUNTY, NEIGHBOUR, told};
use crate::house::whole;
use crate::people::{Caller, OPERATOR, Post};
use crate::sample::{self, CITY_OFFICE, unit};
use crate::{Backends, PATIENCE, Storage};

/// The petition office of the county beside.
pub const OFFICE_THERE: &str = "330681-XFJ";

/// One petition service.
struct Office {
    county: &'static str,
    config: Config,
    database: TestDatabase,
    service: Running,
    channel: Channel,
}

/// The three of them.
pub struct Offices {
    all: Vec<Office>,
    clock: WallClock,
    issuer: DevelopmentIssuer,
    folder: TempDir,
}

impl Offices {
    /// Both counties, and the city's desk, which gathers from them and is heard by them.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn open(backends: &Backends, storage: Storage) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let issuer = DevelopmentIssuer::open(folder.path(), Environment::Development).expect("an issuer of tokens");
        let mut offices = Self {
            all: Vec::new(),
            clock: WallClock::movable(),
            issuer,
            folder,
        };
        // The counties first: the city gathers from streams that must be there.
        for county in [COUNTY, NEIGHBOUR, CITY] {
            Box::pin(offices.start(backends, storage, county)).await;
        }
        for county in [COUNTY, NEIGHBOUR, CITY] {
            let import = common::ImportUnitsRequest {
                parent: format!("counties/{county}"),
                units: units(county),
                request_id: new_id().to_string(),
            };
            let imported = offices.caller(county, &OPERATOR).units().import_units(import).await;
            imported.expect("the units of a desk");
        }
        offices
    }

    async fn start(&mut self, backends: &Backends, storage: Storage, county: &'static str) {
        let database = storage.database(backends).await;
        let mut config = Config::load(None, self.told(county, database.url())).expect("the office's configuration");
        let identity = backends.accounts.named(county).map(shiyu_kit::broker::Account::identity);
        config.common.nats = NatsConfig {
            identity,
            ..NatsConfig::at(&backends.nats_url)
        };
        let service = shiyu_petition::start(&config, self.clock.clone())
            .await
            .expect("the petitions start");
        let endpoint = Endpoint::from_shared(format!("http://{}", service.address())).expect("an address");
        self.all.push(Office {
            county,
            config,
            database,
            channel: endpoint.connect().await.expect("an open door"),
            service,
        });
    }

    /// What a petition service is told.
    fn told(&self, county: &str, database: &str) -> Vec<(String, String)> {
        let key = |name: &str| {
            let file = self.folder.path().join(format!("{county}.{name}.key"));
            keys::generate(&file).expect("a key of the vault");
            file.display().to_string()
        };
        let own = [
            ("SHIYU_PARTY__ENVELOPE_KEY_FILE", key("envelope")),
            ("SHIYU_PARTY__INDEX_KEY_FILE", key("index")),
            ("SHIYU_UNITS__OWNED", "true".to_owned()),
        ];
        let own = own.map(|(name, value)| (name.to_owned(), value));
        told(self.folder.path(), county, database).into_iter().chain(own).collect()
    }

    fn office(&self, county: &str) -> &Office {
        let found = self.all.iter().find(|office| office.county == county);
        found.expect("an office of the county")
    }

    /// Whoever holds a post in a county, at its door.
    ///
    /// # Panics
    /// When there is no such county.
    #[must_use]
    pub fn caller(&self, county: &str, post: &Post) -> Caller {
        let from = WallClock::system().now();
        let token = self.issuer.issue(&post.principal(county), Duration::HOUR, from).expect("a token");
        self.anonymous(county).showing("authorization", format!("Bearer {token}"))
    }

    /// Anybody, at a county's door.
    ///
    /// # Panics
    /// When there is no such county.
    #[must_use]
    pub fn anonymous(&self, county: &str) -> Caller {
        Caller::anonymous(self.office(county).channel.clone())
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

    /// Waits until every fact is told and taken in, insists that no dead letter is open and every chain is whole, and closes the doors.
    ///
    /// # Panics
    /// When that is not so.
    pub async fn close(self) {
        for office in &self.all {
            let db = office.database.connect().await;
            let nats = connect(&office.config.common.nats).await.expect("the bus");
            let hears = facts::hears(&office.config);
            eventually(PATIENCE, async || whole::is_heard_out(&db, &nats, self.now(), &hears).await).await;
            whole::is_whole(&db).await;
            db.close().await;
        }
        for office in self.all {
            office.service.stop().await.expect("the petitions stop");
        }
    }
}

fn units(county: &str) -> Vec<common::Unit> {
    if county == COUNTY {
        return sample::units();
    }
    let mut units = vec![
        unit(CITY, "绍兴市", ""),
        unit(CITY_OFFICE, "绍兴市信访局", CITY),
        unit("330600-ZJJ", "绍兴市住房和城乡建设局", CITY),
        unit(COUNTY, "越城区", CITY),
        unit(NEIGHBOUR, "诸暨市", CITY),
    ];
    if county == NEIGHBOUR {
        units.push(unit(OFFICE_THERE, "诸暨市信访局", NEIGHBOUR));
        units.push(unit("330681-ZJJ", "诸暨市住房和城乡建设局", NEIGHBOUR));
    }
    units
}
