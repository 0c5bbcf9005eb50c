//! One service of one county put together: what every `main` opens and serves.

mod error;
mod migrate;
mod readiness;
mod routes;
mod running;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use sea_orm_migration::MigratorTrait;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::auth::Policy;
use crate::broker::{api_prefix, deliver_prefix, desk_deliver_prefix};
use crate::calendar::Limits;
use crate::case::Record;
use crate::clock::WallClock;
use crate::config::{Common, Environment};
use crate::consumer::{Consumer, ConsumerSettings, Outcome, Seat};
use crate::database::Database;
use crate::desk::Sight;
use crate::due::{ClockLoop, Settings};
use crate::fail;
use crate::file::{Files, Keep};
use crate::home;
use crate::ledger::Ledger;
use crate::nats::event::Teller;
use crate::nats::{self, CityImport, CitySource, Nats};
use crate::operations::{Handler, Office};
use crate::reference::Reference;
use crate::relay::{Relay, RelaySettings, Wake};
use crate::retention::{Kept, Sweep};
use crate::server::Server;
use crate::subject::Shelf;
use crate::telemetry::Origin;
use crate::telemetry::lags::{self, Watch};

pub use error::StartError;
pub use migrate::migrate;
pub use running::Running;

use readiness::Readiness;
use running::Purging;

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
    files: Option<Files<C>>,
}

/// What a service brings along.
pub struct Doors {
    /// Its contract, a serialised `FileDescriptorSet`: what it reflects, and the methods it is measured by.
    pub contract: &'static [u8],
    /// Its policies.
    pub policy: Arc<Policy>,
    /// What it does with facts.
    pub handler: Handler,
    /// Which facts it hears.
    pub hears: Vec<ConsumerSettings>,
    /// Whether the organisation units are its own, or a copy.
    pub owns_units: bool,
    /// Who sees which of its cases, for whoever watches what is told of them; none, and it cannot be watched.
    pub watched: Option<Sight>,
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
        fail::check(config.auth.environment)?;
        if config.auth.environment == Environment::Production && config.nats.is_anonymous() {
            return Err(StartError::OpenBus);
        }
        let db = Database::connect(config.database.url.reveal(), config.database.max_connections).await?;
        // Boxed, as below: a service's own start holds all of this, and clippy weighs it.
        Box::pin(prepared::<M>(&db, config.database.migrate)).await?;
        home::settle(&db.writer, config.county.as_str(), C::SERVICE).await?;
        let reference = Reference::load(&db, limits).await?;
        let reference = reference.commanded_by(config.command_offices.clone());
        let reference = reference.mediated_by(config.mediating_offices.clone());
        let wake = Wake::new();
        let ledger = Ledger::open(db.clone(), reference.clone(), clock.clone(), wake.clone());
        let nats = nats::connect(&config.nats).await?;
        nats::ensure_stream(&nats, nats::county_stream(config.nats.replicas)).await?;
        if !config.gather.is_empty() {
            let gathered: Vec<CitySource> = config.gather.iter().map(|county| source(county)).collect();
            nats::ensure_stream(&nats, nats::city_stream(&gathered, config.nats.replicas)).await?;
            for county in &config.gather {
                nats::ensure_stream(&nats, nats::city_desk(county, config.nats.replicas)).await?;
            }
        }
        if let Some(city) = &config.desk {
            let county = config.county.as_str();
            nats::ensure_stream(&nats, nats::county_desk(&desk(city, county), county, config.nats.replicas)).await?;
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
            files: None,
        })
    }

    /// The largest request in bytes, which every service is told itself.
    #[must_use]
    pub fn max_message(&self) -> usize {
        self.config.server.max_message_bytes
    }

    /// How the cases of this collection are named and kept.
    #[must_use]
    pub fn shelf(&self, collection: &'static str) -> Shelf {
        Shelf {
            collection,
            kept: self.kept(),
        }
    }

    /// How long identities are kept after the end.
    fn kept(&self) -> Kept {
        C::KEPT.told(self.config.kept_identities)
    }

    /// The files of a service whose cases have some, which go when the time of their cases is over.
    ///
    /// # Errors
    /// [`StartError::Files`].
    pub async fn files(&mut self) -> Result<Files<C>, StartError> {
        let keep = Keep::open(&self.config.files, C::SERVICE, &self.nats).await?;
        let files = Files::new(keep, self.office.db.clone());
        self.files = Some(files.clone());
        Ok(files)
    }

    /// Opens the doors: relay, clocks, facts, and then gRPC.
    ///
    /// # Errors
    /// [`StartError`]; what was opened before it is closed again.
    pub async fn serve(self, mut doors: Doors, routes: impl FnOnce(Server) -> Server) -> Result<Running, StartError> {
        doors.handler = of_this_county(self.office.county.clone(), doors.handler);
        let gate = self.gate(doors.policy.clone())?;
        let server = routes(self.common_routes(&doors)).describe(doors.contract).gate(gate);
        let kept = self.kept();
        let Self {
            ledger,
            office,
            nats,
            origin,
            config,
            files,
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
            let settings = ConsumerSettings {
                ack_wait: config.nats.ack_wait,
                ..settings
            };
            consumers.push(Consumer::start(seat.clone(), settings, move |fact| handler(fact)).await?);
        }
        let teller = Teller {
            service: origin.service.to_owned(),
            county: office.county.clone(),
        };
        let relay = Relay::start(
            office.db.writer.clone(),
            nats.clone(),
            RelaySettings::new(teller),
            office.wake.clone(),
        );
        let server = Box::pin(server.start()).await?;
        let readiness = Readiness {
            db: office.db.clone(),
            nats,
            health: server.health(),
            board: server.board(),
            needs: config.server.ready_with.clone(),
        };
        let stop = CancellationToken::new();
        let clocks = ClockLoop::new(ledger, office.clock.clone(), Settings::default());
        let clocks = tokio::spawn(clocks.run(stop.clone()));
        let sweep = Sweep::<C>::new(office.db.writer.clone(), office.clock.clone(), kept).and_files(files);
        let sweep = AbortOnDropHandle::new(tokio::spawn(sweep.run(stop.clone())));
        let mut purging = Purging {
            keep: time::Duration::days(config.keep_acts_days.into()),
            origin: origin.clone(),
            loops: Vec::new(),
        };
        purging.start::<C>(&office.db, &office.clock, &stop);
        let follow = AbortOnDropHandle::new(tokio::spawn(office.reference.clone().follow(office.db.clone())));
        let watch = Watch::start::<C>(&origin, lags, config.telemetry.metric_interval);
        Ok(Running {
            server,
            readiness: readiness.watch(),
            consumers,
            relay,
            clocks,
            stop,
            db: office.db,
            last: None,
            _follow: follow,
            _sweep: sweep,
            purging,
            _watch: watch,
        })
    }
}

/// Brings the tables up to date, or insists that they are where that is a step of its own.
async fn prepared<M: MigratorTrait>(db: &Database, migrate: bool) -> Result<(), StartError> {
    if migrate {
        return Ok(db.migrate::<M>().await?);
    }
    let behind = db.behind::<M>().await?;
    if behind.is_empty() {
        Ok(())
    } else {
        Err(StartError::Behind(behind))
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

/// Where another account's stream is found, under the names the broker's accounts export.
fn source(account: &str) -> CitySource {
    CitySource {
        code: account.to_owned(),
        external: Some(CityImport {
            api_prefix: api_prefix(account),
            deliver_prefix: deliver_prefix(account),
        }),
    }
}

/// Where a county finds what the city's desk tells it.
fn desk(city: &str, county: &str) -> CitySource {
    CitySource {
        code: city.to_owned(),
        external: Some(CityImport {
            api_prefix: api_prefix(city),
            deliver_prefix: desk_deliver_prefix(city, county),
        }),
    }
}
