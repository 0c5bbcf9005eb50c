//! A city desk and two counties: three services of one kind, each with a database of its own, in an account of its own on one bus. Their
//! units are their own; one clock goes for all of them.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::path::Path;

use shiyu_kit::auth::{DevelopmentIssuer, Principal};
use shiyu_kit::broker::Account;
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::config::{Environment, NatsConfig};
use shiyu_kit::nats::connect;
use shiyu_kit::party::keys;
use shiyu_kit::relay;
use shiyu_kit::service::Running;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use shiyu_proto::common::v1 as pb;
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};
use tonic::transport::{Channel, Endpoint};

use crate::desks::{CITY, COUNTY, NEIGHBOUR};
use crate::house::{Service, whole};
use crate::people::{Caller, OPERATOR, Post};
use crate::settings::{AT_ONCE, Settings, common, told};
use crate::{Backends, PATIENCE, Storage, Wire};

/// One service of a county, or of the city.
pub(crate) struct Seat<S: Service> {
    pub(crate) county: &'static str,
    pub(crate) database: TestDatabase,
    pub(crate) service: Running,
    pub(crate) channel: Channel,
    config: S::Config,
    nats: NatsConfig,
}

impl<S: Service> Seat<S> {
    /// Opens it, told this, in the account of its county.
    pub(crate) async fn open((county, nats): (&'static str, NatsConfig), database: TestDatabase, told: Settings, clock: WallClock) -> Self {
        let mut config = S::load(told).expect("the configuration of a seat");
        S::common(&mut config).nats = nats.clone();
        let service = Box::pin(S::start(&config, clock)).await.expect("the service starts");
        let channel = way_in(&service).await;
        Self {
            county,
            database,
            service,
            channel,
            config,
            nats,
        }
    }
}

/// A way in to a service that runs.
pub(crate) async fn way_in(service: &Running) -> Channel {
    let endpoint = Endpoint::from_shared(format!("http://{}", service.address())).expect("an address");
    endpoint.connect().await.expect("an open door")
}

/// The bus at this address, as a county comes in.
pub(crate) fn bus(backends: &Backends, county: &str, url: &str) -> NatsConfig {
    NatsConfig {
        identity: backends.accounts.named(county).map(Account::identity),
        ..NatsConfig::at(url)
    }
}

/// The three of them.
pub struct Counties<S: Service> {
    pub(crate) all: Vec<Seat<S>>,
    pub(crate) clock: WallClock,
    issuer: DevelopmentIssuer,
    folder: TempDir,
}

impl<S: Service> Counties<S> {
    /// Both counties, and the city's desk, which gathers from them and is heard by them; each is told what is its own kind's beside what
    /// every service is. The first county's service may hang on a wire.
    pub(crate) async fn seated(backends: &Backends, storage: Storage, wire: Option<&Wire>, own: fn(&Path) -> Settings) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let issuer = DevelopmentIssuer::open(folder.path(), Environment::Development).expect("an issuer of tokens");
        let mut counties = Self {
            all: Vec::new(),
            clock: WallClock::movable(),
            issuer,
            folder,
        };
        // The counties first: the city gathers from streams that must be there.
        for county in [COUNTY, NEIGHBOUR, CITY] {
            let wire = wire.filter(|_| county == COUNTY);
            let url = wire.map_or_else(|| backends.nats_url.clone(), Wire::url);
            let database = storage.database(backends).await;
            let mut told = counties.told((county, true), county, database.url());
            told.extend(own(&counties.folder().join(county)));
            let nats = bus(backends, county, &url);
            let seat = Box::pin(Seat::open((county, nats), database, told, counties.clock.clone())).await;
            counties.all.push(seat);
        }
        counties
    }

    /// Opens a service beside the three, in the account of a county: another keeps its units, and its keys and files have a name of its own.
    pub(crate) async fn beside<T: Service>(
        &self,
        (county, service): (&'static str, &str),
        (backends, storage): (&Backends, Storage),
        own: fn(&Path) -> Settings,
    ) -> Seat<T> {
        let database = storage.database(backends).await;
        let name = format!("{county}-{service}");
        let mut told = self.told((&name, false), county, database.url());
        told.extend(own(&self.folder().join(&name)));
        let nats = bus(backends, county, &backends.nats_url);
        Box::pin(Seat::open((county, nats), database, told, self.clock.clone())).await
    }

    /// Imports the units of a county at its door.
    pub(crate) async fn import(&self, county: &str, units: Vec<pb::Unit>) {
        let import = pb::ImportUnitsRequest {
            parent: format!("counties/{county}"),
            units,
            request_id: new_id().to_string(),
        };
        let imported = self.caller(county, &OPERATOR).units().import_units(import).await;
        imported.expect("the units of a county");
    }

    pub(crate) fn seat(&self, county: &str) -> &Seat<S> {
        let found = self.all.iter().find(|seat| seat.county == county);
        found.expect("a seat of the county")
    }

    /// The folder of keys, tokens and files.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What a service that keeps identities is told, its keys under a name of its own; and whether it keeps the units.
    pub(crate) fn told(&self, (own, owned): (&str, bool), county: &str, database: &str) -> Settings {
        let key = |name: &str| {
            let file = self.folder().join(format!("{own}.{name}.key"));
            // Made once, also where a service is opened again.
            if !file.exists() {
                keys::generate(&file).expect("a key of the vault");
            }
            file.display().to_string()
        };
        let own = [
            ("SHIYU_PARTY__ENVELOPE_KEY_FILE", key("envelope")),
            ("SHIYU_PARTY__INDEX_KEY_FILE", key("index")),
            ("SHIYU_UNITS__OWNED", owned.to_string()),
        ];
        let mut all = told_in(self.folder(), county, database);
        all.extend(told(own));
        all
    }

    /// Somebody at a door, with a token for an hour.
    pub(crate) fn showing(&self, channel: &Channel, principal: &Principal) -> Caller {
        // Tokens go by real time, wherever the clock was moved to.
        let from = WallClock::system().now();
        let token = self.issuer.issue(principal, Duration::HOUR, from).expect("a token");
        Caller::anonymous(channel.clone()).showing("authorization", format!("Bearer {token}"))
    }

    /// Whoever holds a post in a county, at its door.
    ///
    /// # Panics
    /// When there is no such county.
    #[must_use]
    pub fn caller(&self, county: &str, post: &Post) -> Caller {
        self.showing(&self.seat(county).channel, &post.principal(county))
    }

    /// Anybody, at a county's door.
    ///
    /// # Panics
    /// When there is no such county.
    #[must_use]
    pub fn anonymous(&self, county: &str) -> Caller {
        Caller::anonymous(self.seat(county).channel.clone())
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
        let request = pb::AdvanceClockRequest {
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
        let db = self.seat(county).database.connect().await;
        let lag = relay::lag(&db.reader, self.now()).await.expect("the journal");
        db.close().await;
        lag.rows
    }

    /// Waits until every fact is told and taken in, insists that no dead letter is open and every chain is whole, and closes the doors.
    ///
    /// # Panics
    /// When that is not so.
    pub async fn close(self) {
        for seat in &self.all {
            let db = seat.database.connect().await;
            let nats = connect(&seat.nats).await.expect("the bus");
            let hears = S::hears(&seat.config);
            eventually(PATIENCE, async || whole::is_heard_out(&db, &nats, self.now(), &hears).await).await;
            whole::is_whole(&db).await;
            db.close().await;
        }
        for seat in self.all {
            seat.service.stop().await.expect("the service stops");
        }
    }
}

/// What every service of a city or county is told, whichever it is; its tokens are in the folder.
pub(crate) fn told_in(folder: &Path, county: &str, database: &str) -> Settings {
    let link = if county == CITY {
        ("SHIYU_CITY__GATHER", format!("{COUNTY},{NEIGHBOUR}"))
    } else {
        ("SHIYU_CITY__DESK", CITY.to_owned())
    };
    let own = [("SHIYU_DATABASE__URL", database.to_owned()), link];
    told(common(county, folder, AT_ONCE).into_iter().chain(own))
}
