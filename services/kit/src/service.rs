//! One service of one county put together: what every `main` opens, serves and closes.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sea_orm::DbErr;
use sea_orm_migration::MigratorTrait;
use shiyu_proto::common::v1::development_service_server::DevelopmentServiceServer;
use shiyu_proto::common::v1::operations_service_server::OperationsServiceServer;
use shiyu_proto::common::v1::unit_service_server::UnitServiceServer;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::auth::{AuthConfigError, Gate, Policy, PolicyErrors, Tokens};
use crate::broker::{api_prefix, deliver_prefix};
use crate::calendar::Limits;
use crate::case::Record;
use crate::clock::WallClock;
use crate::config::{Common, Environment};
use crate::consumer::{Consumer, ConsumerSettings, Outcome, Seat};
use crate::database::Database;
use crate::due::{ClockLoop, Settings};
use crate::home::{self, HomeError};
use crate::ledger::Ledger;
use crate::nats::event::Teller;
use crate::nats::{self, CityImport, CitySource, Nats, NatsError};
use crate::operations::{Desk, Development, Handler, Office, OrganisationUnits, fold};
use crate::reference::Reference;
use crate::relay::{Relay, RelaySettings, Wake};
use crate::server::{Server, ServerError};
use crate::telemetry::Origin;
use crate::telemetry::lags::{self, Watch};

/// Why a service could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database does not answer, or its tables cannot be brought up to date.
    #[error("the database cannot be used")]
    Database(#[from] DbErr),
    /// The database belongs to another county or service.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// The bus does not answer, is too old, or keeps something else than was declared.
    #[error(transparent)]
    Nats(#[from] NatsError),
    /// The keys of the party vault cannot be used.
    #[error(transparent)]
    Vault(#[from] crate::party::keys::KeyErrors),
    /// The service keeps identities and was given no keys.
    #[error("there are no keys for the party vault: set party.envelope_key_file and party.index_key_file")]
    NoVault,
    /// The configuration of tokens cannot be used.
    #[error("tokens cannot be checked: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Tokens(Vec<AuthConfigError>),
    /// A policy is wrong.
    #[error(transparent)]
    Policy(#[from] PolicyErrors),
    /// The contracts' descriptors do not decode.
    #[error("the contracts' descriptors do not decode")]
    Descriptors(#[from] prost::DecodeError),
    /// The door cannot be opened.
    #[error(transparent)]
    Server(#[from] ServerError),
}

/// A service's desk, before its doors are open.
#[derive(Debug)]
pub struct Site<C: Record> {
    /// Its ledger.
    pub ledger: Ledger<C>,
    /// What its operator works on.
    pub office: Office,
    nats: Nats,
    origin: Origin,
    config: Common,
}

/// What a service brings along.
pub struct Doors {
    /// Its policies.
    pub policy: Arc<Policy>,
    /// What it does with facts.
    pub handler: Handler,
    /// Which facts it hears.
    pub hears: Vec<ConsumerSettings>,
    /// Whether the organisation units are its own, or a copy.
    pub owns_units: bool,
}

impl<C: Record> Site<C> {
    /// Connects, brings the tables up to date, and opens the desk, with the service's own rules as they are configured.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn open<M: MigratorTrait>(
        config: &Common,
        limits: Limits,
        version: &'static str,
        clock: WallClock,
    ) -> Result<Self, StartError> {
        let db = Database::connect(config.database.url.reveal(), config.database.max_connections).await?;
        db.migrate::<M>().await?;
        home::settle(&db.writer, config.county.as_str(), C::SERVICE).await?;
        let reference = Reference::load(&db, limits).await?;
        let wake = Wake::new();
        let ledger = Ledger::open(db.clone(), reference.clone(), clock.clone(), wake.clone());
        let nats = nats::connect(&config.nats).await?;
        nats::ensure_stream(&nats, nats::county_stream(config.nats.replicas)).await?;
        if !config.gather.is_empty() {
            nats::ensure_stream(&nats, nats::city_stream(&sources(&config.gather), config.nats.replicas)).await?;
        }
        let county = config.county.as_str().to_owned();
        let origin = Origin {
            service: C::SERVICE,
            version,
            county: config.county.clone(),
        };
        let office = Office {
            county,
            service: C::SERVICE,
            db,
            reference,
            clock,
            wake,
        };
        Ok(Self {
            ledger,
            office,
            nats,
            origin,
            config: config.clone(),
        })
    }

    /// The largest request in bytes, which every service is told itself.
    #[must_use]
    pub fn max_message(&self) -> usize {
        self.config.server.max_message_bytes
    }

    /// Opens the doors: relay, clocks, facts, and then gRPC.
    ///
    /// # Errors
    /// [`StartError`]; what was opened before it is closed again.
    pub async fn serve(self, mut doors: Doors, routes: impl FnOnce(Server) -> Server) -> Result<Running, StartError> {
        doors.handler = of_this_county(self.office.county.clone(), doors.handler);
        let gate = self.gate(doors.policy.clone())?;
        let server = routes(self.common_routes(&doors)).describe(shiyu_proto::DESCRIPTORS).gate(gate);
        let Self {
            ledger,
            office,
            nats,
            origin,
            config,
        } = self;
        let lags = lags::Office {
            db: office.db.clone(),
            nats: nats.clone(),
            clock: office.clock.clone(),
            consumers: doors.hears.clone(),
        };
        let seat = Seat {
            db: office.db.writer.clone(),
            nats: nats.clone(),
            clock: office.clock.clone(),
        };
        let mut consumers = Vec::new();
        for settings in doors.hears {
            let handler = doors.handler.clone();
            consumers.push(Consumer::start(seat.clone(), settings, move |fact| handler(fact)).await?);
        }
        let teller = Teller {
            service: origin.service.to_owned(),
            county: office.county.clone(),
        };
        let relay = Relay::start(office.db.writer.clone(), nats, RelaySettings::new(teller), office.wake.clone());
        let server = server.start().await?;
        let stop = CancellationToken::new();
        let clocks = ClockLoop::new(ledger, office.clock.clone(), Settings::default());
        let clocks = tokio::spawn(clocks.run(stop.clone()));
        let follow = AbortOnDropHandle::new(tokio::spawn(office.reference.clone().follow(office.db.clone())));
        let watch = Watch::start::<C>(&origin, lags, config.telemetry.metric_interval);
        Ok(Running {
            server,
            consumers,
            relay,
            clocks,
            stop,
            db: office.db,
            at_last: None,
            _follow: follow,
            _watch: watch,
        })
    }

    fn gate(&self, policy: Arc<Policy>) -> Result<Gate, StartError> {
        let tokens = Tokens::new(&self.config.auth).map_err(StartError::Tokens)?;
        // Tokens come from outside: they go by real time, even where a development moved its clock.
        let real = WallClock::system();
        Ok(Gate::new(
            Arc::new(tokens),
            policy,
            self.office.county.clone(),
            Arc::new(move || real.now()),
        ))
    }

    fn common_routes(&self, doors: &Doors) -> Server {
        let largest = self.max_message();
        let operations = Desk {
            office: self.office.clone(),
            handler: doors.handler.clone(),
            fold: fold::<C>(self.office.db.clone()),
        };
        let units = OrganisationUnits {
            office: self.office.clone(),
            owned: doors.owns_units,
        };
        let server = Server::new(&self.config.server, self.origin.clone())
            .service(OperationsServiceServer::new(operations).max_decoding_message_size(largest))
            .service(UnitServiceServer::new(units).max_decoding_message_size(largest));
        match self.config.auth.environment {
            Environment::Development => server.service(DevelopmentServiceServer::new(Development(self.office.clock.clone()))),
            Environment::Production => server,
        }
    }
}

/// A fact of the county's own stream that names another county is none of ours, whoever let it in.
fn of_this_county(county: String, handler: Handler) -> Handler {
    Arc::new(move |fact| {
        if fact.county.is_none() && fact.told_in() != county {
            return Box::pin(std::future::ready(Outcome::Unreadable("CE_SOURCE_INVALID")));
        }
        handler(fact)
    })
}

/// Where the city finds its counties' streams, under the names the broker's accounts export.
fn sources(counties: &[String]) -> Vec<CitySource> {
    let import = |county: &String| CityImport {
        api_prefix: api_prefix(county),
        deliver_prefix: deliver_prefix(county),
    };
    counties
        .iter()
        .map(|county| CitySource {
            code: county.clone(),
            external: Some(import(county)),
        })
        .collect()
}

/// A service whose doors are open.
#[derive(Debug)]
pub struct Running {
    server: crate::server::Running,
    consumers: Vec<Consumer>,
    relay: Relay,
    clocks: JoinHandle<()>,
    stop: CancellationToken,
    db: Database,
    at_last: Option<AtLast>,
    _follow: AbortOnDropHandle<()>,
    _watch: Watch,
}

/// What is done before the database is closed. Nobody waits at the lock: it is there so that a running service can be shared.
struct AtLast(Mutex<Pin<Box<dyn Future<Output = ()> + Send>>>);

impl std::fmt::Debug for AtLast {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("AtLast")
    }
}

/// How long the parts behind the doors may take to finish what is at hand.
const PATIENCE: Duration = Duration::from_secs(10);

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> std::net::SocketAddr {
        self.server.address()
    }

    /// And this is done at the end, when nobody calls any more and before the database is closed.
    #[must_use]
    pub fn and_then_close(mut self, last: impl Future<Output = ()> + Send + 'static) -> Self {
        self.at_last = Some(AtLast(Mutex::new(Box::pin(last))));
        self
    }

    /// Waits until the server ends by itself, which it should not.
    pub async fn failed(&mut self) -> ServerError {
        self.server.failed().await
    }

    /// Closes the doors from the outside in: no new call, then no new fact, then no new ring, then the last facts out.
    ///
    /// # Errors
    /// When the server had failed.
    pub async fn stop(self) -> Result<(), ServerError> {
        let served = self.server.stop().await;
        let finish = async {
            for consumer in self.consumers {
                consumer.stop().await;
            }
            self.stop.cancel();
            if let Err(error) = self.clocks.await {
                tracing::error!(error = %error, "the clock loop ended badly");
            }
            self.relay.stop().await;
            if let Some(AtLast(last)) = self.at_last {
                last.into_inner().unwrap_or_else(PoisonError::into_inner).await;
            }
            self.db.close().await;
        };
        if tokio::time::timeout(PATIENCE, finish).await.is_err() {
            tracing::warn!("parts of the service did not finish in time; what they left is done at the next start");
        }
        served
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;
    use crate::nats::{Fact, Headers};

    fn fact(source: &str, stamped: Option<&str>) -> Fact {
        Fact {
            id: Uuid::from_u128(1),
            kind: "petition.unit.changed".to_owned(),
            source: source.to_owned(),
            county: stamped.map(str::to_owned),
            case: Uuid::from_u128(2),
            case_version: 1,
            at: datetime!(2026-01-05 09:00 UTC),
            trace: None,
            data: prost::bytes::Bytes::new(),
            headers: Headers::new(),
        }
    }

    #[tokio::test]
    async fn a_fact_of_another_county_is_taken_in_only_with_the_citys_stamp() {
        let handler = of_this_county("330600".to_owned(), Arc::new(|_| Box::pin(async { Outcome::Done })));
        let elsewhere = "//shiyu/330602/petition";
        assert_eq!(handler(fact("//shiyu/330600/petition", None)).await, Outcome::Done);
        assert_eq!(handler(fact(elsewhere, Some("330602"))).await, Outcome::Done);
        assert_eq!(handler(fact(elsewhere, None)).await, Outcome::Unreadable("CE_SOURCE_INVALID"));
    }
}
